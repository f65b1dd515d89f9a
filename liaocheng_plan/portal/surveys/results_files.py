"""Results of a survey as files: one line for each answer to choose, with n on every line."""

from django.utils.translation import gettext as _

from ..display import csv_files, numbers, workbooks
from . import survey_words
from .presenters_results import CellPresenter, SidePresenter

KINDS = ("xlsx", "csv")


def answer(kind, survey, found, exact=False):
    """The download; `found` as `surveys.results` gives it."""
    above = (
        survey.title,
        f"{numbers.day(survey.opens_on)} – {numbers.day(survey.last_day)}",
        _("exact, internal") if exact else _("as published"),
        _("Answers: %(answers)d, suspects among them: %(suspects)d")
        % {"answers": found["answers"], "suspects": found["suspects"]},
    )
    rows = list(lines(found))
    if kind == "xlsx":
        book = workbooks.workbook([(_("Results"), above, heads(), rows)])
        return workbooks.answer(book, f"{survey.title}-{above[2]}")
    return table(survey, rows)


def heads():
    """Columns of the table."""
    return (
        _("Question"),
        _("Option"),
        _("Counted"),
        "n",
        _("Chosen by"),
        _("Share (%)"),
        _("Note"),
    )


def lines(found):
    """Every option of every question, on both sides; a mean and a share have lines of their own."""
    for entry in found["questions"]:
        text = survey_words.in_language(entry, "text")
        for name, word in survey_words.SIDES.items():
            side = SidePresenter(name, entry[name])
            if not side.is_told:
                yield text, None, str(word), None, None, None, _("not told")
                continue
            for option, cell in zip(entry["options"], side.side["counts"], strict=True):
                yield line(text, survey_words.in_language(option, "text"), side, cell)
            yield from sums(text, side)
            if not entry["options"]:
                yield text, None, str(word), side.n, None, None, _("free text")


def line(text, option, side, cell):
    """One option."""
    hidden = str(CellPresenter(cell).count) if cell["count"] is None else None
    return text, option, str(side.word), side.n, cell["count"], cell["share"], hidden


def sums(text, side):
    """Mean and share of the satisfied of a scale, where they are told."""
    word, found = str(side.word), side.side
    if found["mean"] is not None:
        yield text, _("mean, 1 to 5"), word, side.n, found["mean"], None, None
    if found["satisfied"] is not None:
        label, share = _("upper two steps"), found["satisfied_share"]
        yield text, label, word, side.n, found["satisfied"], share, None


def table(survey, rows):
    """The same as CSV."""
    return csv_files.answer(heads(), rows, survey.key)
