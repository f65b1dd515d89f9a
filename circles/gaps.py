"""The gap sheet of a circle: per type present, absent or not stated, and what a standard says.

Missing evidence is “not stated”, never “absent”. Evidence that contradicts itself is shown as
such and proves nothing, unless the latest of it is younger than all that speaks against it. A
threshold without data is “not stated”, not failed.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from liaocheng_plan.gap_sheets import Check, State

from .evidence import PRESENT, Evidence, collect, place_of
from .models import BusinessType, CircleStandard, FormatConcept, LivingCircle
from .twins import twins


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
    """One criterion: what is required, what was found (None: not stated), and the outcome.

    `twin` is the matched circle that the figure is stated of, where it is not the circle itself;
    `measure` what is measured, as the standard prints it, "" where the criterion says it.
    """

    criterion: str
    required: Decimal | int
    found: Decimal | int | None
    check: Check
    unknown: int = 0
    twin: object | None = None
    measure: str = ""


@dataclass(frozen=True)
class Sheet:
    """A circle held against one standard, with the matched circle that shares its evidence."""

    circle: object
    twin: object | None
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

    def proves(self, concept, evidence):
        """Whether evidence is of this kind of business."""
        if evidence.concept:
            return evidence.concept == concept.key
        return evidence.word in concept.words or (
            evidence.says == PRESENT and evidence.word in concept.narrower
        )

    def may_mean(self, concept, evidence):
        """Whether evidence may be of this kind of business."""
        return not evidence.concept and evidence.word in concept.broader


class Lines:
    """The types of a standard with their kinds of business, and which of them evidence is about."""

    def __init__(self, types, crosswalk):
        self.crosswalk, self.about = crosswalk, {}
        self.types = [(one, crosswalk.concept(one.name)) for one in types]

    def of(self, evidence):
        """`(numbers of the types that it proves or disproves, of those that it may mean)`.

        The same words say the same in every circle: that is found out once.
        """
        said = (evidence.concept, evidence.word, evidence.says)
        if said not in self.about:
            self.about[said] = (
                [at for at, line in enumerate(self.types) if self.proves(line, evidence)],
                [at for at, line in enumerate(self.types) if self.may_mean(line, evidence)],
            )
        return self.about[said]

    def proves(self, line, evidence):
        """Whether evidence is of a type; one of no kind of business is known by its word alone."""
        kind, concept = line
        if concept is None:
            return evidence.word == kind.name
        return self.crosswalk.proves(concept, evidence)

    def may_mean(self, line, evidence):
        """Whether evidence may be of a type."""
        _kind, concept = line
        return concept is not None and self.crosswalk.may_mean(concept, evidence)


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


def sheet(circle, standard, lines, evidence, twin=None):
    """The gap sheet of one circle, and of its twin, against the types of one standard."""
    own, maybe, further = [[] for _line in lines.types], [[] for _line in lines.types], []
    for item in evidence:
        proved, meant = lines.of(item)
        for at in proved:
            own[at].append(item)
        for at in meant:
            maybe[at].append(item)
        if not proved and not meant:
            further.append(item)
    rows = tuple(
        Row(*line, state_of(said), tuple(said), tuple(perhaps))
        for line, said, perhaps in zip(lines.types, own, maybe, strict=True)
    )
    checks = tuple(reasons([circle, *filter(None, [twin])], standard, rows))
    return Sheet(circle, twin, standard, rows, tuple(further), checks)


def reasons(circles, standard, rows):
    """Every criterion of a standard that states a number, with what was found.

    `circles` are the circle and its twin, if it has one: a figure of its own goes before.
    """
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
            measure = getattr(standard, f"{criterion}_measure", "")
            yield measured(criterion, required, circles, measure)


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


def measured(criterion, required, circles, measure=""):
    """A threshold: without data it is not stated."""
    stated = ((circle, getattr(circle, criterion, None)) for circle in circles)
    circle, found = next((pair for pair in stated if pair[1] is not None), (circles[0], None))
    if found is None:
        return Reason(criterion, required, None, Check.NOT_STATED, measure=measure)
    check = Check.MET if found >= required else Check.NOT_MET
    twin = None if circle is circles[0] else circle
    return Reason(criterion, required, found, check, twin=twin, measure=measure)


def types_of(standard, among=None):
    """The types of a standard's lists, basic ones first, in printed order.

    `among` are all types, where they are fetched already.
    """
    tiers = (
        ("basic", standard.basic_list_id),
        ("public", standard.public_list_id),
        ("quality", standard.quality_list_id),
    )
    lists = [pk for _tier, pk in tiers if pk]
    rows = BusinessType.objects.filter(standard__in=lists) if among is None else among
    rows = sorted(rows, key=lambda row: (row.order, row.pk))
    return [row for tier, pk in tiers for row in rows if row.tier == tier and row.standard_id == pk]


def sheets(circles, standard):
    """Gap sheets of circles fetched by `for_lists`, in a fixed number of queries."""
    circles = list(circles)
    kinds = BusinessType.objects.in_bulk()
    types = types_of(standard, kinds.values())
    lines, pairs = Lines(types, Crosswalk(FormatConcept.objects.all())), twins(circles)
    found = collect(circles, kinds, pairs)
    return [
        sheet(circle, standard, lines, found[place_of(circle)], pairs.get(circle))
        for circle in circles
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
