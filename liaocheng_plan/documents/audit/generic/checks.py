"""Arithmetic that needs to know which printed figures belong together: `plan-checks` are data.

Every function here takes a book and gives the findings of its own checks. Missing figures are
never 0: a check that lacks one says so or stays silent.
"""

from django.utils.translation import gettext_lazy as _

from ..declaring import (
    AMBIGUITY,
    CONTRADICTION,
    HIGH,
    HOLDS,
    LOW,
    MEDIUM,
    MISCOUNT,
    Found,
    rule,
)
from ..formulas import base_of_growth, stock_before
from ..numbers import number, rounded, show, summed
from ..selecting import point, points, select


def computed(value, like):
    """A reading that no record holds: computed from readings, cited where the first is."""
    return {
        "value": show(value),
        "citation": like.citation(),
        "record": None,
        "field": None,
        "says": "computed",
    }


@rule(
    "count",
    _("Stated number and list: %(what)s"),
    _("The number that is stated must be the number of entries that are listed."),
)
def counts(book):
    """`stated` numbers against `list`: records of a selection, or items of one field.

    A name that stands twice is one entry short, unless `distinct` is false.
    """
    for check in book.checks_of("count"):
        stated = points(book, check.settings["stated"])
        first, listed, names = listing(book, check.settings["list"])
        named = check.settings.get("distinct", True)
        values = [p.value for p in stated]
        wrong = [value for value in values if value != listed] or (named and names != listed)
        terms = [f"n = {listed}", *(f"{'≠' if v != listed else '='} {show(v)}" for v in values)]
        if named and names != listed:
            terms.append(f"≠ {names}")
        yield Found(
            kind=MISCOUNT if wrong else HOLDS,
            subject=check.key,
            readings=[
                *(p.reading() for p in stated),
                {**computed(listed, first), "says": "listed"},
            ],
            arithmetic=" ".join(terms),
            what=check.name,
            severity=HIGH if wrong else LOW,
            settles=True,
        )


def listing(book, text):
    """`(a row of the list, entries, different names among them)` of a selection or of one field."""
    if "/" in text.partition(".")[0]:
        place = point(book, text)
        items = place.row.value(place.path) or ()
        return place.row, len(items), len(items)
    rows = select(book, text)
    return rows[0], len(rows), len({row.name for row in rows})


@rule(
    "sum",
    _("Parts and whole: %(what)s"),
    _("Parts must add up to the whole, or stay within it where the whole holds more than they."),
)
def sums(book):
    """`parts` against `whole`; with `within` they may be less. Null parts are named, not added."""
    for check in book.checks_of("sum"):
        parts, whole = points(book, check.settings["parts"]), point(book, check.settings["whole"])
        known = [p for p in parts if p.value is not None]
        total = sum(p.value for p in known)
        within = check.settings.get("within", False)
        right = total == whole.value or (within and total < whole.value)
        sign = "=" if total == whole.value else "<" if total < whole.value else ">"
        yield Found(
            kind=HOLDS if right else CONTRADICTION,
            subject=check.key,
            readings=[whole.reading(), computed(total, known[0].row)],
            arithmetic=f"{summed([p.value for p in known])} {sign} {show(whole.value)}",
            what=check.name,
            severity=LOW if right else HIGH,
            settles=not within,
        )


@rule(
    "growth",
    _("Growth, base and target: %(what)s"),
    _("Base × (1 + rate)ⁿ must reach the target; a base that is not stated is implied only."),
)
def growths(book):
    """`target`, `rate` in per cent, `years`, and `base` where one is stated."""
    for check in book.checks_of("growth"):
        target = point(book, check.settings["target"])
        rate = point(book, check.settings["rate"])
        years = check.settings["years"]
        implied = rounded(base_of_growth(target.value, rate.value, years), 1)
        shown = f"{show(target.value)} ÷ (1 + {show(rate.value)}%)^{years} ≈ {show(implied)}"
        base = check.settings.get("base")
        stated = point(book, base) if base else None
        readings = [target.reading(), rate.reading(), computed(implied, target.row)]
        if stated is None:
            yield Found(AMBIGUITY, check.key, readings, shown, check.name, LOW)
            continue
        near = abs(stated.value - implied) <= stated.value * TOLERANCE
        sign = "≈" if near else "≠"
        yield Found(
            kind=HOLDS if near else CONTRADICTION,
            subject=check.key,
            readings=[stated.reading(), *readings],
            arithmetic=f"{shown} {sign} {show(stated.value)}",
            what=check.name,
            severity=LOW if near else HIGH,
        )


