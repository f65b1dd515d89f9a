"""One thing to do as lists and pages show it: an item of a task, or a task by itself."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from liaocheng_plan.progress import task_light

from ..display import citing, links, numbers, states


@dataclass
class EntryPresenter:
    """An item of a task, or (without `item`) the task itself; both fetched by `for_lists`."""

    task: object
    item: object = None
    as_of: object = None

    @property
    def thing(self):
        """What the dates belong to."""
        return self.item or self.task

    @property
    def name(self):
        """What is to be done."""
        return self.thing.name

    @property
    def url(self):
        """Its page."""
        return links.record_url(self.thing)

    @property
    def year(self):
        """The year of an item; None for a task by itself."""
        return self.item.year if self.item else None

    @property
    def due_day(self):
        """The date that counts, or None."""
        return self.item.due if self.item else self.task.due_effective

    @property
    def done_day(self):
        """The day on which it was done, or None."""
        return self.item.done_on if self.item else self.task.closed_on

    @cached_property
    def standing(self):
        """Where it stands on the day of the list."""
        return task_light.standing(self.due_day, self.done_day, self.as_of)

    @property
    def light(self):
        """The light as a state, with the word that says why."""
        return states.STANDINGS[self.standing]

    @property
    def due(self):
        """The date that counts, "" where there is none."""
        return numbers.day(self.due_day)

    @property
    def is_stated(self):
        """Whether the date stands in the document; every other one was set by the bureau."""
        return self.item is None and self.task.due is not None

    @property
    def done(self):
        """The day on which it was done, "" while it is not."""
        return numbers.day(self.done_day)

    @property
    def recorded(self):
        """The day on which that was recorded."""
        at = self.thing.done_recorded_at
        return numbers.day(timezone.localtime(at)) if at else ""

    @property
    def addressee(self):
        """The area or department of an item as a link; None where none is named."""
        to = self.item and (self.item.area or self.item.department)
        return {"text": to.name, "url": links.record_url(to)} if to else None

    @property
    def responsible(self):
        """Responsible bodies of the task in printed order, under their printed names."""
        return [
            {"text": row.printed, "url": links.record_url(row.department)}
            for row in self.task.responsible_rows.all()
        ]

    @property
    def cite(self):
        """Where the task is written."""
        return citing.cite(self.task.citation)


def entries(tasks, as_of=None):
    """Every thing to do of the tasks: their items, and tasks that have no items or a date."""
    found = []
    for task in tasks:
        if not task.parts or task.due_effective:
            found.append(EntryPresenter(task, None, as_of))
        found += [EntryPresenter(task, item, as_of) for item in task.parts]
    return found
