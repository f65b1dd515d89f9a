"""Files as tables: headings and rows, one at a time, whatever the file's kind.

Every reader raises `FileRefused` for what cannot be taken as a whole. A value is a text, a
number, a day, a truth value, None, or `FORMULA` where a workbook computes it.
"""

from dataclasses import dataclass, field
from pathlib import PurePath

from django.conf import settings

from .refusing import FileRefused

KINDS = ("xlsx", "csv", "geojson")
SAME = {"json": "geojson"}
COLUMNS = 100
BLANKS = 10_000
CELL = 10_000  # characters
QUICK = 5 * 1024 * 1024
"""Bytes, unpacked, of a workbook or GeoJSON that is looked at before the job."""

FORMULA = "=…"
"""Stands for a cell that is computed: its formula is neither evaluated nor taken."""


@dataclass
class Table:
    """`headings` as printed in the file, `rows` as `(line, values)`; can be read once."""

    headings: list
    rows: object
    notes: dict = field(default_factory=dict)


def kind_of(name):
    """The kind of a file by its name; raises `FileRefused`."""
    ending = PurePath(name or "").suffix.lower().lstrip(".")
    kind = SAME.get(ending, ending)
    if kind not in KINDS:
        raise FileRefused("type")
    return kind


def check_size(file):
    """Refuse what is too large to be read; the limit is `IMPORT_MB`."""
    size, most = file.size / 1024 / 1024, settings.IMPORT_MB
    if size > most:
        raise FileRefused("size", size=round(size, 1), most=most)
    if not file.size:
        raise FileRefused("empty")


def first_look(file, kind):
    """The table of a file, as long as somebody waits; None for one that is left to a job.

    Of a text the first line is enough. The other kinds are read whole, or up to any place.
    """
    from . import workbooks

    check_size(file)
    size = workbooks.unpacked(file) if kind == "xlsx" else file.size
    return read(file, kind) if kind == "csv" or size <= QUICK else None


def read(file, kind):
    """The `Table` of a file that is open for reading bytes."""
    from . import csv_files, geojson_files, workbooks

    check_size(file)
    readers = {"xlsx": workbooks, "csv": csv_files, "geojson": geojson_files}
    table = readers[kind].read(file)
    return Table(table.headings, guarded(table.rows), table.notes)


def guarded(rows):
    """The rows with something in them; raises for too many, too wide and too many blank ones."""
    last = count = blanks = 0
    most = settings.IMPORT_ROWS
    for line, values in rows:
        if not any(values) and is_blank(values):
            blanks += 1
            if blanks > BLANKS:
                raise FileRefused("blank", most=BLANKS, line=last)
            continue
        if len(values) > COLUMNS:
            check_width(line, values)
        count, blanks, last = count + 1, 0, line
        if count > most:
            raise FileRefused("rows", most=most)
        yield line, values
    if not count:
        raise FileRefused("empty")


def check_width(line, values):
    """Refuse a row with something beyond the last column that is taken."""
    if not is_blank(values[COLUMNS:]):
        raise FileRefused("wide", line=line, most=COLUMNS)


def is_blank(values):
    """Whether nothing stands in these cells; a 0 is something."""
    return all(value is None or value == "" for value in values)
