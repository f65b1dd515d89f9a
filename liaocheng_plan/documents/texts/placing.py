"""Finding the clauses, the citations and the figures of a document in the words of a file."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ..ledger import Ledger, PrintedText, Reasons
from ..models import AttachedText, CitationPlace, Clause, ClausePlace
from . import records
from .editions import mark_gone
from .errors import AttachError
from .nearest import candidates

LEAST_FOUND = 0.6  # of the outline's headings; with fewer it is another document


@dataclass
class Placed:
    """What was found, not saved yet; `missing` are headings that the text does not have."""

    clauses: list = field(default_factory=list)
    citations: list = field(default_factory=list)
    missing: list = field(default_factory=list)

    @property
    def unresolved(self):
        """Citations whose quote does not stand in the cited section."""
        return [place for place in self.citations if place.start is None]


def place(document, words, fixtures=None):
    """`Placed` of a document in these words; raises `AttachError` for another document's text."""
    fixtures = fixtures or records.as_fixtures()
    ledger = Ledger(fixtures, {document.key: words}, Reasons.of(fixtures))
    refuse_other_document(document, ledger)
    clauses = {clause.section: clause for clause in Clause.objects.filter(document=document)}
    return Placed(
        clause_places(document, ledger, clauses),
        citation_places(document, ledger, clauses),
        [f"{heading.section} {heading.name}" for _document, heading in ledger.missing],
    )


def refuse_other_document(document, ledger):
    """Raise `AttachError` where too few headings of the outline were found."""
    outline = ledger.outlines[document.key]
    named = [h for h in outline if h.kind not in ("head", "signature")]
    missing = {heading.section for _document, heading in ledger.missing}
    found = sum(1 for heading in named if heading.section not in missing)
    if named and found < LEAST_FOUND * len(named):
        raise AttachError(
            _(
                "This does not look like “%(document)s”: only %(found)s of its %(all)s headings"
                " were found. Check the key and the file."
            )
            % {"document": document.name, "found": found, "all": len(named)}
        )


def clause_places(document, ledger, clauses):
    """A `ClausePlace` for each clause that was found, with what the finder sees in it."""
    text = ledger.texts[document.key]
    places = []
    for clause in ledger.clauses:
        source = text.source(ledger.spans[document.key, clause.section])
        places.append(
            ClausePlace(
                clause=clauses[clause.section],
                start=source.start,
                end=source.end,
                found=[found(text, row) for row in clause.rows],
            )
        )
    return places


def found(text, row):
    """One thing that the finder sees, as `ClausePlace.found` keeps it."""
    source = text.source(row.place)
    holders = dict.fromkeys(str(holder).replace(" · ", " ") for holder in row.holders)
    return {
        "kind": row.kind,
        "words": row.words,
        "start": source.start,
        "end": source.end,
        "holders": list(holders),
    }


def citation_places(document, ledger, clauses):
    """A `CitationPlace` for each citation of the document, found or with the nearest words."""
    text, ids = ledger.texts[document.key], records.citations_by_holder(document)
    spans = {s: span for (of, s), span in ledger.spans.items() if of == document.key}
    places = []
    for quote in ledger.quotes:
        row = CitationPlace(citation_id=ids[quote.holder])
        if quote.place:
            source = text.source(quote.place)
            row.start, row.end = source.start, source.end
        else:
            row.candidates = candidates(
                text, spans, quote.citation["section"], quote.citation["quote"]
            )
        places.append(row)
    return places


def save(text, placed):
    """Write the places of an attached text in place of older ones; decisions are kept."""
    kept = {row.citation_id: row for row in text.citation_places.exclude(decision="")}
    text.clause_places.all().delete()
    text.citation_places.all().delete()
    for row in placed.clauses:
        row.text = text
    for row in placed.citations:
        row.text, before = text, kept.get(row.citation_id)
        if before is not None:
            for name in ("decision", "reason", "change_id", "decided_by_id", "decided_at"):
                setattr(row, name, getattr(before, name))
    ClausePlace.objects.bulk_create(placed.clauses)
    CitationPlace.objects.bulk_create(placed.citations)


def locate(text, clause, quote):
    """`(start, end)` of words in a clause of a text, or None."""
    spot = text.clause_places.filter(clause=clause).defer("found").first()
    if spot is None:
        return None
    printed = PrintedText(text.words)
    run = printed.locate(quote, printed.span_of_source(spot.start, spot.end))
    source = printed.source(run) if run else None
    return (source.start, source.end) if source else None


def refresh():
    """Find everything anew in the texts in use and those that wait, after the plan has changed."""
    texts = AttachedText.objects.filter(replaced_at=None).select_related("document")
    if not texts:
        return
    fixtures = records.as_fixtures()
    for text in texts:
        save(text, place(text.document, text.words, fixtures))
        if text.is_current:
            mark_gone(text)
