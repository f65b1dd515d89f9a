"""A clause as it is read: paragraphs of segments, each with the citations that cover it."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

LINE = re.compile(r"[^\n]+")


@dataclass
class Segment:
    """A run of words with the places (`CitationPlace`) that cover it, the shortest first."""

    words: str
    start: int
    places: list = field(default_factory=list)


@dataclass
class Line:
    """A line of the text: plain, set in (of a box), or a row with cells."""

    cells: list
    is_inset: bool = False

    @property
    def is_row(self):
        """Whether it has several cells."""
        return len(self.cells) > 1

    @property
    def segments(self):
        """The segments of a line without cells."""
        return self.cells[0]


def lines(words, start, end, places):
    """`[Line]` of the run of a text; `places` are the citations that stand in it."""
    found = []
    for match in LINE.finditer(words, start, end):
        line = match[0]
        if not line.strip():
            continue
        first = match.start() + len(line) - len(line.lstrip())
        spans = cells(line.strip(), first)
        found.append(Line([segments(words, *span, places) for span in spans], line[0] == "\t"))
    return found


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
