"""A target's path as inline SVG: years as bands, the stated path, what was reported, the gaps.

Everything stands at its own day: a report at the end of its period, where it is compared with the
path. What is not reported is hatched, never left at zero.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.html import format_html

from . import charts_labels
from .charts import HATCH, pc, rect, svg, text
from .charts_labels import Label

FOOT = 24  # pixels for the years
HEAD = 26  # pixels for a label above the highest mark
BASELINE = 5  # rank of its label: after last, first, highest and lowest
WIDTH = 98  # per cent of the width, so that a point at the very end is seen whole
EDGE = 8  # per cent of the width, within which a label keeps to the inside
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Point:
    """One figure: its `periods.Period`, its value, and what it is."""

    period: object
    value: float
    derived: bool = False
    bound: bool = False

    @property
    def css(self):
        """The classes of its mark: derived and lower bounds are told apart by shape."""
        return "point" + " point--derived" * self.derived + " point--bound" * self.bound


@dataclass
class Path:
    """What a path chart shows; values are floats, days are dates.

    `baseline` is `(day, value)`; `goal` is `(day, low, high)`, low and high being equal but for a
    range; `line` is the stated path as `(day, value)`; `band` is `(low, high)`, what 左右 allows;
    `hatched` is whether missing periods are shown; nothing is missing after `today`.
    """

    first: int
    last: int
    today: date
    baseline: tuple | None = None
    goal: tuple | None = None
    line: list = field(default_factory=list)
    band: tuple | None = None
    points: list = field(default_factory=list)
    hatched: bool = True

    @property
    def years(self):
        """All years shown."""
        return range(self.first, self.last + 1)

    def gaps(self):
        """`(first day, last day)` of each stretch of which nothing is reported, oldest first.

        The time up to the end of the baseline's year needs no report.
        """
        start = date(self.first, 1, 1)
        if self.baseline:
            start = max(start, self.baseline[0] + DAY)
        end, found = min(date(self.last, 12, 31), self.today), []
        for point in sorted(self.points, key=lambda p: p.period.first) if self.hatched else ():
            if point.period.first > start and start <= end:
                found.append((start, min(point.period.first - DAY, end)))
            start = max(start, point.period.last + DAY)
        if self.hatched and start <= end:
            found.append((start, end))
        return found

    def top(self):
        """The highest value shown; at least something above zero."""
        values = [point.value for point in self.points] + [value for _day, value in self.line]
        values += [self.baseline[1]] if self.baseline else []
        values += [self.goal[2]] if self.goal else []
        values += [self.band[1]] if self.band else []
        return max([*values, 0]) or 1

    def x(self, day):
        """Where in the width the end of a day lies, in per cent."""
        span = (date(self.last, 12, 31) - date(self.first, 1, 1)).days + 1
        return WIDTH * ((day - date(self.first, 1, 1)).days + 1) / span


def follows(before, after):
    """Whether one period comes right after another of the same length."""
    return after.follows(before) and kind(before) == kind(after)


def kind(period):
    """Year, half-year, quarter or month, by the form of its text."""
    tail = period.text[4:]
    return tail[:2] if tail[1:2] in ("H", "Q") else len(tail)


def path_chart(path, label, height=220, words=None):
    """The chart; `words` are `{baseline, target, missing, points}` for the labels of a large one,
    None for the small one of a table row, which carries none. All but `missing` are pairs of a
    number and the address that it comes from ("" for none)."""
    low, high = height - (FOOT if words else 3), (HEAD if words else 5)

    def y(value):
        return round(low - (low - high) * max(value, 0) / path.top(), 1)

    content = [*hatched(path, low, words), *tolerance(path, y), *frame(path, low, words)]
    content += level(path, y)
    labels = charts_labels.fitting(labels_of(path, y, words)) if words else []
    content += reported(path, y, labels, words)
    content += [label.draw() for label in labels if label.point is None]
    return svg(height, label, *content, css="chart chart--path")


def hatched(path, low, words):
    """Hatched stretches of which nothing is reported; the word for it in the longest."""
    gaps = path.gaps()
    for first, last in gaps:
        x = path.x(first - DAY)
        yield rect(x, path.x(last) - x, 0, low, "gap", HATCH)
    if words and gaps:
        first, last = max(gaps, key=lambda gap: gap[1] - gap[0])
        middle = (path.x(first) + path.x(last)) / 2
        yield text(middle, low / 2 + 20, words["missing"], "chart__text chart__missing")


def tolerance(path, y):
    """The band that 左右 or 约 allows around the goal, across its year."""
    if path.band and path.goal:
        low, high = path.band
        x = path.x(date(path.goal[0].year, 1, 1))
        height = max(y(low) - y(high), 1)
        yield rect(x, path.x(path.goal[0]) - x, y(high), height, "tolerance")


def frame(path, low, words):
    """The base line and, on a large chart, the years."""
    yield line(0, low, 100, low, "axis")
    if words:
        for year in path.years:
            yield text(path.x(date(year, 7, 1)), low + 18, str(year), "chart__text chart__year")


def level(path, y):
    """Baseline, the thin stated path, and the target's level across its year."""
    for (day, value), (next_day, next_value) in zip(path.line, path.line[1:], strict=False):
        yield line(path.x(day), y(value), path.x(next_day), y(next_value), "path")
    if path.baseline:
        day, value = path.baseline
        yield dot(path.x(day), y(value), "baseline")
    if path.goal:
        day, low, high = path.goal
        for value in {low, high}:
            yield line(path.x(date(day.year, 1, 1)), y(value), path.x(day), y(value), "goal")


