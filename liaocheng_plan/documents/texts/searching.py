"""Full-text search in the attached texts: blanks, line breaks and full-width forms aside."""

from dataclasses import dataclass

from ..ledger.printed import PrintedText, fold, without_blanks
from ..models import AttachedText, ClausePlace

AROUND = 30
MOST_HITS = 200


@dataclass
class Hit:
    """Found words with what stands around them, in one clause."""

    clause: object
    before: str
    words: str
    after: str


def search(phrase):
    """`(hits, all)`: the first hits in the texts in use, in printed order, and how many."""
    wanted = fold(without_blanks(phrase))
    hits = []
    if not wanted:
        return hits, 0
    for text in AttachedText.objects.current().select_related("document"):
        hits += in_text(text, wanted)
    return hits[:MOST_HITS], len(hits)


def in_text(text, wanted):
    """All hits in one text."""
    printed = PrintedText(text.words)
    places = ClausePlace.objects.filter(text=text).select_related("clause__document")
    spans = [(printed.span_of_source(p.start, p.end), p.clause) for p in places.defer("found")]
    found = []
    for span, clause in spans:
        start = printed.folded.find(wanted, span.start, span.end)
        while start >= 0:
            found.append(hit(printed, clause, span, start, start + len(wanted)))
            start = printed.folded.find(wanted, start + 1, span.end)
    return found


def hit(printed, clause, span, start, end):
    """A hit with up to 30 signs of its clause on either side."""
    first, last = max(span.start, start - AROUND), min(span.end, end + AROUND)
    return Hit(
        clause, printed.words[first:start], printed.words[start:end], printed.words[end:last]
    )
