"""The light of a task, by one rule (督办): computed, never typed.

| standing | when | light |
| --- | --- | --- |
| done | done on or before the due date, or done and no date is set | green |
| done late | done after the due date; stays so for good | yellow |
| ahead | not done, due in more than 30 days | green |
| due soon | not done, due within 30 days, the due date itself included | yellow |
| late | not done, the due date has passed | red |
| undated | not done, no due date stated or set | grey |

The documents state no date finer than a year, so without a date set by the bureau a task is grey.
That what is made up later stays yellow is the rule of comparable national reporting.
"""

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

DUE_SOON = timedelta(days=30)


class Light(TextChoices):
    """The light of a task; grey while no due date is set."""

    GREEN = "green", _("on time")
    YELLOW = "yellow", _("due within 30 days")
    RED = "red", _("late")
    GREY = "grey", _("no due date stated")


class Standing(TextChoices):
    """Why a light shows what it shows; from the worst to the best."""

    LATE = "late", _("late")
    DUE_SOON = "due_soon", _("due within 30 days")
    DONE_LATE = "done_late", _("done late")
    UNDATED = "undated", _("no due date set")
    AHEAD = "ahead", _("on time")
    DONE = "done", pgettext_lazy("of a task", "done")

    @property
    def light(self):
        """The light of this standing."""
        return LIGHTS[self]


LIGHTS = {
    Standing.LATE: Light.RED,
    Standing.DUE_SOON: Light.YELLOW,
    Standing.DONE_LATE: Light.YELLOW,
    Standing.UNDATED: Light.GREY,
    Standing.AHEAD: Light.GREEN,
    Standing.DONE: Light.GREEN,
}


def standing(due: date | None, done_on: date | None = None, as_of: date | None = None):
    """Where one thing to do stands on a day, today unless said; done later is not done."""
    as_of = as_of or timezone.localdate()
    if done_on is not None and done_on <= as_of:
        return Standing.DONE_LATE if due and done_on > due else Standing.DONE
    if due is None:
        return Standing.UNDATED
    if as_of > due:
        return Standing.LATE
    return Standing.DUE_SOON if due - as_of <= DUE_SOON else Standing.AHEAD


def light(due: date | None, today: date | None = None, done_on: date | None = None):
    """The light of one thing to do."""
    return standing(due, done_on, today).light


def standing_of_task(due, done_on, items, as_of: date | None = None):
    """The worst of a task's items and its own; `items` are pairs of due date and day done.

    A task with items is done when the last of them is, and its own date counts only where one is
    stated or set; a task without items stands by its own date and day alone.
    """
    if not items:
        return standing(due, done_on, as_of)
    found = [standing(*item, as_of) for item in items]
    if due is not None:
        days = [day for _due, day in items]
        found.append(standing(due, None if None in days else max(days), as_of))
    return worst(found)


def worst(standings):
    """The worst of several standings."""
    return min(standings, key=list(Standing).index)
