"""Editions side by side: what a new one changes of what is cited, and which one is in use."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from ..ledger.printed import comparable, without_blanks
from ..loading import values
from ..models import AttachedText, Citation, CitationPlace
from . import records

Decision = CitationPlace.Decision
LEAST_LIKE = 0.75  # of 1: below, the nearest words are shown and not offered as the new ones


@dataclass
class Difference:
    """Words that stand in the edition in use and not in a new one, with all that cite them."""

    places: list
    before: str
    after: str

    @property
    def place(self):
        """The first of the citations; what is decided on it holds for all."""
        return self.places[0]

    @property
    def offered(self):
        """The nearest words where they may be the new ones: as like, and whole at both ends."""
        near = next(iter(self.place.candidates), None)
        if near is None or near["likeness"] < LEAST_LIKE:
            return ""
        citation = self.place.citation
        here = near["section"] == citation.clause.section
        return near["words"] if here and same_ends(near["words"], citation.quote) else ""


def use_if_decided(text):
    """Put an edition in use: the first at once, a later one when nothing waits for a decision."""
    before = AttachedText.objects.current().filter(document=text.document).exclude(pk=text.pk)
    if before.exists() and text.citation_places.undecided().exists():
        return False
    before.update(is_current=False, replaced_at=timezone.now())
    text.is_current, text.replaced_at = True, None
    text.save(update_fields=["is_current", "replaced_at"])
    mark_gone(text)
    return True


def mark_gone(text):
    """Mark the citations of a document that the edition in use no longer prints, by decision."""
    citations = Citation.objects.filter(clause__document=text.document_id)
    gone = text.citation_places.filter(decision=Decision.GONE).values("citation")
    citations.filter(is_gone=True).exclude(pk__in=gone).update(is_gone=False)
    citations.filter(pk__in=gone).update(is_gone=True)


def differences(text):
    """What an edition does not have of what is cited: `[Difference]`, undecided ones first.

    `before` is the sentence of the edition in use, `after` the nearest words of this one.
    """
    used = AttachedText.objects.current().filter(document=text.document).first()
    old = {place.citation_id: place for place in used.citation_places.all()} if used else {}
    found = [
        Difference(
            places,
            sentence(used.words, old[places[0].citation_id])
            if places[0].citation_id in old
            else "",
            places[0].candidates[0]["words"] if places[0].candidates else "",
        )
        for places in together(text, old)
    ]
    return sorted(found, key=lambda difference: bool(difference.place.decision))


def together(text, old):
    """The unresolved places of an edition, those together on which one decision is enough.

    They quote the same words of the same place for the same figure, and are as far decided. `old`
    are the places of the edition in use by citation.
    """
    rows = text.citation_places.unresolved().select_related("citation__clause__document")
    groups = {}
    for row in rows.prefetch_related("citation__record").order_by("pk"):
        before = old.get(row.citation_id)
        words = comparable(without_blanks(row.citation.quote))
        stood = (before.start, before.end) if before else (None, None)
        figure = plain_figure(row.citation)
        key = (row.citation.clause_id, words, *stood, figure, row.decision, row.reason)
        groups.setdefault(key, []).append(row)
    return list(groups.values())


def companions(place):
    """All places on which a decision on this one is taken too, itself among them."""
    used = AttachedText.objects.current().filter(document=place.text.document_id).first()
    old = {row.citation_id: row for row in used.citation_places.all()} if used else {}
    for places in together(place.text, old):
        if place in places:
            return places
    return [place]


def figure_of(citation):
    """The stated field that a citation carries: its own; of the record itself the value."""
    record = citation.record
    first = citation.field.split(".")[0]
    return first or ("value" if "value" in record.STATED else next(iter(record.STATED), "name"))


def plain_figure(citation):
    """What the figure of a citation is now, so that equal ones compare equal: 45 and 45.00."""
    collection = records.collection_of(citation.content_type_id)
    value = values.current(citation.record, collection.name, figure_of(citation))
    try:
        return str(Decimal(str(value)).normalize())
    except ArithmeticError:
        return str(value)


def same_ends(words, quote):
    """Whether words begin and end as a quote does, a digit like any other: none is cut off."""
    return all(
        one == other or (one.isdigit() and other.isdigit())
        for one, other in zip(ends(words), ends(quote), strict=True)
    )


def ends(words):
    """The first and the last sign."""
    plain = comparable(without_blanks(words))
    return plain[:1], plain[-1:]


def sentence(words, place):
    """The sentence in which a citation stands; "" for one that has no place."""
    if place.start is None:
        return ""
    start = max(words.rfind(sign, 0, place.start) for sign in "。；;\n") + 1
    ends = [end for end in (words.find(sign, place.end) for sign in "。；;\n") if end >= 0]
    return words[start : min(ends, default=len(words) - 1) + 1].strip()
