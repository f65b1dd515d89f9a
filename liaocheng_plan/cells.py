"""Cells of workbooks: what is written is a value or a text, never a formula."""

from datetime import date
from decimal import Decimal

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def put(cell, value):
    """Write a value; a text that begins like a formula stays a text, also after it is edited."""
    if value is None or isinstance(value, int | float | Decimal | date):
        cell.value = value
        return cell
    cell.value, cell.data_type = str(value), "s"
    if cell.value.startswith(("=", "+", "-", "@", "\t", "\r")):
        cell.quotePrefix = True
    return cell
