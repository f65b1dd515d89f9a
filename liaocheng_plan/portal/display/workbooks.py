"""Tables as workbooks (xlsx): dates stay dates, and no text is ever taken for a formula."""

from dataclasses import dataclass
from io import BytesIO
from urllib.parse import quote

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from liaocheng_plan.cells import XLSX, cite, put

WIDEST = 48


@dataclass(frozen=True)
class Cited:
    """A value with where it is written: the cell’s comment quotes it, its link opens the words."""

    value: object
    cite: object


def workbook(sheets):
    """A workbook of `(name, lines above, heads, rows)`.

    Cells hold texts, numbers, dates, None or any of these `Cited`.
    """
    book = Workbook()
    book.remove(book.active)
    for name, above, heads, rows in sheets:
        fill(book.create_sheet(sheet_name(name)), above, heads, rows)
    return book


def fill(sheet, above, heads, rows):
    """Lines about the table, its heads, its rows."""
    for number, line in enumerate(above, 1):
        put(sheet.cell(number, 1), line).font = Font(
            bold=number == 1, size=14 if number == 1 else 10
        )
    top = len(above) + 1
    for column, head in enumerate(heads, 1):
        put(sheet.cell(top, column), head).font = Font(bold=True)
    widths = [wide(head) for head in heads]
    for row, values in enumerate(rows, top + 1):
        for column, value in enumerate(values, 1):
            write(sheet.cell(row, column), value).alignment = Alignment(
                wrap_text=True, vertical="top"
            )
            widths[column - 1] = max(widths[column - 1], wide(value))
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = min(width + 2, WIDEST)
    sheet.freeze_panes = sheet.cell(top + 1, 1)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    sheet.print_title_rows = f"{top}:{top}"


def write(cell, value):
    """Write a value; one with a citation carries it in a comment and a link."""
    if not isinstance(value, Cited):
        return put(cell, value)
    put(cell, value.value)
    found = value.cite
    return cite(cell, found.where, found.quote, found.url) if found else cell


def wide(value):
    """About how wide a value is shown; Chinese characters count double."""
    value = value.value if isinstance(value, Cited) else value
    text = "" if value is None else str(value)
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def sheet_name(name):
    """A name as a sheet may bear it: 31 characters, without signs that addresses use."""
    return "".join(char for char in str(name) if char not in r"[]:*?/\\")[:31]


def answer(book, name):
    """The workbook as a download under a name that may be Chinese."""
    buffer = BytesIO()
    book.save(buffer)
    response = HttpResponse(buffer.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response
