"""The official text as pages show it: lines with marks, and the words that a link asks for."""

from dataclasses import dataclass
from functools import cached_property

from django.shortcuts import get_object_or_404

from liaocheng_plan.documents.ledger.printed import PrintedText
from liaocheng_plan.documents.models import AttachedText, CitationPlace, Clause, ClausePlace
from liaocheng_plan.documents.texts import placing, reading

from ..display import links


@dataclass
class Piece:
    """A run of words: plain, marked with a link, or asked for (`is_quoted`).

    What is asked for may be cut by citations: one mark `opens` and `closes` around its pieces.
    """

    words: str
    url: str = ""
    title: str = ""
    is_quoted: bool = False
    is_first: bool = False
    opens: bool = False
    closes: bool = False


@dataclass(frozen=True)
class Asked:
    """What a deep link asks for: a quote and, where it stands several times, its citation."""

    quote: str = ""
    citation: int = 0
    words: str = ""

    @classmethod
    def of(cls, query):
        """What the query says; anything odd asks for nothing."""
        number = query.get("c", "")
        return cls(
            query.get("quote", "")[:200],
            int(number) if number.isdigit() and len(number) < 18 else 0,
            query.get("find", "")[:80],
        )


def edition_of(document, query):
    """The edition that an address asks for, None for the one in use; raises `Http404`."""
    asked = query.get("edition", "")
    if not asked:
        return None
    number = int(asked) if asked.isdigit() and len(asked) < 18 else 0
    return get_object_or_404(AttachedText, document=document, pk=number)


class TextPresenter:
    """A text of a document, without `edition` the one in use; falsy where none is attached."""

    def __init__(self, document, clause=None, edition=None):
        self.document, self.clause = document, clause
        self.text = edition or AttachedText.objects.current().filter(document=document).first()

    def __bool__(self):
        return self.text is not None

    @cached_property
    def places(self):
        """Citations with a place, by clause id, without those of headings."""
        rows = CitationPlace.objects.filter(text=self.text, start__isnull=False)
        if self.clause is not None:
            rows = rows.filter(citation__clause=self.clause)
        rows = rows.exclude(citation__content_type__model=Clause._meta.model_name)
        found = {}
        for row in rows.select_related("citation"):
            found.setdefault(row.citation.clause_id, []).append(row)
        return found

    @cached_property
    def spans(self):
        """`{clause id: (start, end)}`."""
        rows = ClausePlace.objects.filter(text=self.text)
        if self.clause is not None:
            rows = rows.filter(clause=self.clause)
        return {
            clause: (start, end)
            for clause, start, end in rows.values_list("clause_id", "start", "end")
        }

    def lines(self, clause, asked=None):
        """The lines of a clause, `{cells: [[Piece]], is_row, …}`; none if not found."""
        if clause.pk not in self.spans:
            return []
        places = self.places.get(clause.pk, [])
        quoted = self.quoted(clause, asked) if asked else []
        shown, start, end = [], *self.spans[clause.pk]
        marker = Marker(clause, quoted, self.text)
        cuts = [*places, *quoted]
        for line in reading.lines(self.text.words, start, end, cuts):
            cells = [marker.pieces(cell) for cell in line.cells]
            shown.append({"cells": cells, "is_row": line.is_row, "is_inset": line.is_inset})
            shown[-1]["is_head"] = line.is_head
        return tabled(shown)

    def quoted(self, clause, asked):
        """The runs that a deep link asks for, as places without citation."""
        places = [p for p in self.places.get(clause.pk, []) if p.citation.quote == asked.quote]
        exact = [p for p in places if p.citation_id == asked.citation]
        if exact or places:
            return [Run(p.start, p.end) for p in exact or places]
        return self.found(clause, asked.quote or asked.words)

    def found(self, clause, words):
        """Every run of a clause with these words."""
        if not words:
            return []
        printed = PrintedText(self.text.words)
        span = printed.span_of_source(*self.spans[clause.pk])
        runs = [printed.source(run) for run in printed.occurrences(words, span)]
        return [Run(run.start, run.end) for run in runs]

    def elsewhere(self, clause, words):
        """The latest other edition that has words in a clause, and was in use once; or None."""
        others = AttachedText.objects.filter(document=self.document, replaced_at__isnull=False)
        for text in others.exclude(pk=self.text.pk).order_by("-replaced_at"):
            if placing.locate(text, clause, words):
                return text
        return None

    def overlapping(self, clause, asked):
        """Ids of the citations that rest on the words asked for."""
        runs = self.quoted(clause, asked) if clause.pk in self.spans else []
        return {
            place.citation_id
            for place in self.places.get(clause.pk, [])
            if any(place.start < run.end and run.start < place.end for run in runs)
        }


def tabled(lines):
    """The lines, the first and the last row of each table marked: `opens`, `closes`."""
    before = None
    for line in lines:
        same = before and before["is_row"] and len(before["cells"]) == len(line["cells"])
        line["opens"] = line["is_row"] and (not same or line["is_head"])
        if before:
            before["closes"] = before["is_row"] and (not line["is_row"] or line["opens"])
        before = line
    if before:
        before["closes"] = before["is_row"]
    return lines


@dataclass
class Run:
    """A run of the text that is asked for; it cuts lines as a citation does."""

    start: int
    end: int
    pk: int = 0
    citation: object = None


class Marker:
    """Turns the segments of a clause into pieces; the first one asked for is the anchor."""

    def __init__(self, clause, runs, text=None):
        self.clause, self.runs, self.text, self.anchored = clause, runs, text, False

    def pieces(self, segments):
        """The segments of one cell as a template draws them."""
        found = [self.piece(segment) for segment in segments]
        asked = [False, *(piece.is_quoted for piece in found), False]
        for number, piece in enumerate(found, start=1):
            piece.opens = piece.is_quoted and not asked[number - 1]
            piece.closes = piece.is_quoted and not asked[number + 1]
        return found

    def piece(self, segment):
        """One segment as a template draws it."""
        cited = [place for place in segment.places if place.citation is not None]
        quoted = any(place.citation is None for place in segment.places)
        piece = Piece(segment.words, is_quoted=quoted, is_first=quoted and not self.anchored)
        self.anchored = self.anchored or quoted
        if cited:
            url = links.quote_url(cited[0].citation, self.clause)
            piece.url = links.in_edition(url, self.text)
            piece.title = str(
                len({(p.citation.content_type_id, p.citation.object_id) for p in cited})
            )
        return piece
