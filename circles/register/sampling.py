"""What stands in the columns of a file: the first different values of each."""

from itertools import islice

from liaocheng_plan.imports.refusing import FileRefused

from . import columns

ROWS, VALUES, LONGEST = 200, 3, 40


def sample(table):
    """`[{heading, values}, …]` of all columns in order; blank ones have no heading.

    A file that cannot be read on gives what came until then: its check says what is wrong.
    """
    found = [{} for _heading in table.headings]
    try:
        for _line, cells in islice(table.rows, ROWS):
            for values, cell in zip(found, cells, strict=False):
                note(values, cell)
    except FileRefused:
        pass
    return [
        {"heading": heading_of(heading), "values": list(values)}
        for heading, values in zip(table.headings, found, strict=True)
    ]


def note(values, cell):
    """Remember one more value, if there is one and it is a new one."""
    text = "" if cell is None else str(cell).strip()[:LONGEST]
    if text and len(values) < VALUES:
        values.setdefault(text)


def heading_of(heading):
    """A heading as it is kept; the position of GeoJSON has a name of its own."""
    return heading if heading in columns.POSITION else columns.called(heading)
