"""The matrix as files: every type of every circle with its evidence, kind and date."""

from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan import registry

from ..display import citing, csv_files, numbers, workbooks
from . import gap_words
from .presenters_gaps import EvidencePresenter

FORMATS = ("xlsx", "csv", "json")


def answer(matrix, wanted):
    """The download that `?format=` asks for."""
    return {"xlsx": workbook, "csv": table, "json": document}[wanted](matrix)


def heads():
    """Columns of the long table."""
    return (
        _("Circles"),
        _("Circle"),
        _("Area"),
        _("Standard"),
        _("Tier"),
        _("Type"),
        _("State"),
        _("Evidence says"),
        _("Kind of evidence"),
        _("Word"),
        _("Date"),
        _("Open outlets"),
        _("Source"),
        _("Matched circle that it is said of"),
    )


def lines(matrix, quoting=False):
    """A line for each piece of evidence; a type without any has one line, its cells empty.

    With `quoting` the word of evidence carries its citation, for a comment of the cell.
    """
    for sheet in matrix.query.sheets:
        for row in matrix.query.rows(sheet):
            start = (
                str(registry.of(sheet.circle).label),
                sheet.circle.name,
                sheet.circle.area.name if sheet.circle.area else None,
                sheet.standard.name,
                str(row.type.get_tier_display()),
                row.type.name,
                str(gap_words.STATES[row.state].word),
            )
            for evidence in row.evidence or [None]:
                yield start + told(evidence, quoting)


def told(evidence, quoting=False):
    """What one piece of evidence says; notes and names of staff are never in files."""
    if evidence is None:
        return (None,) * 7
    shown = EvidencePresenter(evidence)
    cite = citing.cite(evidence.citation)
    source = f"{cite.where} {cite.quote}".strip() if cite else None
    quoted = quoting and cite and evidence.word
    return (
        str(shown.state.word),
        str(shown.kind),
        workbooks.Cited(evidence.word, cite) if quoted else evidence.word,
        evidence.on,
        evidence.count or None,
        source,
        evidence.twin.name if evidence.twin else None,
    )


def wide(matrix):
    """The matrix itself: a row for each circle, a word for each type."""
    for group in matrix.groups:
        for row in group["rows"]:
            words = [str(cell["state"].word) for cell in row["cells"]]
            yield (str(group["label"]), row["circle"].name, row["counts"], *words)


def workbook(matrix):
    """Two sheets: the matrix, and its evidence."""
    day = numbers.day(timezone.localdate())
    above = (matrix.title, _("As of %(day)s") % {"day": day}, note())
    top = (_("Circles"), _("Circle"), _("Counts"), *(found.name for found in matrix.types))
    sheets = [
        (_("Matrix"), above, top, wide(matrix)),
        (_("Evidence of types"), above, heads(), lines(matrix, quoting=True)),
    ]
    return workbooks.answer(workbooks.workbook(sheets), matrix.title)


def table(matrix):
    """The evidence as CSV."""
    return csv_files.answer(heads(), lines(matrix), "circles")


def document(matrix):
    """The same as JSON, with keys instead of names where there are keys."""
    found = {
        "standard": matrix.standard.key,
        "as_of": timezone.localdate().isoformat(),
        "circles": [circle(matrix, sheet) for sheet in matrix.query.sheets],
    }
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


def circle(matrix, sheet):
    """One circle with verdict, reasons and types."""
    return {
        "place": sheet.place,
        "name": sheet.circle.name,
        "area": sheet.circle.area.key if sheet.circle.area else None,
        "verdict": sheet.verdict,
        "reasons": [reason(found) for found in sheet.reasons],
        "types": [
            {
                "type": row.type.key,
                "name": row.type.name,
                "tier": row.type.tier,
                "state": row.state,
                "evidence": [fact(item) for item in row.evidence],
                "may_mean_it": [fact(item) for item in row.maybe],
            }
            for row in matrix.query.rows(sheet)
        ],
    }


def reason(found):
    """One criterion; `found` is null where nothing is stated."""
    return {
        "criterion": found.criterion,
        "required": float(found.required),
        "found": None if found.found is None else float(found.found),
        "unknown": found.unknown,
        "measure": found.measure or None,
        "check": found.check,
        "matched_circle": found.twin.key if found.twin else None,
    }


def fact(evidence):
    """One piece of evidence."""
    return {
        "kind": evidence.kind,
        "says": evidence.says,
        "word": evidence.word,
        "on": evidence.on,
        "outlets": evidence.count or None,
        "citation": evidence.citation.as_dict() if evidence.citation else None,
        "matched_circle": evidence.twin.key if evidence.twin else None,
    }


def note():
    """What the words mean."""
    return _("Not stated means that nobody has said or reported it; it is not absent.")