TOLERANCE = number("0.05")
"""What 左右 and 约 allow between figures that are all rounded, as a share."""


@rule(
    "increment",
    _("Increment and stock: %(what)s"),
    _("Target − years × increment is the stock at the start; it cannot be less than its parts."),
)
def increments(book):
    """`target`, yearly `increment`, `years`, and stated `existing` parts of the stock."""
    for check in book.checks_of("increment"):
        target = point(book, check.settings["target"])
        yearly = point(book, check.settings["increment"])
        years = check.settings["years"]
        implied = stock_before(target.value, yearly.value, years)
        parts = [p for p in points(book, check.settings["existing"]) if p.value]
        existing = sum(p.value for p in parts)
        right = existing <= implied
        yield Found(
            kind=HOLDS if right else CONTRADICTION,
            subject=check.key,
            readings=[
                target.reading(),
                yearly.reading(),
                computed(implied, target.row),
                *(p.reading() for p in parts),
            ],
            arithmetic=(
                f"{show(target.value)} − {years} × {show(yearly.value)} = {show(implied)} "
                f"{'≥' if right else '<'} {summed([p.value for p in parts])}"
            ),
            what=check.name,
            severity=LOW if right else HIGH,
        )
        if "planned" in check.settings:
            yield growth_of_parts(book, check, yearly, years * yearly.value, existing)


def growth_of_parts(book, check, yearly, needed, existing):
    """The increments together against what the planned parts can grow by."""
    planned = points(book, check.settings["planned"])
    total = sum(p.value for p in planned if p.value is not None)
    right = needed <= total - existing
    return Found(
        kind=HOLDS if right else AMBIGUITY,
        subject=f"{check.key} planned",
        readings=[yearly.reading(), *(p.reading() for p in planned if p.value is not None)],
        arithmetic=f"{show(needed)} {'≤' if right else '>'} {show(total)} − {show(existing)}"
        f" = {show(total - existing)}",
        what=check.name,
        severity=LOW if right else MEDIUM,
    )


@rule(
    "per-head",
    _("Total and figure per head: %(what)s"),
    _("Total ÷ figure per head is the number of people; where none is stated, it is implied only."),
)
def per_heads(book):
    """`total` ÷ `per_head`, in the total's unit, against `people` where they are stated."""
    for check in book.checks_of("per-head"):
        total, share = point(book, check.settings["total"]), point(book, check.settings["per_head"])
        implied = rounded(total.value / share.value, 1)
        readings = [total.reading(), share.reading(), computed(implied, total.row)]
        shown = f"{show(total.value)} ÷ {show(share.value)} ≈ {show(implied)}"
        people = check.settings.get("people")
        if not people:
            yield Found(AMBIGUITY, check.key, readings, shown, check.name, LOW)
            continue
        stated = point(book, people)
        near = abs(stated.value - implied) <= stated.value * TOLERANCE
        yield Found(
            kind=HOLDS if near else CONTRADICTION,
            subject=check.key,
            readings=[stated.reading(), *readings],
            arithmetic=f"{shown} {'≈' if near else '≠'} {show(stated.value)}",
            what=check.name,
            severity=LOW if near else HIGH,
        )


@rule(
    "agree",
    _("One figure, several places: %(what)s"),
    _("A figure that is stated more than once must be the same, and of the same thing."),
)
def agreements(book):
    """`figures` must be equal; equal figures under different names are two definitions.

    With `same_name` false the names may differ: the figures merely have to be equal.
    """
    for check in book.checks_of("agree"):
        figures = points(book, check.settings["figures"])
        values = [p.value for p in figures]
        equal = len(set(values)) == 1
        named = check.settings.get("same_name", True)
        one_name = not named or len({p.row.name for p in figures}) == 1
        kind = CONTRADICTION if not equal else HOLDS if one_name else AMBIGUITY
        terms = [show(v) for v in values]
        names = " ≠ ".join(dict.fromkeys(p.row.name for p in figures))
        yield Found(
            kind=kind,
            subject=check.key,
            readings=[p.reading() for p in figures],
            arithmetic=(" = " if equal else " ≠ ").join(terms)
            + (f"; {names}" if kind == AMBIGUITY else ""),
            what=check.name,
            severity={HOLDS: LOW, AMBIGUITY: MEDIUM}.get(kind, HIGH),
            settles=not equal,
        )


