"""Lists of the ledger as workbooks; notes and evidence are internal and never in them."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ..display import numbers, workbooks


def heads():
    """The columns of every list."""
    return (
        _("Document"),
        _("Task"),
        _("Item"),
        _("Year"),
        _("For"),
        _("Responsible, as printed"),
        _("Due"),
        _("Whose date"),
        _("Done on"),
        _("Light"),
        _("Source"),
    )


def row(entry):
    """One thing to do; what nobody set or did is an empty cell, never a 0."""
    return (
        entry.task.document.name,
        workbooks.Cited(entry.task.name, entry.cite),
        entry.item.name if entry.item else None,
        entry.year,
        entry.addressee["text"] if entry.addressee else None,
        "、".join(body["text"] for body in entry.responsible) or None,
        entry.due_day,
        whose(entry),
        entry.done_day,
        str(entry.light.word),
        entry.cite.where if entry.cite else None,
    )


def whose(entry):
    """Whether the date is stated or set by the bureau."""
    if entry.due_day is None:
        return None
    return _("stated") if entry.is_stated else _("set by the bureau")


def answer(title, parts, as_of=None):
    """A download of `(name, entries)`, one sheet each, under the title."""
    day = numbers.day(as_of or timezone.localdate())
    above = (title, _("As of %(day)s") % {"day": day}, note())
    sheets = [(name, above, heads(), map(row, found)) for name, found in parts]
    return workbooks.answer(workbooks.workbook(sheets), title)


def note():
    """What an empty cell means."""
    return _("An empty date is not set or not done; it is never counted as anything else.")
