"""Where a figure comes from: the rows, rules, versions and observations behind a target's verdict.

A trace is plain data (texts, numbers as texts, lists), so that it can be shown, sent and kept: a
report that was made keeps the traces of its figures and shows the same ones ever after.
"""

from django.utils import timezone

from liaocheng_plan import registry
from liaocheng_plan.documents.history import as_they_stood
from liaocheng_plan.documents.models import ValueKind
from liaocheng_plan.places.models import Status

from . import measures, rules

TERMS = ("direction", "target_year", "approximate", "tolerance", "on_track", "validity_days")
STATED = ("value", "value_max", "parts", "baseline", "baseline_year")


def trace(target, period=""):
    """All that a target's standing rests on, from what `Target.objects.for_lists` fetched.

    With `period` (a text such as 2024-Q3; fetched with `series`) the figure is that of the period,
    whatever the verdict rests on. Raises `LookupError` where nothing is known of the period.
    """
    standing, at = target.standing, getattr(target, "as_of", None)
    judged = standing.judged_by or standing.latest
    shown = figure_for(standing, period) if period else judged
    return {
        "target": target.key,
        "name": target.name,
        "scope": target.scope,
        "theme": target.theme,
        "unit": target.unit,
        "qualifier": target.qualifier,
        "as_of": standing.today.isoformat(),
        "known_at": timezone.localtime(at or timezone.now()).isoformat(timespec="seconds"),
        "stated": stated(target),
        "rules": terms(target),
        "verdict": verdict(standing),
        "figure": figure(shown),
        "is_judged": shown is judged,
        "formula": formula(target, shown),
        "missing": missing(target, shown),
        "latest": figure(standing.latest),
        "observations": [observation(row) for row in shown.rows] if shown else [],
        "measure": measured(target, shown, at),
    }


def plain(value):
    """A number as text without trailing zeros, a list as it is, None as None: nothing is lost."""
    if value is None or isinstance(value, (bool, int, str, list)):
        return value
    return f"{value.normalize():f}"


def stated(target):
    """What the document states, its citations, and each change since it was printed."""
    return {
        **{name: plain(getattr(target, name)) for name in STATED},
        "citations": {
            name or "record": {**citation.as_dict(), "page": citation.page}
            for name, citation in target.citations_by_field().items()
        },
        "changes": [change(row) for row in target.changes_made()],
    }


def change(row):
    """One change of a stated figure, without the person's name."""
    return {
        "change": row.pk,
        "field": row.field,
        "kind": row.kind,
        "printed": row.printed,
        "previous": row.previous,
        "value": row.value,
        "reason": row.reason,
        "decision": row.decision,
        "decided_on": row.day.isoformat(),
        "at": row.created_at.isoformat(timespec="seconds"),
    }


def terms(target):
    """The version of the rules, and the data that they used of this target."""
    return {
        "version": rules.VERSION,
        "path": str(target.way),
        **{name: plain(getattr(target, name)) for name in TERMS},
    }


def verdict(standing):
    """Both axes, and what the path asked for on which day."""
    judgement = standing.judgement
    return {
        "result": str(judgement.result),
        "reason": str(judgement.reason) if judgement.reason else None,
        "reporting": str(standing.reporting),
        "expected": plain(judgement.expected),
        "at": judgement.at.isoformat() if judgement.at else None,
    }


def figure(found):
    """A figure with what it rests on, or None."""
    if found is None:
        return None
    return {
        "period": found.period.text,
        "period_end": found.period_end.isoformat(),
        "value": plain(found.value),
        "parts": [{**part, "value": plain(part["value"])} for part in found.parts],
        "kind": str(found.kind),
        "lower_bound": found.lower_bound,
        "reported": found.reported,
        "expected": found.expected,
        "reported_at": found.reported_at.isoformat(timespec="seconds")
        if found.reported_at
        else None,
    }


def figure_for(standing, period):
    """The figure of a period; raises `LookupError` where there is none."""
    for found in standing.figures:
        if found.period.text == period and rules.has_value(found):
            return found
    raise LookupError(period)


def formula(target, found):
    """How a figure was rolled up from areas: `sum`, `ratio_of_sums`; None for any other."""
    rolled_up = found is not None and found.kind == ValueKind.DERIVED and not target.measure
    return target.aggregation if rolled_up else None


def missing(target, found):
    """The areas that a rolled-up figure lacks, by key and name."""
    if formula(target, found) is None:
        return []
    told = {row.area_id for row in found.rows}
    return [
        {"area": area.key, "area_name": area.name} for area in target.units if area.pk not in told
    ]


def observation(row):
    """One observation in the version that counted, without the person's name."""
    return {
        "observation": row.key,
        "area": row.area.key if row.area_id else None,
        "area_name": row.area.name if row.area_id else None,
        "period": row.period,
        "value": plain(row.value),
        "numerator": plain(row.numerator),
        "denominator": plain(row.denominator),
        "version": row.version,
        "correction_reason": row.correction_reason,
        "approved_at": row.approved_at.isoformat(timespec="seconds") if row.approved_at else None,
    }


def measured(target, judged, at):
    """The measure with every record it counted on the judged day, or None for a reported target."""
    if not target.measure:
        return None
    measure = measures.get(target.measure)
    areas = measures.Snapshot(at).inside(list(target.areas.all()))
    day = judged.period_end if judged else target.standing.today
    return {
        "name": measure.name,
        "formula": str(measure.formula),
        "day": day.isoformat(),
        "records": [
            record(collection, place)
            for collection in map(registry.get, measure.collections)
            for place in places(collection.model, at)
            if areas is None or place.area_id in areas
        ],
    }


def places(model, at):
    """The records of a model as they stand, or as they stood."""
    if at is not None:
        return as_they_stood(model, at)
    return model._default_manager.defer("geometry").order_by("id")


def record(collection, place):
    """What a measure reads of one record."""
    return {
        "record": f"{collection.name}/{place.key}",
        "name": place.name,
        "plan_action": place.plan_action,
        "status": place.status,
        "status_as_of": place.status_as_of.isoformat() if place.status_as_of else None,
        "reported": place.status != Status.NOT_REPORTED,
    }
