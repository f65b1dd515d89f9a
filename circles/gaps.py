"""The gap sheet of a circle: per type present, absent or not stated, and what a standard says.

Missing evidence is “not stated”, never “absent”. Evidence that contradicts itself is shown as
such and proves nothing, unless the latest of it is younger than all that speaks against it. A
threshold without data is “not stated”, not failed.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter

from liaocheng_plan.gap_sheets import Check, State

from .evidence import PRESENT, Evidence, collect, place_of
from .models import BusinessType, CircleStandard, FormatConcept, LivingCircle


@dataclass(frozen=True)
class Row:
    """One type of a list in one circle; `maybe` is evidence of broader words: it proves nothing."""

    type: BusinessType
    concept: FormatConcept | None
    state: State
    evidence: tuple[Evidence, ...] = ()
    maybe: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Reason:
    """One criterion: what is required, what was found (None: not stated), and the outcome."""

    criterion: str
    required: Decimal | int
    found: Decimal | int | None
    check: Check
    unknown: int = 0


@dataclass(frozen=True)
class Sheet:
    """A circle held against one standard."""

    circle: object
    standard: CircleStandard
    rows: tuple[Row, ...]
    further: tuple[Evidence, ...]
    reasons: tuple[Reason, ...]

    @property
    def place(self):
        """The circle as `collection/key`."""
        return place_of(self.circle)

    @property
    def verdict(self):
        """Met if every criterion is, not met if one is not, else not stated."""
        checks = {reason.check for reason in self.reasons}
        if Check.NOT_MET in checks:
            return Check.NOT_MET
        return Check.MET if checks == {Check.MET} else Check.NOT_STATED

    def counts(self, tier):
        """How many types of a tier are in each state."""
        return Counter(row.state for row in self.rows if row.type.tier == tier)

    def gaps(self):
        """The types that are known to be absent."""
        return [row for row in self.rows if row.state == State.ABSENT]


class Crosswalk:
    """Which kind of business a word means, proves, or may mean."""

    def __init__(self, concepts):
        self.concepts = list(concepts)
        self.by_word = {}
        for concept in self.concepts:
            for word in concept.words:
                self.by_word.setdefault(word, concept)

    def concept(self, word):
        """The kind of business that a word names, or None for a word of no list."""
        return self.by_word.get(word)


class Known:
    """What is known of one circle, found by kind of business or by word, in its order."""

    def __init__(self, evidence):
        self.evidence = evidence
        self.by_concept, self.by_word = defaultdict(list), defaultdict(list)
        for at, item in enumerate(evidence):
            rows = self.by_concept[item.concept] if item.concept else self.by_word[item.word]
            rows.append((at, item))

    def proving(self, concept):
        """Evidence of this kind of business: said of itself, by its words, or by a kind of it."""
        rows = [*self.by_concept.get(concept.key, ()), *self.said(concept.words)]
        narrower = set(concept.narrower).difference(concept.words)
        rows += [row for row in self.said(narrower) if row[1].says == PRESENT]
        return in_order(rows)

    def maybe(self, concept):
        """Evidence that may be of this kind of business."""
        return in_order(self.said(concept.broader))

    def of_word(self, word):
        """Evidence that bears a word."""
        return tuple(item for item in self.evidence if item.word == word)

    def said(self, words):
        """Evidence of any of these words."""
        return [row for word in set(words) for row in self.by_word.get(word, ())]


def in_order(rows):
    """The evidence of `(place, evidence)`, by place."""
    return tuple(item for _at, item in sorted(rows, key=itemgetter(0)))


def state_of(evidence):
    """What evidence of one type says together."""
    says = {item.says for item in evidence}
    if len(says) > 1:
        latest = newest(evidence)
        return State(latest) if latest else State.CONTRADICTORY
    return State(says.pop()) if says else State.NOT_STATED


def newest(evidence):
    """What the youngest evidence says, if it is younger than all against it; else None."""
    if any(item.on is None for item in evidence):
        return None
    day = max(item.on for item in evidence)
    says = {item.says for item in evidence if item.on == day}
    return says.pop() if len(says) == 1 else None


def row_of(business_type, crosswalk, known):
    """One line of the sheet."""
    concept = crosswalk.concept(business_type.name)
    if concept is None:
        own = known.of_word(business_type.name)
        return Row(business_type, None, state_of(own), own)
    own = known.proving(concept)
    return Row(business_type, concept, state_of(own), own, known.maybe(concept))


def sheet(circle, standard, types, crosswalk, evidence):
    """The gap sheet of one circle against one standard's types."""
    known = Known(evidence)
    rows = tuple(row_of(one, crosswalk, known) for one in types)
    used = {id(item) for row in rows for item in (*row.evidence, *row.maybe)}
    further = tuple(item for item in evidence if id(item) not in used)
    return Sheet(circle, standard, rows, further, tuple(reasons(circle, standard, rows)))


