"""How tasks are written from outside: by the functions that the pages use."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.writing import Action, Scope, Writing, register

from . import task_ledger

TASKS = Scope(
    "tasks:write",
    _("Set dates, break tasks down and record what is done"),
    "progress.change_taskitem",
)


def change_task(user, task, values):
    """Set what is sent and differs: the bureau's date and lead, the day done."""
    if differs(task, values, "due_set"):
        task = task_ledger.set_due(task, values["due_set"], user=user)
    if differs(task, values, "lead_set"):
        task = task_ledger.set_lead(task, values["lead_set"], user=user)
    return record_done(user, task, values)


def record_done(user, thing, values):
    """Record the day done; taking it back is an action, which asks for a reason."""
    if not differs(thing, values, "done_on"):
        return thing
    if values["done_on"] is None:
        raise ValidationError({"done_on": _("Use “reopen” and give the reason.")})
    return task_ledger.mark_done(thing, values["done_on"], user=user)


def differs(thing, values, name):
    """Whether a value is sent that the record does not have."""
    return name in values and values[name] != getattr(thing, name)


def add_item(user, values):
    """An item of a task's breakdown, done already where a day is sent."""
    values = dict(values)
    task, done_on = values.pop("task"), values.pop("done_on", None)
    item = task_ledger.add_item(task, user=user, **values)
    return record_done(user, item, {"done_on": done_on})


def change_item(user, item, values):
    """Change an item; it stays with its task."""
    values = dict(values)
    if differs(item, values, "task"):
        raise ValidationError({"task": _("An item stays with its task.")})
    values.pop("task", None)
    done = {"done_on": values.pop("done_on")} if "done_on" in values else {}
    item = task_ledger.change_item(item, user=user, **values) if values else item
    return record_done(user, item, done)


def reopen(user, thing, reason=""):
    """Take back that something is done."""
    return task_ledger.reopen(thing, reason, user=user)


REOPEN = Action("reopen", _("Take back that it is done"), TASKS.name, reopen, fields=("reason",))

register(
    "tasks",
    Writing(
        scope=TASKS.name,
        fields=("due_set", "lead_set", "done_on"),
        change=change_task,
        actions=(REOPEN,),
    ),
    scopes=(TASKS,),
)
register(
    "task-items",
    Writing(
        scope=TASKS.name,
        fields=("task", "name", "year", "area", "department", "due", "order", "note", "done_on"),
        required=("task", "name", "year"),
        create=add_item,
        change=change_item,
        actions=(REOPEN,),
        example={"task": "plan-task-1-1", "name": "…", "year": 2026, "area": "chiping"},
    ),
)
