"""Charts of a target: small in a table row, large with labels on its page."""

from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan.progress.models import Direction

from . import charts, charts_path, numbers

YEARS = 5  # shown where neither baseline nor reports say otherwise


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
        "baseline": baseline["digits"] if baseline else "",
        "target": presenter.said,
        "missing": _("Not reported"),
        "points": [numbers.plain(value) for _period, value in presenter.path.points],
    }
    return charts_path.path_chart(presenter.path, label(presenter), words=words)


def label(presenter):
    """What the chart says, for those who do not see it."""
    told = presenter.reported
    now = f"{told['digits']}{presenter.unit} ({told['period']})" if told else _("Not reported")
    return _("%(name)s: target %(target)s; reported: %(now)s") % {
        "name": presenter.name,
        "target": presenter.said,
        "now": now,
    }


def path(presenter):
    """The data of the path chart."""
    target = presenter.target
    last = target.target_year or timezone.localdate().year
    start = target.baseline_year if target.baseline is not None else None
    points = [(figure.period.text, float(figure.value)) for figure in presenter.told]
    years = [int(period[:4]) for period, _value in points]
    high = target.value if target.value_max is None else target.value_max
    return charts_path.Path(
        first=min([start or last - YEARS + 1, *years]),
        last=max([last, *years]),
        baseline=(start, float(target.baseline)) if start else None,
        target=(last, float(target.value), float(high)) if target.value is not None else None,
        points=points,
    )


def against_baseline(presenter):
    """A baseline without a printed year has no place on a time axis: two bars instead."""
    baseline = f"{presenter.baseline['digits']}{presenter.unit}"
    rows = [
        ("planned", presenter.target.value, _("target %(value)s") % {"value": presenter.said}),
        ("existing", presenter.target.baseline, _("baseline %(value)s") % {"value": baseline}),
    ]
    return charts.pair(rows, label(presenter))


def composition(presenter, height, numbers_inside=False):
    """The stated shares as a stacked bar."""
    shares = [
        (part["value"], f"{numbers.plain(part['value'])}%") for part in presenter.target.parts
    ]
    return charts.stacked(shares, label(presenter), height, numbers_inside)