@rule(
    "at-most",
    _("A part above its whole: %(what)s"),
    _("What is planned for a part cannot exceed the whole, nor a target lie below what exists."),
)
def limits(book):
    """`less` must not exceed `more`."""
    for check in book.checks_of("at-most"):
        less, more = point(book, check.settings["less"]), point(book, check.settings["more"])
        right = less.value <= more.value
        yield Found(
            kind=HOLDS if right else AMBIGUITY,
            subject=check.key,
            readings=[less.reading(), more.reading()],
            arithmetic=f"{show(less.value)} {'≤' if right else '>'} {show(more.value)}",
            what=check.name,
            severity=LOW if right else MEDIUM,
        )


@rule(
    "threshold",
    _("Standard and listed circle: %(what)s"),
    _("What is listed must meet the plan's own standard; “not stated” is no failure."),
)
def thresholds(book):
    """Each value of `values` against the `standard` × `factor`; a list counts its entries."""
    for check in book.checks_of("threshold"):
        standard = point(book, check.settings["standard"])
        least = standard.value * number(check.settings.get("factor", 1))
        failing, meeting, unstated = [], [], []
        for place in points(book, check.settings["values"]):
            value = size(place)
            if value is None:
                unstated.append(place)
            else:
                (failing if value < least else meeting).append((place, value))
        if unstated and (failing or meeting):
            yield not_stated(check, standard, unstated)
        for place, value in failing:
            exact = check.settings.get("exact", True)
            yield Found(
                kind=CONTRADICTION if exact else AMBIGUITY,
                subject=f"{check.key} {place.row.key}",
                readings=[standard.reading(), place.row.reading(place.path, show(value))],
                arithmetic=f"{show(value)} < {show(least)}",
                what=f"{check.name}（{place.row.name}）",
                severity=HIGH if exact else MEDIUM,
            )
        if meeting:
            yield Found(
                kind=HOLDS,
                subject=check.key,
                readings=[standard.reading(), *(p.reading() for p, _value in meeting)],
                arithmetic=f"{', '.join(show(v) for _p, v in meeting)} ≥ {show(least)}",
                what=check.name,
                severity=LOW,
            )


def not_stated(check, standard, places):
    """Entries that do not say whether they meet a standard that others are held against."""
    return Found(
        kind=AMBIGUITY,
        subject=f"{check.key} unstated",
        readings=[
            standard.reading(),
            *({**p.row.reading(""), "value": p.row.name} for p in places),
        ],
        arithmetic=f"n = {len(places)}",
        what=f"{check.name}（{'、'.join(p.row.name for p in places)}）",
        severity=LOW,
    )


def size(place):
    """The number at a place, or how many entries stand there; None where nothing is stated."""
    value = place.row.value(place.path)
    if isinstance(value, list):
        return number(len(value)) if value else None
    return number(value)


@rule(
    "match",
    _("Two lists of one thing: %(what)s"),
    _("What one document lists should be found in the other's list, under the same name."),
)
def matches(book):
    """Names of `list` that stand in no name of `other`."""
    for check in book.checks_of("match"):
        rows, others = select(book, check.settings["list"]), select(book, check.settings["other"])
        suffix = check.settings.get("suffix", "")
        names = [row.name.removesuffix(suffix) for row in others]
        found = [r for r in rows if any(r.name.removesuffix(suffix) in name for name in names)]
        right = len(found) == len(rows)
        yield Found(
            kind=HOLDS if right else AMBIGUITY,
            subject=check.key,
            readings=[rows[0].reading("name", len(rows)), others[0].reading("name", len(others))],
            arithmetic=f"{len(found)} / {len(rows)}; {len(rows)} ≠ {len(others)}",
            what=check.name,
            severity=LOW if right else MEDIUM,
        )
