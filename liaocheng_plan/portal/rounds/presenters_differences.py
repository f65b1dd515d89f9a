"""Differences between an uploaded workbook and what is saved, as their page shows them."""

from dataclasses import dataclass
from types import SimpleNamespace

from liaocheng_plan.progress.workbook_comparing import Kind

from ..display.states import State
from .presenters_lines import LinePresenter, said

STATES = {
    Kind.NEW: State(Kind.NEW.label, "plus", "accent"),
    Kind.CHANGED: State(Kind.CHANGED.label, "pen", "accent"),
    Kind.CONFLICT: State(Kind.CONFLICT.label, "clock", "behind"),
    Kind.LOCKED: State(Kind.LOCKED.label, "ring"),
}


@dataclass
class DifferencePresenter:
    """One line: what is saved, what the workbook says."""

    difference: object

    @property
    def kind(self):
        """What the workbook does to the line."""
        return self.difference.kind

    @property
    def state(self):
        """The kind as a state."""
        return STATES[self.kind]

    @property
    def line(self):
        """The line."""
        return LinePresenter(self.difference.line)

    @property
    def conflict(self):
        """Whether the user has to choose."""
        return self.kind == Kind.CONFLICT

    @property
    def typed(self):
        """What the workbook says."""
        subject = self.difference.line.subject
        target = subject if self.difference.line.circle is None else None
        report = SimpleNamespace(
            **self.difference.values, target=target, target_id=target and target.pk
        )
        return said(report)

    @property
    def note(self):
        """The workbook's note."""
        return self.difference.values["note"]

    @property
    def who(self):
        """Who saved the present value."""
        report = self.difference.line.report
        return str(report.reporter or "") if report else ""
