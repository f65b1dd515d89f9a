"""What the admin shows across all kinds: what changed, all of one area, the queues."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan import registry
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.organisation.roles import limited_areas
from liaocheng_plan.places.models import Precision, Status
from liaocheng_plan.progress.models import Observation

LOADED = "load_plan"
MOST_CHANGES = 300


@dataclass(frozen=True)
class Change:
    """One entry of a record's history, ready to be shown."""

    at: datetime
    user: str
    kind: str
    collection: str
    name: str
    url: str
    reason: str
    fields: tuple


def changelist_url(collection, **filters):
    """The admin's list of a collection, filtered."""
    options = collection.model._meta
    url = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
    return url + ("?" + "&".join(f"{k}={v}" for k, v in filters.items()) if filters else "")


def day_span(first, last):
    """Start of the first and end of the last day, local time."""
    zone = timezone.get_current_timezone()
    return (
        datetime.combine(first, time.min, zone),
        datetime.combine(last + timedelta(days=1), time.min, zone),
    )


def changes_between(first, last, user=None):
    """Changes by people from `first` to `last` (dates, inclusive), newest first.

    What `load_plan` wrote is not listed. A district editor sees places of the own areas only.
    """
    start, end = day_span(first, last)
    allowed = limited_areas(user) if user is not None else None
    found = []
    for collection in registry.collections():
        if allowed is not None and not collection.located:
            continue
        if collection.model is Observation and not sees_drafts(user):
            continue
        history = collection.model.history.filter(history_date__gte=start, history_date__lt=end)
        history = history.exclude(history_change_reason__startswith=LOADED)
        if allowed is not None:
            history = history.filter(area_id__in=allowed)
        rows = history.select_related("history_user").order_by("-history_date")[:MOST_CHANGES]
        found += [change_of(collection, row) for row in rows]
    return sorted(found, key=lambda change: change.at, reverse=True)[:MOST_CHANGES]


def sees_drafts(user):
    """Whether the histories of reports, which hold their drafts, may be shown."""
    return user is None or user.has_perm("progress.view_unapproved")


def change_of(collection, row):
    """One history row with its differences from the one before."""
    kinds = {"+": _("added"), "~": _("changed"), "-": _("deleted")}
    return Change(
        at=row.history_date,
        user=str(row.history_user or _("system")),
        kind=kinds[row.history_type],
        collection=collection.label_one,
        name=row.name,
        url=record_url(collection, row),
        reason=row.history_change_reason or "",
        fields=differences(row) if row.history_type == "~" else (),
    )


def record_url(collection, row):
    """The admin's page of the record, unless it was deleted."""
    options = collection.model._meta
    if row.history_type == "-":
        return ""
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[row.id])


def differences(row):
    """`((field, before, after), …)` against the entry before; shapes are only named."""
    before = row.prev_record
    if before is None:
        return ()
    delta = row.diff_against(before, foreign_keys_are_objs=True)
    return tuple(
        (field_label(row, change.field), shown(change.old), shown(change.new))
        for change in delta.changes
    )


def field_label(row, name):
    """The field's name in the reader's language."""
    return row.instance_type._meta.get_field(name).verbose_name


def shown(value):
    """A value in a short form."""
    if value is None or value == "":
        return "—"
    if hasattr(value, "geom_type"):
        return _("a position")
    text = str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


def places_of_area(area, user):
    """`[(collection, places), …]` of an area and all below it, for one page."""
    ids = Area.objects.subtree_ids({area.key})
    allowed = limited_areas(user)
    if allowed is not None:
        ids &= allowed
    groups = []
    for collection in registry.located_collections():
        places = list(collection.model.objects.in_areas(ids).for_lists().order_by("id"))
        if places:
            groups.append((collection, places))
    return groups


def queues(user):
    """Counts by collection of what waits: unlocated places and places nobody reported."""
    allowed = limited_areas(user)
    rows = []
    for collection in registry.located_collections():
        places = collection.model.objects.all()
        places = places if allowed is None else places.in_areas(allowed)
        counts = places.aggregate(
            all=Count("pk"),
            unlocated=Count("pk", filter=Q(location_precision=Precision.UNLOCATED)),
            not_reported=Count("pk", filter=Q(status=Status.NOT_REPORTED)),
        )
        urls = {
            "url": changelist_url(collection),
            "unlocated_url": changelist_url(collection, location_precision="unlocated"),
            "not_reported_url": changelist_url(collection, status="not_reported"),
        }
        rows.append({"collection": collection, **urls, **counts})
    return rows
