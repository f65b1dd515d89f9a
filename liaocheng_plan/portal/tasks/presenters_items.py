"""One item of a task on its page: steps, evidence and notes for whom they are."""

from functools import cached_property

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from ..display import links, numbers, states
from .presenters_entries import EntryPresenter
from .presenters_tasks import day_of


class ItemPresenter(EntryPresenter):
    """An item fetched with its steps; what is internal is empty for who does not reach it."""

    def __init__(self, item, reach):
        super().__init__(item.task, item)
        self.reach = reach

    @property
    def task_url(self):
        """The page of its task."""
        return links.record_url(self.task)

    @cached_property
    def internal(self):
        """Whether notes, steps and evidence are shown."""
        return self.reach.sees(self.item)

    @property
    def note(self):
        """The internal note."""
        return self.item.note if self.internal else ""

    @property
    def recorded_by(self):
        """Who recorded that it is done."""
        by = self.item.done_recorded_by
        return str(by) if by and self.internal else ""

    @property
    def steps(self):
        """Steps in order: `{step, light, due, done}`."""
        if not self.internal:
            return []
        return [
            {
                "step": step,
                "light": states.STANDINGS[step.standing],
                "due": numbers.day(step.due),
                "done": numbers.day(step.done_on),
            }
            for step in self.item.steps.all()
        ]

    @property
    def evidence(self):
        """Files that count: `{evidence, url, size, day, by, fingerprint}`."""
        if not self.internal:
            return []
        return [self.file(row) for row in self.item.evidence.all()]

    def file(self, row):
        """One file with its protected address."""
        return {
            "evidence": row,
            "url": reverse("task-evidence", args=[self.task.key, self.item.key, row.pk]),
            "size": filesizeformat(row.size),
            "day": day_of(row.uploaded_at),
            "by": str(row.uploaded_by or ""),
            "fingerprint": row.sha256[:12],
        }