def reasons(circle, standard, rows):
    """Every criterion of a standard that states a number, with what was found."""
    for tier in ("basic", "quality"):
        required = getattr(standard, f"{tier}_required")
        if required is not None:
            yield counted(tier, required, distinct(rows, tier))
    for criterion, name in (
        ("population", "population_min"),
        ("commercial_area_m2", "commercial_area_min_m2"),
        ("commercial_share", "commercial_share_min"),
    ):
        required = getattr(standard, name)
        if required is not None:
            yield measured(criterion, required, getattr(circle, criterion, None))


def distinct(rows, tier):
    """States by kind of business: a type printed twice in a list counts once."""
    states = {}
    for row in rows:
        if row.type.tier == tier:
            states[row.concept.key if row.concept else row.type.name] = row.state
    return Counter(states.values())


def counted(tier, required, states):
    """A number of types: not met only if even the unknown ones would not be enough."""
    found = states[State.PRESENT]
    unknown = states[State.NOT_STATED] + states[State.CONTRADICTORY]
    if found >= required:
        check = Check.MET
    else:
        check = Check.NOT_STATED if found + unknown >= required else Check.NOT_MET
    return Reason(tier, required, found, check, unknown)


def measured(criterion, required, found):
    """A threshold: without data it is not stated."""
    if found is None:
        return Reason(criterion, required, None, Check.NOT_STATED)
    return Reason(criterion, required, found, Check.MET if found >= required else Check.NOT_MET)


def types_of(standard):
    """The types of a standard's lists, basic ones first, in printed order."""
    tiers = (
        ("basic", standard.basic_list_id),
        ("public", standard.public_list_id),
        ("quality", standard.quality_list_id),
    )
    rows = BusinessType.objects.filter(standard__in=[pk for _tier, pk in tiers if pk])
    rows = list(rows.order_by("order", "id"))
    return [row for tier, pk in tiers for row in rows if row.tier == tier and row.standard_id == pk]


def sheets(circles, standard):
    """Gap sheets of circles fetched by `for_lists`, in a fixed number of queries."""
    circles = list(circles)
    crosswalk = Crosswalk(FormatConcept.objects.all())
    types, found = types_of(standard), collect(circles)
    return [
        sheet(circle, standard, types, crosswalk, found[place_of(circle)]) for circle in circles
    ]


def standards():
    """All standards, those without a date first, the latest last."""
    rows = CircleStandard.objects.select_related("document")
    return sorted(rows, key=lambda row: (row.valid_from is not None, row.valid_from, row.pk))


def proving(row):
    """The words that prove a type: its own, those for the same thing, those for a kind of it."""
    if row.concept is None:
        return [row.type.name]
    return list(dict.fromkeys([row.type.name, *row.concept.words, *row.concept.narrower]))


def usual_standard(circle, among=None):
    """The standard a circle is first held against: that of its own document, the first there.

    `among` are all standards, where they are fetched already.
    """
    rows, citation = among or standards(), circle.citation
    if citation is None:
        return rows[0] if isinstance(circle, LivingCircle) else rows[-1]
    own = [row for row in rows if row.document_id == citation.clause.document_id]
    return (own or rows)[0]
