"""Charts of a target: small in a table row, large with labels on its page."""

from datetime import timedelta

from django.utils.translation import gettext as _

from liaocheng_plan.progress import rules
from liaocheng_plan.progress.models import Direction
from liaocheng_plan.progress.periods import year_end

from ..display import charts, charts_path, numbers

YEARS = 5  # shown where neither baseline nor reports say otherwise
STEPS = 12  # straight pieces of which a curved path is drawn


def small(presenter):
    """The chart of a table row, without labels."""
    if presenter.target.direction == Direction.COMPOSITION:
        return composition(presenter, 20)
    return charts_path.path_chart(presenter.path, label(presenter), height=36)


def large(presenter):
    """The chart of the target's page, with its labels."""
    if presenter.target.direction == Direction.COMPOSITION:
        return composition(presenter, 48, numbers_inside=True)
    baseline = presenter.baseline
    if baseline and not baseline["year"] and not presenter.reported:
        return against_baseline(presenter)
    words = {
        "baseline": (baseline["digits"], baseline["url"]) if baseline else ("", ""),
        "target": (presenter.said_with_print, presenter.cite_url),
        "missing": _("Not reported"),
        "points": [
            (point_words(figure), presenter.lineage_of(figure.period.text))
            for figure in presenter.told
        ],
    }
    return charts_path.path_chart(presenter.path, label(presenter), words=words)


def point_words(figure):
    """The number beside a point; what is derived and what is a lower bound says so."""
    sign = ("≥ " if figure.lower_bound else "") + ("ƒ " if figure.kind == "derived" else "")
    return f"{sign}{numbers.rounded(figure.value)}"


def label(presenter):
    """What the chart says, for those who do not see it."""
    told = presenter.reported
    now = f"{told['digits']}{presenter.unit} ({told['period']})" if told else _("Not reported")
    return _("%(name)s: target %(target)s; reported: %(now)s") % {
        "name": presenter.name,
        "target": presenter.said_with_print,
        "now": now,
    }


def path(presenter):
    """The data of the path chart."""
    target, today = presenter.target, presenter.target.standing.today
    last = target.target_year or today.year
    dated = target.baseline is not None and target.baseline_year
    points = [point(figure) for figure in presenter.told]
    years = [point.period.last.year for point in points]
    first = min([target.baseline_year if dated else last - YEARS + 1, *years])
    made = charts_path.Path(
        first=first,
        last=max([last, *years]),
        today=today,
        baseline=(year_end(target.baseline_year), float(target.baseline)) if dated else None,
        goal=goal(target, last),
        band=band(target),
        points=points,
        hatched=not (target.measure and points),
    )
    made.line = stated_path(target, made)
    return made


def point(figure):
    """A figure as a point of the chart."""
    derived = figure.kind == "derived"
    return charts_path.Point(figure.period, float(figure.value), derived, figure.lower_bound)


def goal(target, last):
    """The stated level with its day; 全覆盖 is 100."""
    required = rules.required(target)
    if required is None:
        return None
    high = required if target.value_max is None else target.value_max
    return year_end(last), float(required), float(high)


def band(target):
    """What 左右 or 约 allows, or None."""
    room = rules.slack(target)
    if not room:
        return None
    high = target.value if target.value_max is None else target.value_max
    low = target.value - (0 if target.direction == Direction.CAP else room)
    return float(low), float(high + (room if target.direction in ("cap", "range") else 0))


def stated_path(target, made):
    """What the rules ask on days between the first and the target's; [] where they ask nothing."""
    if target.direction == Direction.CAP and not rules.comes_down(target):
        return []
    start = made.baseline[0] if made.baseline else year_end(made.first - 1)
    end = made.goal[0] if made.goal else start
    pieces = STEPS if target.way == rules.Path.COMPOUND else 1
    days = [start + timedelta(days=(end - start).days * n // pieces) for n in range(pieces + 1)]
    asked = [(day, rules.expected_at(target, day)) for day in days]
    return [(day, float(value)) for day, value in asked if value is not None]


def against_baseline(presenter):
    """A baseline without a printed year has no place on a time axis: two bars instead."""
    target, printed = presenter.target, presenter.baseline
    goal = _("target %(value)s") % {"value": presenter.said_with_print}
    baseline = _("baseline %(value)s") % {"value": f"{printed['digits']}{presenter.unit}"}
    rows = [
        ("planned", target.value, goal, presenter.cite_url),
        ("existing", target.baseline, baseline, printed["url"]),
    ]
    return charts.pair(rows, label(presenter))


def composition(presenter, height, numbers_inside=False):
    """The stated shares as a stacked bar."""
    shares = [
        (part["value"], f"{numbers.plain(part['value'])}%") for part in presenter.target.parts
    ]
    url = presenter.cite_url if numbers_inside else ""
    return charts.stacked(shares, label(presenter), height, numbers_inside, url)
