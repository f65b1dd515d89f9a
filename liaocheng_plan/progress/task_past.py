"""The ledger as it stood on a past day: what was set, broken down and recorded by then.

Taken from the history, so that a date set later, or a day done that was recorded later, does not
change what a past day showed.
"""

from collections import defaultdict

from django.utils import timezone

from .models import Task, TaskItem
from .periods import day_end

SET = ("due_set", "due_set_at", "due_set_by_id", "lead_set_id", "done_on", "done_recorded_at")


def tasks_as_of(tasks, day=None):
    """Tasks of `for_lists` with what the bureau had set and recorded by the end of a day.

    Today or no day leaves them as they are. Two queries, however many tasks there are.
    """
    tasks = list(tasks)
    if day is None or day >= timezone.localdate():
        return tasks
    moment = day_end(day)
    then = {row.pk: row for row in Task.history.as_of(moment)}
    items = defaultdict(list)
    for item in TaskItem.history.as_of(moment):
        items[item.task_id].append(item)
    for task in tasks:
        put_back(task, then.get(task.pk), items[task.pk], day)
    return tasks


def put_back(task, row, items, day):
    """Give one task the values it had; one that was not loaded yet has nothing set."""
    for name in SET:
        setattr(task, name, getattr(row, name, None))
    task.parts = sorted(items, key=lambda item: (item.year, item.order, item.pk))
    for thing in (task, *task.parts):
        thing.as_of = day
