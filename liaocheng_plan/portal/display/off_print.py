"""The mark beside a figure that is not what is printed: how that came about, and the print."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan.documents.models import StatedChange

from . import fields, numbers, values

HOW = {
    StatedChange.Kind.CORRECTION: gettext_lazy("by correction"),
    StatedChange.Kind.RULING: gettext_lazy("by ruling"),
    StatedChange.Kind.AMENDMENT: gettext_lazy("by amendment"),
}


@dataclass(frozen=True)
class Mark:
    """`how` and `day` of the change in force, the `printed` figure and the one `in_force`."""

    how: str
    day: str
    printed: str
    in_force: str
    reason: str
    url: str = ""
    label: str = ""

    @property
    def grounds(self):
        """How and when, in one cell: 裁定，2026年11月29日：以小标题为准."""
        words = {"how": self.how, "day": self.day, "reason": self.reason}
        return _("%(how)s, %(day)s: %(reason)s") % words


def mark(change, printed=None, url=""):
    """The mark of a `StatedChange`; `printed` are better words than the bare value."""
    return Mark(
        how=str(HOW[change.kind]),
        day=numbers.day(change.day),
        printed=values.text_of(change.printed, change.field) if printed is None else printed,
        in_force=values.text_of(change.value, change.field),
        reason=change.reason,
        url=url,
        label=fields.label_and_unit(change.model, change.field)[0],
    )


def show(record, name):
    """One field as `values.show`, with its mark; for records fetched with their citations."""
    shown = values.show(record, name)
    change = record.off_print().get(name) if record.__dict__.get("cited") else None
    shown.off_print = mark(change) if change else None
    return shown
