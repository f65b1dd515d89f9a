"""Which printed figures and names are cited, and what staff decided on those that are not."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan import registry

from ..ledger.holdings import plain
from ..models import AttachedText, Citation, CitationPlace, ClausePlace, CoverageDecision
from . import placing

CITED, HELD, DISMISSED, OPEN = "cited", "held", "dismissed", "open"
LONGEST_KEY = 80


@dataclass
class Item:
    """Something printed in a clause: its state, who holds it or why nobody does."""

    kind: str
    words: str
    state: str
    holders: list = field(default_factory=list)
    reason: str = ""
    about: str = ""
    times: int = 1


@dataclass
class ClauseCoverage:
    """What is printed in one clause, and how much of it is open."""

    clause: object
    items: list

    def count(self, state):
        """How often something of this state is printed."""
        return sum(item.times for item in self.items if item.state == state)


def of_text(text):
    """`[ClauseCoverage]` of an attached text, in printed order; two queries."""
    decisions = decisions_of(text.document_id)
    places = ClausePlace.objects.filter(text=text).select_related("clause")
    return [ClauseCoverage(place.clause, items(place, decisions)) for place in places]


def decisions_of(document_id):
    """`{(clause id or None, plain words): CoverageDecision}` of a document."""
    rows = CoverageDecision.objects.filter(document_id=document_id).order_by("id")
    return {(row.clause_id, plain(row.name)): row for row in rows}


def items(place, decisions):
    """The things found in one clause; the same words with the same answer once."""
    shown = {}
    for found in place.found:
        item = item_of(found, place.clause_id, decisions)
        key = (item.words, item.kind, item.state, tuple(item.holders))
        if key in shown:
            shown[key].times += 1
        else:
            shown[key] = item
    return list(shown.values())


def item_of(found, clause_id, decisions):
    """One thing found, with the citation that holds it or the decision on it."""
    item = Item(found["kind"], found["words"], CITED, found["holders"])
    if item.holders:
        return item
    words = plain(found["words"])
    decision = decisions.get((clause_id, words)) or decisions.get((None, words))
    if decision is None:
        item.state = OPEN
    else:
        item.state = HELD if decision.verdict == CoverageDecision.Verdict.HELD else DISMISSED
        item.reason, item.about = decision.reason, decision.about
    return item


@transaction.atomic
def dismiss(clause, words, reason, user):
    """Say why printed words need no record; returns the decision. Raises `ValidationError`."""
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    return decide(clause, words, user, verdict="dismissed", reason=reason, about="")


@transaction.atomic
def accept(clause, words, about, user, field_name="", reason=""):
    """Say which record holds printed words; returns the decision.

    A record whose field has no citation yet gets one. Raises `ValidationError`.
    """
    record = record_of(about)
    if field_name and field_name not in record.STATED:
        raise ValidationError({"field": _("This field is not a stated one; edit it in the form.")})
    if not record.citations.filter(field=field_name).exists():
        cite(record, field_name, clause, words)
    return decide(clause, words, user, verdict="held", reason=reason, about=about)


def cite(record, field_name, clause, words):
    """Give a record's field a citation of these words, with its place in the text in use."""
    citation = Citation(record=record, field=field_name, clause=clause, quote=words)
    citation.full_clean()
    citation.save()
    text = AttachedText.objects.current().filter(document=clause.document).first()
    spot = placing.locate(text, clause, words) if text else None
    if spot:
        start, end = spot
        CitationPlace.objects.create(text=text, citation=citation, start=start, end=end)


def record_of(about):
    """The record of `collection/key`; raises `ValidationError` where there is none."""
    name, _slash, key = about.strip().strip("/").removeprefix("places/").partition("/")
    known = {collection.name: collection.model for collection in registry.collections()}
    record = known[name]._default_manager.filter(key=key).first() if name in known else None
    if record is None:
        message = _("There is no record “%(about)s”; write collection/key: markets/market-01.")
        raise ValidationError({"about": message % {"about": about}})
    return record


def decide(clause, words, user, **values):
    """Write one decision, in place of an older one on the same words of the same clause."""
    values |= {"decided_by": user, "decided_at": timezone.now()}
    old = CoverageDecision.objects.filter(clause=clause, name=words).first()
    row = old or CoverageDecision(
        key=free_key(clause), clause=clause, document=clause.document, name=words
    )
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row


def free_key(clause):
    """A key that no decision bears yet."""
    stem = f"{clause.key}-words"[: LONGEST_KEY - 5]
    taken = set(CoverageDecision.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return next(key for n in range(1, 100_000) if (key := f"{stem}-{n}") not in taken)
