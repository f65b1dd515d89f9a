"""A clause as it is read: paragraphs of segments, each with the citations that cover it."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from ..ledger.printed import fold, without_blanks
from .joining import goes_on, is_prose

FIRST_COLUMN = {"序号", "编号"}
LEAST_ROWS, MOST_COLUMNS = 2, 8
LINE = re.compile(r"[^\n]+")


@dataclass
class Segment:
    """A run of words with the places (`CitationPlace`) that cover it, the shortest first."""

    words: str
    start: int
    places: list = field(default_factory=list)


@dataclass
class Line:
    """A line of the text: plain, set in (of a box), or a row with cells; the heads of columns."""

    cells: list
    is_inset: bool = False
    is_head: bool = False

    @property
    def words(self):
        """The words of all cells, as they are compared."""
        return fold(without_blanks("".join(s.words for cell in self.cells for s in cell)))

    @property
    def is_row(self):
        """Whether it has several cells."""
        return len(self.cells) > 1

    @property
    def segments(self):
        """The segments of a line without cells."""
        return self.cells[0]


def lines(words, start, end, places):
    """`[Line]` of the run of a text; `places` are the citations that stand in it.

    A paragraph that the end of a page broke is one line again, and so is a row of a table whose
    cells stand below one another.
    """
    return in_paragraphs(in_tables(as_printed(words, start, end, places)))


def as_printed(words, start, end, places):
    """`[Line]` line by line."""
    found = []
    for match in LINE.finditer(words, start, end):
        line = match[0]
        if not line.strip():
            continue
        first = match.start() + len(line) - len(line.lstrip())
        spans = cells(line.strip(), first)
        found.append(Line([segments(words, *span, places) for span in spans], line[0] == "\t"))
    return found


def in_tables(lines):
    """The lines with the cells of a numbered table (序号 …) put into rows."""
    found, number = [], 0
    while number < len(lines):
        rows = table(lines[number:])
        found += rows or [lines[number]]
        number += sum(len(row.cells) for row in rows) or 1
    return found


def table(lines):
    """The rows of the table whose first head is the first line, with that of heads; or none."""
    numbers = (n for n, line in enumerate(lines[: MOST_COLUMNS + 1]) if line.words == "1")
    width = next(numbers, 0) if lines[0].words in FIRST_COLUMN else 0
    if width < 2:
        return []
    rows = [lines[:width]]
    for start in range(width, len(lines) - width + 1, width):
        if lines[start].words != str(len(rows)):
            break
        rows.append(lines[start : start + width])
    if len(rows) <= LEAST_ROWS or any(line.is_row for row in rows for line in row):
        return []
    return [Line([line.segments for line in row], row[0].is_inset) for row in rows]


def in_paragraphs(lines):
    """The lines with those joined that belong to one paragraph; rows of heads are marked."""
    found = []
    for line in lines:
        line.is_head = line.is_row and is_first_column(line)
        if found and continues(found[-1], line):
            found[-1].cells[0].extend(line.segments)
        else:
            found.append(line)
    return found


def is_first_column(row):
    """Whether a row holds the heads of a numbered table."""
    return "".join(segment.words for segment in row.cells[0]).strip() in FIRST_COLUMN


def continues(before, line):
    """Whether a line goes on with the sentence that the line before has begun."""
    plain = not any(row.is_row or row.is_inset for row in (before, line))
    return plain and is_prose(before.words) and goes_on(before.words, line.words)


def cells(line, start):
    """`(start, end)` of the cells of a line, which tabs divide."""
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\t]+", line)]


def segments(words, start, end, places):
    """The segments between the edges of citations."""
    here = [p for p in places if p.start < end and start < p.end]
    edges = {start, end}
    for place in here:
        edges |= {max(start, place.start), min(end, place.end)}
    ordered = sorted(edges)
    return [
        Segment(words[first:last], first, covering(here, first, last))
        for first, last in pairwise(ordered)
    ]


def covering(places, first, last):
    """The places that cover a run, the shortest first."""
    found = [p for p in places if p.start <= first and last <= p.end]
    return sorted(found, key=lambda p: (p.end - p.start, p.start, p.pk))
