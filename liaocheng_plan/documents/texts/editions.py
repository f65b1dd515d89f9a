"""Editions side by side: what a new one changes of what is cited, and what staff make of it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import AttachedText, CitationPlace
from ..stating import change_stated
from . import placing

Decision = CitationPlace.Decision
MOST_WORDS = 200


@dataclass
class Difference:
    """A citation that stands in the edition in use and not in a new one."""

    place: CitationPlace
    before: str
    after: str


def use_if_decided(text):
    """Put an edition in use: the first at once, a later one when nothing waits for a decision."""
    before = AttachedText.objects.current().filter(document=text.document).exclude(pk=text.pk)
    if before.exists() and text.citation_places.undecided().exists():
        return False
    before.update(is_current=False, replaced_at=timezone.now())
    text.is_current, text.replaced_at = True, None
    text.save(update_fields=["is_current", "replaced_at"])
    return True


def differences(text):
    """What an edition does not have of what is cited: `[Difference]`, undecided ones first.

    `before` is the sentence of the edition in use, `after` the nearest words of this one.
    """
    used = AttachedText.objects.current().filter(document=text.document).first()
    old = {place.citation_id: place for place in used.citation_places.all()} if used else {}
    places = text.citation_places.unresolved().select_related("citation__clause__document")
    found = [
        Difference(
            place,
            sentence(used.words, old[place.citation_id]) if place.citation_id in old else "",
            place.candidates[0]["words"] if place.candidates else "",
        )
        for place in places
    ]
    return sorted(found, key=lambda difference: bool(difference.place.decision))


def sentence(words, place):
    """The sentence in which a citation stands; "" for one that has no place."""
    if place.start is None:
        return ""
    start = max(words.rfind(sign, 0, place.start) for sign in "。；;\n") + 1
    ends = [end for end in (words.find(sign, place.end) for sign in "。；;\n") if end >= 0]
    return words[start : min(ends, default=len(words) - 1) + 1].strip()


@transaction.atomic
def decide(place, decision, *, reason, user, value=None, quote="", number="", decided_on=None):
    """Decide on a citation that an edition does not have; returns the place.

    Keep: the figure stays, with a reason. Correction and amendment change the figure through
    `stating.change_stated`, and the citation quotes the new words. Raises `ValidationError`.
    """
    citation = place.citation
    if decision not in Decision.values:
        raise ValidationError({"decision": _("Choose keep, correction or amendment.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    if decision != Decision.KEEP:
        spot = place_of_words(place, quote)
        place.change = change_stated(
            citation.record,
            figure_of(citation),
            value,
            kind=decision,
            reason=reason,
            user=user,
            quote=quote,
            decision=number,
            decided_on=decided_on,
        )
        citation.quote = quote
        citation.save(update_fields=["quote"])
        place.start, place.end = spot
    place.decision, place.reason = decision, reason
    place.decided_by, place.decided_at = user, timezone.now()
    place.save()
    use_if_decided(place.text)
    return place


def place_of_words(place, quote):
    """Where the new words stand in the cited section; raises `ValidationError` if they do not."""
    spot = placing.locate(place.text, place.citation.clause, quote)
    if spot is None or len(quote) > MOST_WORDS:
        raise ValidationError(
            {"quote": _("Copy the words that carry the figure from the new edition's section.")}
        )
    return spot


def figure_of(citation):
    """The stated field that a citation carries: its own; of the record itself the value."""
    record = citation.record
    first = citation.field.split(".")[0]
    return first or ("value" if "value" in record.STATED else next(iter(record.STATED), "name"))


def read_value(citation, text):
    """A typed value as the figure's own field reads it; raises `ValidationError`."""
    model_field = citation.record._meta.get_field(figure_of(citation))
    formfield = model_field.formfield()
    try:
        return formfield.clean(text) if formfield else model_field.to_python(text)
    except ValidationError as error:
        raise ValidationError({"value": error.messages}) from error
