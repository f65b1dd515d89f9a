"""Lists of the ledger: one month, one department, one area."""

from calendar import monthrange
from datetime import date

from django.db.models import Q
from django.utils import timezone

from liaocheng_plan.organisation.models import Area
from liaocheng_plan.progress.models import Task
from liaocheng_plan.progress.task_light import Standing

from .presenters_entries import entries


class Month:
    """What fell due, was done and is late in a month, as known today.

    Late is what was due by the month's end (in the current month: by today) and not done by then.
    """

    def __init__(self, year, month):
        self.first = date(year, month, 1)
        self.last = date(year, month, monthrange(year, month)[1])
        self.as_of = min(self.last, timezone.localdate())
        self.entries = entries(Task.objects.for_lists(), self.as_of)

    @property
    def due(self):
        """What falls due in the month."""
        return by_date(e for e in self.entries if self.holds(e.due_day))

    @property
    def done(self):
        """What was done in the month."""
        return by_date(e for e in self.entries if self.holds(e.done_day))

    @property
    def late(self):
        """What was late at the month's end; nothing in a month that is still to come."""
        if self.first > timezone.localdate():
            return []
        return by_date(e for e in self.entries if e.standing == Standing.LATE)

    def holds(self, day):
        """Whether a day lies in the month."""
        return day is not None and self.first <= day <= self.last


def by_date(found):
    """Entries by the date that counts; those without one last."""
    return sorted(found, key=lambda e: (e.due_day is None, e.due_day or date.max))


def of_department(department):
    """Things to do of a department: its items, and tasks it leads or is responsible for."""
    tasks = Task.objects.for_lists().filter(
        Q(responsible_departments=department)
        | Q(lead=department)
        | Q(lead_set=department)
        | Q(items__department=department)
    )
    return [e for e in entries(tasks.distinct()) if is_of_department(e, department)]


def is_of_department(entry, department):
    """A task, or an item of the department itself or of nobody named; not the items of others."""
    item = entry.item
    return item is None or (item.department_id in (department.pk, None) and item.area_id is None)


def of_area(area):
    """Items of an area and all below it."""
    inside = Area.objects.subtree_ids({area.key})
    tasks = Task.objects.for_lists().filter(items__area__in=inside).distinct()
    return [e for e in entries(tasks) if e.item and e.item.area_id in inside]


def next_month(first, by=1):
    """The first day of the month before (-1) or after (1)."""
    number = first.year * 12 + first.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)
