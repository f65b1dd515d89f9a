"""CSV: comma, semicolon or tab; the encoding is found, never mixed."""

import csv
from io import TextIOWrapper

from .encodings import encoding_of
from .refusing import FileRefused
from .tables import CELL, Table, check_width

DELIMITERS = ",;\t"


class Kept(TextIOWrapper):
    """A text view of a file that leaves it open when it goes."""

    def __del__(self):
        if self.buffer is not None and not self.closed:
            self.detach()


def read(file):
    """The table of a CSV file."""
    encoding = encoding_of(file)
    file.seek(0)
    text = Kept(getattr(file, "file", file), encoding=encoding, newline="")
    rows = lines(text, delimiter(text))
    line, headings = next(rows, (0, None))
    if headings is None:
        raise FileRefused("empty")
    check_width(line, headings)
    return Table(headings, rows, {"encoding": encoding})


def delimiter(text):
    """The sign that the first line has most of."""
    first = text.readline(100_000)
    text.seek(0)
    return max(DELIMITERS, key=first.count)


def lines(text, sign):
    """`(line, values)`; a cell of endless length is refused."""
    csv.field_size_limit(CELL)
    reader = csv.reader(text, delimiter=sign)
    try:
        for values in reader:
            yield reader.line_num, values
    except csv.Error as error:
        raise FileRefused("long", line=reader.line_num, most=CELL) from error
    except UnicodeDecodeError as error:
        raise FileRefused("encoding", line=reader.line_num + 1) from error
