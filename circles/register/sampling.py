"""What stands in the columns of a file: the first different values of each."""

from itertools import islice

from liaocheng_plan.imports.refusing import FileRefused
from liaocheng_plan.imports.tables import FORMULA

from . import columns, values
from .problems import Wrong

ROWS, VALUES, LONGEST = 200, 3, 40


def sample(table):
    """`[{heading, values}, …]` of all columns in order; blank ones have no heading.

    A file that cannot be read on gives what came until then: its check says what is wrong.
    """
    found = [{} for _heading in table.headings]
    try:
        for _line, cells in islice(table.rows, ROWS):
            for column, cell in zip(found, cells, strict=False):
                note(column, cell)
    except FileRefused:
        pass
    return [
        {"heading": heading_of(heading), "values": list(column)}
        for heading, column in zip(table.headings, found, strict=True)
    ]


def note(found, cell):
    """Remember one more value, if there is one and it is a new one."""
    text = shown(cell)
    if text and len(found) < VALUES:
        found.setdefault(text)


def shown(cell):
    """A cell as its import would read it, cut to what a page has room for."""
    try:
        return values.text(cell)[:LONGEST]
    except Wrong:
        return FORMULA


def heading_of(heading):
    """A heading as it is kept; the position of GeoJSON has a name of its own."""
    return heading if heading in columns.POSITION else columns.called(heading)
