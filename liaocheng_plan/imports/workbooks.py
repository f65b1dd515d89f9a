"""Workbooks (xlsx), read row by row; formulas are not evaluated, archives not unpacked to disk."""

from django.conf import settings
from django.core.exceptions import ValidationError

from liaocheng_plan.workbook_files import checked, opened

from .refusing import FileRefused
from .tables import CELL, COLUMNS, FORMULA, Table, check_width

STRINGS = "xl/sharedStrings.xml"
MB = 1024 * 1024


def unpacked(file):
    """How many bytes a file unpacks to; raises `FileRefused` for what must not be parsed."""
    return safely(checked, file)


def safely(function, file):
    """Open or check a workbook within the limits of imports; raises `FileRefused`."""
    most = settings.IMPORT_UNPACKED_MB * MB
    try:
        return function(file, largest=settings.IMPORT_MB * MB, unpacked=most)
    except ValidationError as error:
        raise FileRefused("workbook", why=error.messages[0]) from error


def read(file):
    """The table on the first visible sheet."""
    book = safely(opened, file)
    sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
    if sheet is None:
        raise FileRefused("empty")
    rows = lines(sheet)
    line, headings = next(rows, (0, None))
    if headings is None:
        raise FileRefused("empty")
    check_width(line, headings)
    return Table([text(value) for value in headings], rows)


def lines(sheet):
    """`(line, values)` of a sheet; what the parser cannot take is refused."""
    try:
        for line, values in enumerate(sheet.iter_rows(max_col=COLUMNS + 1, values_only=True), 1):
            yield line, [plain(line, value) for value in values]
    except FileRefused:
        raise
    except Exception as error:  # a hostile file can break the parser in any way
        raise FileRefused("damaged") from error


def plain(line, value):
    """A cell's value; `FORMULA` for one that is computed."""
    if isinstance(value, str):
        if len(value) > CELL:
            raise FileRefused("long", line=line, most=CELL)
        return FORMULA if value.startswith("=") else value
    return FORMULA if hasattr(value, "ref") else value  # array and table formulas


def text(value):
    """A heading as text."""
    return "" if value is None else str(value)
