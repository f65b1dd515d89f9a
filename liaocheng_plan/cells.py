"""Cells of workbooks: what is written is a value or a text, never a formula."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet may take for a formula."""


def put(cell, value):
    """Write a value; a text that begins like a formula stays a text, also after it is edited."""
    if value is None or isinstance(value, int | float | Decimal | date):
        cell.value = value
        return cell
    cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", str(value)), "s"
    if cell.value.startswith(RISKY):
        cell.quotePrefix = True
    return cell


def safe(value):
    """A value of a CSV file that a spreadsheet shows as text, never as a formula; "" for None."""
    if isinstance(value, str) and value.lstrip(" ").startswith(RISKY):
        return f"'{value}"
    return "" if value is None else value


def cite(cell, where, quote, path):
    """Say in a comment where a cell's value is written, and link the cell to these words.

    `path` is the address of the words in the portal, after `SITE_URL`.
    """
    if cell.value is None:
        return cell
    address = f"{settings.SITE_URL}{path}"
    lines = (where, f"“{quote}”" if quote else "", address)
    cell.comment = Comment("\n".join(filter(None, lines)), "", width=360, height=120)
    cell.hyperlink = address
    return cell
