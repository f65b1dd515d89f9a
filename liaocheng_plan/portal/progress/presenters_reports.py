"""The figures of one target period by period, and the reports behind them in all versions."""

from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan.progress import rules, standing
from liaocheng_plan.progress.models import Observation

from ..display import links, numbers, wording


def table(presenter):
    """The table behind the chart: a line for each period that says anything, oldest first."""
    target = presenter.target
    told = [figure for figure in target.standing.figures if rules.has_value(figure)]
    return [line(target, f) | {"url": presenter.lineage_of(f.period.text)} for f in told]


def line(target, figure):
    """One figure: value and kind, what the path asks then, who reported, as of when."""
    asked = None
    if figure.period.last.year <= (target.target_year or figure.period.last.year):
        asked = rules.expected_at(target, figure.period.last)
    return {
        "period": figure.period.text,
        "digits": None if figure.value is None else numbers.rounded(figure.value, 4),
        "parts": [f"{p['label']} {part_words(p)}" for p in figure.parts],
        "kind": str(figure.kind),
        "kind_words": figure.kind.label,
        "at_least": figure.lower_bound,
        "of": wording.reported_of(target, figure),
        "areas": figure.expected if figure.expected > 1 else None,
        "asked": "" if asked is None else numbers.rounded(asked),
        "day": day_of(figure.reported_at) or numbers.day(figure.period_end),
    }


def part_words(part):
    """A reported part; a missing one says so."""
    value = part.get("value")
    return _("not available") if value is None else numbers.plain(value)


def of_target(target):
    """All approved reports in every version, the latest period first: who, what, until when.

    People are named by role and area, never by name.
    """
    rows = Observation.objects.filter(target=target, state=Observation.State.APPROVED)
    at = getattr(target, "as_of", None)
    rows = rows if at is None else rows.filter(approved_at__lte=at)
    rows = rows.select_related("area", "reporter").defer("area__boundary")
    rows = rows.prefetch_related("reporter__groups").order_by("-period_end", "area", "-version")
    return [report(target, row, at) for row in rows]


def report(target, row, at):
    """One version of one report; `replaced` is the day on which a correction replaced it."""
    row.target = target
    value = standing.value_of(row)
    gone = row.superseded_at is not None and (at is None or row.superseded_at <= at)
    return {
        "period": row.period,
        "area": row.area.name if row.area_id else target.scope,
        "digits": None if value is None else numbers.rounded(value, 4),
        "division": division(row),
        "parts": [f"{p['label']} {part_words(p)}" for p in row.parts],
        "version": row.version,
        "reason": row.correction_reason,
        "replaced": day_of(row.superseded_at) if gone else "",
        "role": role(row.reporter),
        "day": day_of(row.approved_at),
        "url": links.record_url(row),
    }


def division(row):
    """Numerator ÷ denominator where these were reported, else ""."""
    if row.numerator is None or row.denominator is None:
        return ""
    return f"{numbers.plain(row.numerator)} ÷ {numbers.plain(row.denominator)}"


def role(reporter):
    """The role of who reported; "" where nobody is recorded."""
    groups = reporter.groups.all() if reporter else ()
    return groups[0].name if groups else ""


def day_of(moment):
    """The day of a moment in words; "" for None."""
    return numbers.day(timezone.localtime(moment)) if moment else ""
