"""The form of an area as a workbook: pre-filled, labels locked, only numbers in the input cells.

Each row is one input of one line; the hidden columns name the line, the input and the stamp of
what was saved at the time of the download. `workbook_reading` takes it back.
"""

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from liaocheng_plan.cells import cite, put

from . import typed

FORMAT = "liaocheng-round/1"
META = "_"
TOP = 4
"""The row of the heads; the lines stand below it."""
SLOT, INPUT, STAMP, VALUE, NOTE = 1, 2, 3, 11, 12
"""Columns that are read; the others are for people."""
STATED = 8
WIDTHS = {"D": 24, "E": 40, "F": 12, "G": 14, "H": 22, "I": 12, "J": 18, "K": 18, "L": 40}


def heads():
    """The heads of the columns."""
    return (
        *("slot", "input", "stamp", _("Circle or scope"), _("What is asked"), _("Part")),
        *(_("Unit"), _("Stated"), _("Last period"), _("Last time"), _("This time"), _("Note")),
    )


def sheets_of(lines):
    """`{sheet name: lines}`: targets, and statistics of circles."""
    found = {
        _("Targets"): [line for line in lines if line.circle is None],
        _("Statistics of circles"): [line for line in lines if line.circle is not None],
    }
    return {name: rows for name, rows in found.items() if rows}


def of(round_, area, lines):
    """The workbook of an area's form; always in Chinese."""
    with translation.override("zh-hans"):
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets_of(lines).items():
            fill(book.create_sheet(name), round_, area, rows)
        write_meta(book.create_sheet(META), round_, area)
        return book


def write_meta(sheet, round_, area):
    """What the file belongs to, on a sheet that nobody sees."""
    for row, text in enumerate((FORMAT, round_.key, area.key, round_.period), 1):
        put(sheet.cell(row, 1), text)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def fill(sheet, round_, area, lines):
    """Title, how to fill in, heads, and a row for each input."""
    title = f"{round_.name} · {area.name}（{round_.period}）"
    put(sheet.cell(1, 4), title).font = Font(bold=True, size=14)
    how = _("Type into the white cells only: digits without unit. No value: say why in the note.")
    put(sheet.cell(2, 4), how)
    put(sheet.cell(3, 4), _("Due on %(day)s") % {"day": round_.due_on.isoformat()})
    for column, head in enumerate(heads(), 1):
        put(sheet.cell(TOP, column), head).font = Font(bold=True)
    row = TOP
    for line in lines:
        for number, name in enumerate(line.inputs):
            row += 1
            write_row(sheet, row, line, name, first=number == 0)
    arrange(sheet, row)


def write_row(sheet, row, line, name, first):
    """One input of a line; a line that is locked has no white cells."""
    before, now = typed.values_of(line.before), typed.values_of(line.report)
    target = line.circle is None
    part = name.partition(":")[2]
    texts = {
        **{SLOT: line.slot, INPUT: name, STAMP: line.stamp, 5: line.subject.name},
        4: line.place_name,
        6: part or {"numerator": _("numerator"), "denominator": _("denominator")}.get(name, ""),
        7: "" if name in ("numerator", "denominator") else line.subject.unit,
        STATED: stated(line.subject, part) if target else "",
        9: line.before.period if line.before else "",
        10: typed.of_input(before, name),
        VALUE: typed.of_input(now, name),
        NOTE: now["note"] if first else "",
    }
    for column, text in texts.items():
        cell = put(sheet.cell(row, column), text if text != "" else None)
        cell.alignment = Alignment(wrap_text=column in (5, NOTE), vertical="top")
        white = not line.locked and (column == VALUE or (column == NOTE and first))
        cell.protection = Protection(locked=not white)
        if not white:
            cell.fill = PatternFill("solid", fgColor="F1F0EC")
    if target:
        cite_words(sheet.cell(row, STATED), line.subject.citation_for("value"))


def cite_words(cell, citation):
    """Where a stated figure is written, and the link to these words in the reader."""
    if citation is not None:
        cite(cell, str(citation), citation.quote, citation.page)


def stated(target, part):
    """The stated figure as digits; of a part, its own."""
    if part:
        return next((p["value"] for p in target.parts if p["label"] == part), "")
    digits = [f"{v.normalize():f}" for v in (target.value, target.value_max) if v is not None]
    return f"{target.qualifier} {'–'.join(digits)}".strip()


def arrange(sheet, last):
    """Hidden columns, widths, number validation, protection without a password."""
    for letter in "ABC":
        sheet.column_dimensions[letter].hidden = True
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    rule = DataValidation(type="decimal", operator="between", formula1="-1E+12", formula2="1E+12")
    rule.allow_blank, rule.showErrorMessage = True, True
    rule.error, rule.errorTitle = _("Digits only, without unit or words."), _("No number")
    sheet.add_data_validation(rule)
    rule.add(f"K{TOP + 1}:K{max(last, TOP + 1)}")
    sheet.freeze_panes = f"D{TOP + 1}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
