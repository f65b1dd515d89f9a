"""Whole lists as tables (csv, xlsx): read in chunks by the list's order, never held as a whole.

A cited figure has its printed words in a comment of its cell (xlsx); the words of the record's own
citation stand in the column `quote` of both. No text is ever taken for a formula.
"""

import csv
import json
from itertools import chain, islice
from tempfile import TemporaryFile
from uuid import uuid4

from django.http import FileResponse, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from rest_framework.renderers import BaseRenderer

from liaocheng_plan.cells import XLSX, cite, put, safe

from .ordering import beyond, ordered, terms_for

CHUNK = 500  # records that are in memory at once
LONGEST_SHEET = 1_000_000  # rows; a sheet holds some more
QUOTED = ("document", "section", "item", "quote")
NESTED = ("citation", "citations", "value_kinds")


class TableRenderer(BaseRenderer):
    """Only named in negotiation: a table is streamed past it."""

    render_style = "binary"
    charset = None

    def render(self, data, accepted_media_type=None, renderer_context=None):
        """Nothing: `answer` gives the response."""
        return b""


class CsvRenderer(TableRenderer):
    """Lists as `text/csv`."""

    media_type, format = "text/csv", "csv"


class XlsxRenderer(TableRenderer):
    """Lists as workbooks."""

    media_type, format = XLSX, "xlsx"


RENDERERS = (CsvRenderer, XlsxRenderer)
FORMS = tuple(made.format for made in RENDERERS)


def answer(view, queryset, form):
    """The whole filtered list as a download."""
    response = {"csv": as_csv, "xlsx": as_xlsx}[form](view, chunks(view, queryset))
    name = f"{view.collection.name}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = f'W/"{uuid4().hex}"'  # made while it is read: no other answer is known alike
    return response


def chunks(view, queryset):
    """Lists of serialized records, each list after the last one by the list's order."""
    terms = terms_for(view.collection, view.asked.get("ordering", ()))
    position = None
    while True:
        rest = queryset.filter(beyond(terms, position)) if position else queryset
        rows = list(ordered(rest, terms)[:CHUNK])
        yield view.get_serializer(view.put_back(rows), many=True).data
        if len(rows) < CHUNK:
            return
        position = [term.read(term.write(rows[-1])) for term in terms]


def heads(view):
    """Names of the columns: fields in their order, then the words of the record's citation."""
    names = [name for name in view.get_serializer().fields if name not in NESTED]
    return [*names, *QUOTED]


def cells(record, columns):
    """The values of a row."""
    cited = record.get("citation") or {}
    return [flat(cited.get(n) if n in QUOTED else record.get(n)) for n in columns]


def flat(value):
    """A value that a cell can hold: lists of words joined, other structures as JSON."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "、".join(value) or None
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str) if value else None
    return value


class Echo:
    """A file that gives back what is written."""

    def write(self, text):
        """The text."""
        return text


def as_csv(view, lists):
    """CSV that Excel reads, sent while it is read."""
    columns, writer = heads(view), csv.writer(Echo())
    rows = (
        "".join(writer.writerow([safe(v) for v in cells(r, columns)]) for r in records)
        for records in lists
    )
    lines = chain(["\ufeff" + writer.writerow(columns)], rows)
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")


def as_xlsx(view, lists):
    """A workbook, written row by row to a file that ends with the answer."""
    book, columns = Workbook(write_only=True), heads(view)
    root = view.request.build_absolute_uri("/").rstrip("/")
    records = chain.from_iterable(lists)
    more = True
    while more:  # a sheet for each million of rows
        sheet = book.create_sheet(view.collection.name[:20])
        more = fill(sheet, columns, islice(records, LONGEST_SHEET), root) == LONGEST_SHEET
    file = TemporaryFile()  # noqa: SIM115  closed by the response
    book.save(file)
    file.seek(0)
    return FileResponse(file, content_type=XLSX)


def fill(sheet, columns, records, root):
    """Heads and rows of a sheet; how many rows."""
    number = 0
    sheet.append(columns)
    for record in records:
        values = zip(columns, cells(record, columns), strict=True)
        sheet.append([cell(sheet, record, name, value, root) for name, value in values])
        number += 1
    return number


def cell(sheet, record, name, value, root):
    """One cell; a cited figure quotes the printed words in its comment."""
    made = put(WriteOnlyCell(sheet), value)
    found = (record.get("citations") or {}).get(name)
    if name == "name":
        found = record.get("citation")
    if not found:
        return made
    where = " ".join(filter(None, (found["document"], found["section"], found["item"])))
    return cite(made, where, found["quote"], found["page"].removeprefix(root))
