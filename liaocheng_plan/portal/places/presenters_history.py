"""What happened to a record: changes by staff, and changes of stated figures beside the printed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest

from django.db.models import CharField, Q, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan import registry
from liaocheng_plan.documents.models import AuditRuling, StatedChange
from liaocheng_plan.progress.models import Observation

from ..display import fields, links, numbers, values

LOADED = ("load_plan", "audit_plan")
"""How the reasons of changes begin that no person made."""
KINDS = {"+": gettext_lazy("added"), "~": gettext_lazy("changed"), "-": gettext_lazy("deleted")}
INTERNAL = {"status_note", "note", "match_note"}
STAMPS = {
    f"{what}_{how}"
    for what in ("due_set", "lead_set", "done_recorded", "matched")
    for how in ("at", "by")
}
"""Who and when, beside a value that was set: the entry itself says both."""
RECENT = timedelta(days=30)
RULING = StatedChange.Kind.RULING


@dataclass
class Change:
    """One change of one field as text."""

    label: str
    before: str
    after: str


def stated_changes(record, staff=False):
    """Changes of a record's stated figures by field, oldest first; `staff` see who made them."""
    reasons = {row.reason for row in record.changes_made() if row.kind == RULING}
    findings = ruled_findings(f"{registry.of(record).name}/{record.key}", reasons)
    return {
        name: [
            stated_change(row, later, findings, staff) for row, later in zip_longest(rows, rows[1:])
        ]
        for name, rows in record.stated_changes().items()
    }


def stated_change(row, later, findings, staff):
    """One change of a stated figure; `later` is the one that took its place, or None."""
    return {
        "kind": row.get_kind_display(),
        "printed": values.text_of(row.printed, row.field),
        "before": values.text_of(row.previous, row.field),
        "now": values.text_of(row.value, row.field),
        "replaced": replaced(later) if later else "",
        "reason": row.reason,
        "quote": row.quote,
        "decision": row.decision,
        "finding": findings.get(row.reason) if row.kind == RULING else None,
        "day": numbers.day(row.day),
        "by": who(row.user) if staff and row.user else "",
    }


def replaced(later):
    """By what a change was superseded."""
    words = {"kind": later.get_kind_display(), "day": numbers.day(later.day)}
    return _("replaced by the %(kind)s of %(day)s") % words


def who(user):
    """A person as staff see one."""
    return user.get_full_name() or user.username


def ruled_findings(ref, reasons):
    """`{reason: address of the finding}` of rulings on a record (`collection/key`)."""
    if not reasons:
        return {}
    rulings = AuditRuling.objects.filter(reason__in=reasons).select_related("finding")
    return {
        ruling.reason: links.record_url(ruling.finding)
        for ruling in rulings
        if any(reading.get("record") == ref for reading in ruling.finding.readings)
    }


def history(record, staff=False):
    """Entries of a record's history, newest first, the loading of the plan left out.

    Notes are internal: only `staff` see that they changed. A record that is shown as it stood at a
    past moment has those up to it.
    """
    rows, at = shown(record.history.all()), getattr(record, "as_of", None)
    rows = rows.filter(history_date__lte=at) if isinstance(at, datetime) else rows
    rows = list(rows.order_by("history_date", "history_id"))
    names, entries = related_names(rows), []
    for before, row in zip([None, *rows], rows, strict=False):
        if (row.history_change_reason or "").startswith(LOADED):
            continue
        changes = differences(record, before, row, staff, names) if row.history_type == "~" else []
        if row.history_type == "~" and not changes:
            continue
        entries.append(
            {
                "day": numbers.day(timezone.localtime(row.history_date)),
                "kind": KINDS[row.history_type],
                "changes": changes,
            }
        )
    return entries[::-1]


def shown(rows):
    """History rows that the public may see: of a report only its approved states."""
    if rows.model.instance_type is Observation:
        return rows.filter(state=Observation.State.APPROVED)
    return rows


def related_names(rows):
    """`{(model, id): name}` of the records that history rows point to; one query for each model.

    Only records of collections are named, whose names the public sees: no people, no reports.
    """
    ids = defaultdict(set)
    for field in rows[0].tracked_fields if rows else ():
        model = field.related_model
        if field.is_relation and is_named(model):
            ids[model] |= {getattr(row, field.attname) for row in rows} - {None}
    found = {}
    for model, wanted in ids.items():
        gone = dict.fromkeys(wanted, _("a record that is deleted"))
        names = gone | dict(model.objects.filter(pk__in=wanted).values_list("pk", "name"))
        found |= {(model, pk): name for pk, name in names.items()}
    return found


def is_named(model):
    """Whether a record of this model may be named to everybody."""
    public = {collection.model for collection in registry.collections()} - {Observation}
    return model in public and any(field.name == "name" for field in model._meta.fields)


def differences(record, before, after, staff, names):
    """What changed between two entries, by field; `names` are those of `related_names`."""
    found = []
    for field in after.tracked_fields:
        if before is None or field.name in STAMPS or (field.name in INTERNAL and not staff):
            continue
        old, new = (getattr(entry, field.attname) for entry in (before, after))
        if old != new:
            label = fields.label(type(record), field.name)
            found.append(Change(label, *texts(field, old, new, names)))
    return found


def texts(field, old, new, names):
    """Old and new value in words; a geometry changes without being spelled out."""
    if field.is_relation or field.get_internal_type() == "GeometryField":
        return told(field, old, names, _("before")), told(field, new, names, _("set anew"))
    words = dict(field.flatchoices or ())
    return tuple(
        str(words[value]) if value in words else values.text_of(value, field.name)
        for value in (old, new)
    )


def told(field, value, names, otherwise):
    """The name of what a relation points to, else that it was there."""
    if value is None:
        return "—"
    return names.get((field.related_model, value), otherwise) if field.is_relation else otherwise


def recent(limit=6, at=None):
    """The latest changes by staff in all collections within 30 days up to a moment (now), in one
    query."""
    until = at or timezone.now()
    span = (until - RECENT, until)
    parts = [changed_within(collection, span) for collection in registry.collections()]
    rows = parts[0].union(*parts[1:], all=True).order_by("-history_date")[:limit]
    return [recent_entry(row) for row in rows]


def changed_within(collection, span):
    """History rows of one collection as `(date, type, key, name, collection)`."""
    return (
        shown(collection.model.history.filter(history_date__range=span))
        .exclude(made_by_machine())
        .order_by()
        .values("history_date", "history_type", "key", "name")
        .annotate(collection=Value(collection.name, output_field=CharField()))
    )


def made_by_machine():
    """The condition of history rows that came with loading or auditing."""
    found = Q()
    for reason in LOADED:
        found |= Q(history_change_reason__startswith=reason)
    return found


def recent_entry(row):
    """One line of the list of recent changes."""
    collection = registry.get(row["collection"])
    gone = row["history_type"] == "-"
    return {
        "day": numbers.day(timezone.localtime(row["history_date"])),
        "kind": KINDS[row["history_type"]],
        "collection": collection.label_one,
        "name": row["name"],
        "url": "" if gone else links.key_url(collection, row["key"]),
    }
