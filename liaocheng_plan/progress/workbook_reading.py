"""Taking a filled-in workbook back: every row must be one that the form has, every value typed."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from liaocheng_plan.workbook_files import opened

from . import typed
from .workbook import FORMAT, INPUT, META, NOTE, SLOT, STAMP, TOP, VALUE

ROWS = 5000
SHOWN = 20
NOISE = Decimal("0.000000001")
"""What binary numbers of a spreadsheet may differ from the decimal that was typed."""


@dataclass
class Filled:
    """What a workbook says: `{slot: values}` as `rounds.save_form` takes them, and their stamps."""

    values: dict = field(default_factory=dict)
    stamps: dict = field(default_factory=dict)


def read(upload, round_, area, lines):
    """The `Filled` of an uploaded file; raises `ValidationError` with every reason, by cell."""
    book = opened(upload)
    try:
        return read_book(book, round_, area, {line.slot: line for line in lines})
    except ValidationError:
        raise
    except Exception as error:  # parts are parsed only now, and can be broken in any way
        raise ValidationError(_("The file is damaged or no .xlsx file."), code="file") from error
    finally:
        book.close()


def read_book(book, round_, area, lines):
    """All sheets of a workbook that belongs to this form."""
    check_meta(book, round_, area)
    numbers, notes, stamps, errors = {}, {}, {}, []
    for sheet in book.worksheets:
        if sheet.title == META:
            continue
        for row, cells in rows_of(sheet):
            try:
                read_row(sheet.title, row, cells, lines, numbers, notes, stamps)
            except ValidationError as error:
                errors += error.messages
    if errors:
        raise ValidationError(errors[:SHOWN])
    check_whole(numbers, lines)
    values = {slot: typed.gathered(found, notes[slot]) for slot, found in numbers.items()}
    return Filled(values, stamps)


def check_meta(book, round_, area):
    """`ValidationError` for a file of another round, area or period, or not made here."""
    if META not in book.sheetnames:
        raise ValidationError(_("This workbook was not downloaded here."), code="foreign")
    sheet = book[META]
    sheet.reset_dimensions()
    found = [row[0].value for row, _n in zip(sheet.iter_rows(), range(4), strict=False) if row]
    if len(found) < 4 or found[0] != FORMAT:
        raise ValidationError(_("This workbook was not downloaded here."), code="foreign")
    for value, wanted, sentence in (
        (found[1], round_.key, _("The workbook belongs to another round.")),
        (found[2], area.key, _("The workbook belongs to another area.")),
        (found[3], round_.period, _("The workbook belongs to another period.")),
    ):
        if str(value) != wanted:
            raise ValidationError(sentence, code="foreign")


def rows_of(sheet):
    """`(row number, {column: cell})` below the heads; blank rows are left out."""
    sheet.reset_dimensions()
    for row, cells in enumerate(sheet.iter_rows(), 1):
        if row > ROWS:
            raise ValidationError(_("“%(sheet)s” has too many rows.") % {"sheet": sheet.title})
        found = {n: cell for n, cell in enumerate(cells[:NOTE], 1) if cell.value is not None}
        if row > TOP and found:
            yield row, found


def read_row(sheet, row, cells, lines, numbers, notes, stamps):
    """Add one row; `ValidationError` naming sheet and cell."""
    for column, cell in cells.items():
        if cell.data_type == "f":
            refuse(sheet, row, column, _("a formula; type the value itself"))
    slot, name, stamp = (text_of(cells, column) for column in (SLOT, INPUT, STAMP))
    if slot not in lines or name not in lines[slot].inputs:
        refuse(sheet, row, SLOT, _("the row belongs to no line of this form"))
    if name in numbers.get(slot, {}) or stamps.setdefault(slot, stamp) != stamp:
        refuse(sheet, row, SLOT, _("the hidden columns were changed"))
    numbers.setdefault(slot, {})[name] = number_in(sheet, row, cells.get(VALUE))
    note = text_of(cells, NOTE)
    if len(note) > 250:
        refuse(sheet, row, NOTE, _("the note is longer than 250 characters"))
    notes[slot] = notes.get(slot) or note


def check_whole(numbers, lines):
    """A line of several inputs counts only with all its rows."""
    for slot, found in numbers.items():
        if set(found) != set(lines[slot].inputs):
            raise ValidationError(
                _("A row of “%(name)s” is missing; download the workbook anew.")
                % {"name": lines[slot].subject.name},
                code="foreign",
            )


def text_of(cells, column):
    """The text of a cell; "" for none."""
    return str(cells[column].value).strip() if column in cells else ""


def number_in(sheet, row, cell):
    """The number of an input cell, also where it is kept as text; None for an empty one."""
    if cell is None:
        return None
    value = cell.value
    if isinstance(value, str):
        try:
            return typed.number(value)
        except ValidationError as error:
            refuse(sheet, row, VALUE, error.messages[0])
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        refuse(sheet, row, VALUE, _("no number"))
    exact = Decimal(repr(value))
    kept = round(exact, typed.PLACES) if exact.is_finite() else None
    if kept is None or abs(exact - kept) > NOISE:
        refuse(sheet, row, VALUE, _("at most four decimals can be kept"))
    return kept


def refuse(sheet, row, column, sentence):
    """Raise `ValidationError` naming the cell."""
    cell = f"{sheet}!{get_column_letter(column)}{row}"
    raise ValidationError(
        _("%(cell)s: %(what)s.") % {"cell": cell, "what": sentence.rstrip(".。")}, code="cell"
    )
