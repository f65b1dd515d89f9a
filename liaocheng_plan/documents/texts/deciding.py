"""What staff make of cited words that a new edition does not have."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..ledger.figures import figures, recorded
from ..ledger.holdings import is_below
from ..loading import values
from ..models import CitationPlace
from ..stating import change_stated
from . import placing, records
from .editions import companions, figure_of, use_if_decided

Decision = CitationPlace.Decision
CHANGES = (Decision.CORRECTION, Decision.AMENDMENT)
MOST_WORDS = 200


@transaction.atomic
def decide(place, decision, *, reason, quote="", **grounds):
    """Decide on words that an edition does not have, for all that cite them; the places.

    Keep: the figure stays, and the citation quotes the new words, which have the same numbers.
    Correction and amendment change the figure (`value`) through `stating.change_stated`; the new
    words must have it. Gone: figure and quote stay, marked as no longer printed. `grounds` are
    `user`, and for a change `value`, `number` and `decided_on` of the decision. Raises
    `ValidationError` by field.
    """
    if decision not in Decision.values:
        raise ValidationError({"decision": _("Choose what becomes of the figure.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    places, changes = companions(place), {}
    for row in places:
        decide_on(row, decision, changes, reason=reason, quote=quote.strip(), **grounds)
    use_if_decided(place.text)
    return places


def decide_on(place, decision, changes, *, reason, user, quote, value=None, **grounds):
    """Decide on one citation; `changes` are those made with the same decision, by figure."""
    if decision != Decision.GONE:
        spot = place_of_words(place, quote)
    if decision == Decision.KEEP:
        refuse_other_numbers(place.citation, quote)
    if decision in CHANGES:
        refuse_missing_value(place.citation, value, quote)
        grounds |= {"reason": reason, "user": user, "quote": quote}
        place.change = change(place.citation, value, changes, kind=decision, **grounds)
    if decision != Decision.GONE:
        place.citation.quote = quote
        place.citation.save(update_fields=["quote"])
        place.start, place.end = spot
    place.decision, place.reason = decision, reason
    place.decided_by, place.decided_at = user, timezone.now()
    place.save()


def place_of_words(place, quote):
    """Where the new words stand in the cited section; raises `ValidationError` if they do not."""
    spot = placing.locate(place.text, place.citation.clause, quote)
    if spot is None or len(quote) > MOST_WORDS:
        raise ValidationError(
            {"quote": _("Copy the words that carry the figure from the new edition's section.")}
        )
    return spot


def refuse_other_numbers(citation, quote):
    """Raise `ValidationError` where the new words have another number than the figure kept."""
    before, now = figures(citation.quote), figures(quote)
    kept = set(figures_at(citation, current(citation)).values()) & before
    if not (kept or before) <= now:
        raise ValidationError(
            {
                "decision": _(
                    "The number in the new words is another one (%(before)s → %(now)s); choose"
                    " correction or amendment."
                )
                % {"before": listed(kept or before), "now": listed(now) or "—"}
            }
        )


def refuse_missing_value(citation, value, quote):
    """Raise `ValidationError` where the new words do not have the number that is typed."""
    before = figures_at(citation, current(citation))
    typed = figures_at(citation, value)
    missing = {v for path, v in typed.items() if before.get(path) != v} - figures(quote)
    if missing:
        raise ValidationError(
            {
                "value": _("%(value)s does not stand in the words that you copied: “%(quote)s”.")
                % {"value": listed(missing), "quote": quote}
            }
        )


def current(citation):
    """The figure of a citation as it stands."""
    collection = records.collection_of(citation.content_type_id)
    return values.current(citation.record, collection.name, figure_of(citation))


def figures_at(citation, value):
    """`{path: number}` of a value, of a structured one only those that the citation carries."""
    found = recorded(value, figure_of(citation))
    return {path: number for path, number in found if is_below(path, citation.field)}


def listed(numbers):
    """Numbers as a sentence lists them."""
    return "、".join(f"{number.normalize():f}" for number in sorted(numbers))


def change(citation, value, changes, *, number="", decided_on=None, **grounds):
    """Change the figure of a citation, once if two carry it; errors bear the names of `decide`."""
    figure = (citation.content_type_id, citation.object_id, figure_of(citation))
    grounds |= {"decision": number, "decided_on": decided_on}
    try:
        if figure not in changes:
            changes[figure] = change_stated(citation.record, figure[-1], value, **grounds)
        return changes[figure]
    except ValidationError as error:
        names = {"decision": "number", "kind": "decision", "field": "decision"}
        raise ValidationError(
            {names.get(name, name): texts for name, texts in error.message_dict.items()}
        ) from error


def read_value(citation, text):
    """A typed value as the figure's own field reads it; raises `ValidationError`."""
    model_field = citation.record._meta.get_field(figure_of(citation))
    formfield = model_field.formfield()
    try:
        return formfield.clean(text) if formfield else model_field.to_python(text)
    except ValidationError as error:
        raise ValidationError({"value": error.messages}) from error