def labels_of(path, y, words):
    """All labels that a large chart could have: of target, points and baseline."""
    if path.goal:
        day, _low, high = path.goal
        said, url = words["target"]
        yield Label(0, path.x(day), y(high) - 9, said, "chart__text chart__goal", "end", url)
    if path.baseline:
        day, value = path.baseline
        said, url = words["baseline"]
        yield Label(BASELINE, path.x(day), y(value) - 10, said, url=url)
    for number, rank in charts_labels.ranks([point.value for point in path.points]).items():
        yield label_of(path, y, number, rank, words)


def label_of(path, y, number, rank, words):
    """The label of one point; in the target's year it stands below, clear of the target's own."""
    point = path.points[number]
    x, (said, url) = path.x(point.period.last), words["points"][number]
    lower = path.goal is not None and path.goal[0].year == point.period.last.year
    anchor = "end" if x > WIDTH - EDGE else "start" if x < EDGE else "middle"
    css = "chart__text chart__reported"
    return Label(rank, x, y(point.value) + (22 if lower else -10), said, css, anchor, url, number)


def reported(path, y, labels, words):
    """Figures as points, joined only where periods follow each other; each leads to its source."""
    before, by_point = None, {label.point: label for label in labels}
    for number, point in enumerate(path.points):
        x = path.x(point.period.last)
        if before and follows(before.period, point.period):
            yield line(path.x(before.period.last), y(before.value), x, y(point.value), "series")
        drawn = dot(x, y(point.value), point.css)
        yield (
            linked(point, drawn, by_point.get(number), words["points"][number]) if words else drawn
        )
        before = point


def linked(point, drawn, label, said):
    """A point with its label, if it has one, as one link that says period and value."""
    words, url = said
    parts = format_html("{}{}", drawn, label.draw() if label else "")
    if not url:
        return parts
    title = f"{point.period.text} · {words}"
    link = '<a class="chart__link" href="{}" aria-label="{}"><title>{}</title>{}</a>'
    return format_html(link, url, title, title, parts)


def line(x1, y1, x2, y2, css):
    """A line; x in per cent, y in pixels."""
    return format_html(
        '<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>', css, pc(x1), y1, pc(x2), y2
    )


def dot(x, y, css):
    """A point; x in per cent, y in pixels."""
    return format_html('<circle class="{}" cx="{}" cy="{}" r="4"/>', css, pc(x), y)
