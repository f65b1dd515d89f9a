"""Every change of the task ledger (督办): what pages, admin and API all use.

Each function checks role and area and raises `PermissionDenied`, checks the values and raises
`ValidationError`, and writes one history entry that names the person. Dates are days in Shanghai.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Task, TaskItem, TaskStep
from .reach import Reach, require

ITEM_FIELDS = ("name", "year", "area", "department", "due", "order")
"""What the bureau writes of an item; the note belongs to whoever works on it."""


def fresh(record):
    """The record as it stands now, locked until the change is committed."""
    record.refresh_from_db(from_queryset=type(record).objects.select_for_update())


def keep(record, user, reason=""):
    """Check and save a record with who did it and why."""
    record.full_clean()
    record._history_user, record._change_reason = user, reason[:100] or None
    record.save()
    return record


@transaction.atomic
def set_due(task, day, *, user):
    """Set the bureau's due date of a task, or take it back (None); a stated date stays."""
    require(Reach(user).sets())
    fresh(task)
    if task.due:
        raise ValidationError({"due_set": _("The document states a date; it cannot be replaced.")})
    task.due_set = day
    task.due_set_at, task.due_set_by = stamp(day, user)
    return keep(task, user)


@transaction.atomic
def set_lead(task, department, *, user):
    """Set the bureau's lead of a task, or take it back (None); a named lead stays."""
    require(Reach(user).sets())
    fresh(task)
    if task.lead_id:
        raise ValidationError({"lead_set": _("The document names a lead; it cannot be replaced.")})
    task.lead_set = department
    task.lead_set_at, task.lead_set_by = stamp(department, user)
    return keep(task, user)


@transaction.atomic
def add_item(task, *, user, note="", **values):
    """Add an item to a task's breakdown; `values` by `ITEM_FIELDS`, `name` and `year` at least."""
    require(Reach(user).sets())
    fresh(task)
    if task.done_on:
        raise ValidationError(_("The task is recorded as done. Reopen it before breaking it down."))
    item = TaskItem(task=task, key=next_key(task, values.get("year")), note=note)
    return change(item, values, user)


@transaction.atomic
def change_item(item, *, user, note=None, **values):
    """Change an item; the note by whoever works on it, all else by the bureau."""
    reach = Reach(user)
    fresh(item)
    require(reach.edits(item))
    changed = {name: v for name, v in values.items() if getattr(item, name) != v}
    require(not changed or reach.sets())
    item.note = item.note if note is None else note
    return change(item, changed, user)


def change(item, values, user):
    """Give an item its values and keep it."""
    unknown = set(values) - set(ITEM_FIELDS)
    if unknown:
        raise ValidationError({name: _("This cannot be set.") for name in unknown})
    for name, value in values.items():
        setattr(item, name, value)
    return keep(item, user)


@transaction.atomic
def mark_done(thing, day, *, user):
    """Record a task without items, an item or a step as done on a day that is not in the future."""
    fresh(thing)
    require(may_record(thing, user))
    if thing.done_on:
        raise ValidationError({"done_on": _("This is recorded as done already. Reopen it first.")})
    if isinstance(thing, Task) and thing.items.exists():
        raise ValidationError({"done_on": _("A task with items is done when its items are.")})
    if day is None or day > timezone.localdate():
        raise ValidationError({"done_on": _("Give the day on which it was done, today at latest.")})
    thing.done_on = day
    record_done(thing, day, user)
    return keep(thing, user)


@transaction.atomic
def reopen(thing, reason, *, user):
    """Take back that something is done; the reason stays in its history."""
    fresh(thing)
    require(may_record(thing, user))
    if not thing.done_on:
        raise ValidationError(_("This is not recorded as done."))
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    thing.done_on = None
    record_done(thing, None, user)
    return keep(thing, user, reason.strip())


@transaction.atomic
def add_step(item, *, user, text, due=None):
    """Add a step behind the last one."""
    require(Reach(user).edits(item))
    return keep(TaskStep(item=item, text=text, due=due, order=item.steps.count() + 1), user)


def may_record(thing, user):
    """Whether a person may say that something is done."""
    reach = Reach(user)
    if isinstance(thing, Task):
        return reach.sets()
    return reach.edits(thing.item if isinstance(thing, TaskStep) else thing)


def record_done(thing, day, user):
    """Who recorded it and when; of a step the history says so."""
    if not isinstance(thing, TaskStep):
        thing.done_recorded_at, thing.done_recorded_by = stamp(day, user)


def stamp(value, user):
    """Now and who, or neither where a value is taken back."""
    return (None, None) if value is None else (timezone.now(), user)


def next_key(task, year):
    """The next free key of an item: `plan-task-1-1-2025-1`; deleted items keep theirs."""
    used = set(TaskItem.history.filter(key__startswith=task.key).values_list("key", flat=True))
    number = 1
    while f"{task.key}-{year}-{number}" in used:
        number += 1
    return f"{task.key}-{year}-{number}"
