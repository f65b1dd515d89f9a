"""Tables as CSV in UTF-8 with its mark, so that spreadsheets read the Chinese."""

import csv
from decimal import Decimal
from urllib.parse import quote

from django.http import HttpResponse

from liaocheng_plan.cells import safe

from .workbooks import Cited


def answer(heads, rows, name):
    """A table as a download; rows as for a workbook, no text is ever taken for a formula."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.csv"
    writer = csv.writer(response)
    writer.writerow(heads)
    writer.writerows([plain(value) for value in row] for row in rows)
    return response


def plain(value):
    """A value as it stands in a cell: without its citation, a number without idle zeros."""
    value = value.value if isinstance(value, Cited) else value
    return f"{value.normalize():f}" if isinstance(value, Decimal) else safe(value)
