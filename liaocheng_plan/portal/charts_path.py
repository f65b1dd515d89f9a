"""A target's path as inline SVG: years as bands, the stated level, what was reported, the gaps."""

import re
from dataclasses import dataclass, field

from django.utils.html import format_html

from .charts import HATCH, pc, rect, svg, text

PERIOD = re.compile(r"^(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})))?$")
FOOT = 24  # pixels for the years
HEAD = 26  # pixels for a label above the highest mark


@dataclass
class Path:
    """What a path chart shows; values are floats, `points` are `(period, value)` in order.

    `target` is `(year, low, high)`, low and high being equal but for a range.
    """

    first: int
    last: int
    baseline: tuple | None = None
    target: tuple | None = None
    points: list = field(default_factory=list)

    @property
    def years(self):
        """All years shown."""
        return range(self.first, self.last + 1)

    def missing_years(self):
        """Years of which nothing was reported, the baseline's own year apart."""
        known = {int(period[:4]) for period, value in self.points if value is not None}
        if self.baseline:
            known.add(self.baseline[0])
        return [year for year in self.years if year not in known]

    def top(self):
        """The highest value shown; at least something above zero."""
        values = [value for _period, value in self.points if value is not None]
        values += [self.baseline[1]] if self.baseline else []
        values += [self.target[2]] if self.target else []
        return max([*values, 0]) or 1

    def x(self, year, share=0.5):
        """Where in the width a moment lies, in per cent; `share` of its year."""
        return 100 * (year - self.first + share) / len(self.years)


def moment(period):
    """A period's year and the middle of it as a share of the year: `2025-Q3` is `(2025, 0.625)`."""
    match = PERIOD.match(period)
    if not match:
        return int(period[:4]), 0.5
    year, half, quarter, month = (int(part) if part else None for part in match.groups())
    if half:
        return year, (half - 0.5) / 2
    if quarter:
        return year, (quarter - 0.5) / 4
    return (year, (month - 0.5) / 12) if month else (year, 0.5)


def follows(before, after):
    """Whether one period comes right after another of the same length."""
    found = []
    for period in (before, after):
        match = PERIOD.match(period)
        if not match:
            return False
        year, *parts = (int(part) if part else None for part in match.groups())
        kind = next((n for n, part in enumerate(parts) if part), None)
        per_year = 1 if kind is None else (2, 4, 12)[kind]
        found.append((per_year, year * per_year + (parts[kind] if kind is not None else 0)))
    return found[0][0] == found[1][0] and found[1][1] - found[0][1] == 1


def path_chart(path, label, height=220, words=None):
    """The chart; `words` are `{baseline, target, missing, points}` for the labels of a large one,
    None for the small one of a table row, which carries none."""
    low, high = height - (FOOT if words else 3), (HEAD if words else 5)

    def y(value):
        return round(low - (low - high) * value / path.top(), 1)

    content = [*gaps(path, low, words), *frame(path, low, words)]
    content += level(path, y, words)
    content += reported(path, y, words)
    return svg(height, label, *content, css="chart chart--path")


def gaps(path, low, words):
    """Hatched bands for years of which nothing is reported; one word for each run of them."""
    band = 100 / len(path.years)
    missing = path.missing_years()
    for year in missing:
        yield rect(path.x(year, 0), band, 0, low, "gap", HATCH)
    if words and missing:
        middle = (path.x(missing[0], 0) + path.x(missing[-1], 1)) / 2
        yield text(middle, low / 2 + 20, words["missing"], "chart__text chart__missing")


def frame(path, low, words):
    """The base line and, on a large chart, the years."""
    yield line(0, low, 100, low, "axis")
    if words:
        for year in path.years:
            yield text(path.x(year), low + 18, str(year), "chart__text chart__year")


def level(path, y, words):
    """Baseline, the thin path to the target, and the target's level across its year."""
    if path.baseline:
        year, value = path.baseline
        if path.target:
            yield line(path.x(year), y(value), path.x(path.target[0]), y(path.target[2]), "path")
        yield dot(path.x(year), y(value), "baseline")
        if words:
            yield text(path.x(year), y(value) - 10, words["baseline"])
    if path.target:
        year, low, high = path.target
        band = 100 / len(path.years)
        for value in {low, high}:
            yield line(path.x(year) - band / 2, y(value), path.x(year) + band / 2, y(value), "goal")
        if words:
            right = path.x(year) + band / 2
            yield text(right, y(high) - 9, words["target"], "chart__text chart__goal", "end")


def reported(path, y, words):
    """Observations as points, joined only where periods follow each other."""
    before = None
    for number, (period, value) in enumerate(path.points):
        if value is None:
            before = None
            continue
        year, share = moment(period)
        x = path.x(year, share)
        if before and follows(before[0], period):
            yield line(before[1], before[2], x, y(value), "series")
        yield dot(x, y(value), "point")
        if words:
            # In the target's year the label stands below, clear of the target's own.
            lower = path.target is not None and path.target[0] == year
            said = words["points"][number]
            yield text(x, y(value) + (22 if lower else -10), said, "chart__text chart__reported")
        before = (period, x, y(value))


def line(x1, y1, x2, y2, css):
    """A line; x in per cent, y in pixels."""
    return format_html(
        '<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>', css, pc(x1), y1, pc(x2), y2
    )


def dot(x, y, css):
    """A point; x in per cent, y in pixels."""
    return format_html('<circle class="{}" cx="{}" cy="{}" r="4"/>', css, pc(x), y)
