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
from ..telling import cited, places, told
from ..units import amount, worth


def computed(value, like, says="computed", unit=""):
    """A reading that no record holds: computed from readings, cited where the first is."""
    found = {
        "value": show(value),
        "citation": like.citation(),
        "record": None,
        "field": None,
        "says": says,
        "name": like.name,
    }
    return {**found, "unit": unit} if unit else found


def used(place):
    """A figure that is calculated with and is no reading of what is looked at."""
    return place.reading(input=True)


@rule(
    "count",
    _("Stated number and list: %(what)s"),
    _("The number that is stated must be the number of entries that are listed."),
)
def counts(book):
    """`stated` numbers against `list`: records of a selection, or items of one field.

    A name that stands twice is one entry short, unless `distinct` is false: then the number of
    different names is a reading as well, beside the entries of one name.
    """
    for check in book.checks_of("count"):
        stated = points(book, check.settings["stated"])
        first, listed, twice = listing(book, check.settings["list"])
        twice = twice if check.settings.get("distinct", True) else []
        wrong = [p for p in stated if p.value != listed] or twice
        unit = stated[0].unit
        names = listed - len(twice)
        readings = [p.reading() for p in stated]
        readings.append(computed(listed, first, "listed", unit))
        if twice:
            readings.append(computed(names, twice[0], "distinct", unit))
            readings += [row.reading("name", input=True) for row in named_as(book, check, twice)]
        yield Found(
            kind=MISCOUNT if wrong else HOLDS,
            subject=check.key,
            readings=readings,
            sentence=count_told(stated, listed, twice),
            arithmetic=count_shown(stated, listed, names, unit),
            what=check.name,
            severity=HIGH if wrong else LOW,
            settles=True,
        )


def count_told(stated, listed, twice):
    """Whether a stated number is that of the entries, in words."""
    given = {"stated": [cited(p.reading()) for p in stated], "listed": listed}
    if any(p.value != listed for p in stated):
        return told(_("The text states %(stated)s; %(listed)s entries are listed."), **given)
    if not twice:
        return told(_("The text states %(stated)s, and as many entries are listed."), **given)
    sentence = _(
        "The text states %(stated)s, and as many entries are listed, but %(names)s stands there"
        " more than once: there are only %(distinct)s different names."
    )
    names = [row.name for row in twice]
    return told(sentence, **given, names=names, distinct=listed - len(twice))


def count_shown(stated, listed, names, unit):
    """The entries against the stated numbers, then the different names: 6处 = 6处 ≠ 5处."""
    terms = [worth(listed, unit)]
    terms += [f"{'=' if p.value == listed else '≠'} {p.shown}" for p in stated]
    if names != listed:
        terms.append(f"≠ {listed} − {listed - names} = {worth(names, unit)}")
    return " ".join(terms)


def listing(book, text):
    """`(a row of the list, number of entries, rows whose name stood there before)`."""
    if "/" in text.partition(".")[0]:
        place = point(book, text)
        return place.row, len(place.row.value(place.path) or ()), []
    rows = select(book, text)
    before = [{row.name for row in rows[:at]} for at in range(len(rows))]
    return (
        rows[0],
        len(rows),
        [row for row, names in zip(rows, before, strict=True) if row.name in names],
    )


def named_as(book, check, rows):
    """All rows of the list that bear one of these names."""
    names = {row.name for row in rows}
    return [row for row in select(book, check.settings["list"]) if row.name in names]


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
            readings=[
                whole.reading(),
                computed(total, known[0].row, unit=whole.unit),
                *(used(p) for p in known),
            ],
            sentence=told(
                ADDS_UP if sign == "=" else STAYS_WITHIN if right else DOES_NOT_ADD_UP,
                whole.reading(),
                total=worth(show(total), whole.unit),
            ),
            arithmetic=f"{summed([p.value for p in known])}{whole.unit} {sign} {whole.shown}",
            what=check.name,
            severity=LOW if right else HIGH,
            settles=not within,
        )


ADDS_UP = _("The parts add up to %(total)s, as the whole says (%(first_at)s).")
STAYS_WITHIN = _(
    "The parts add up to %(total)s and stay within the whole of %(first)s (%(first_at)s)."
)
DOES_NOT_ADD_UP = _("The parts add up to %(total)s, but the whole is %(first)s (%(first_at)s).")


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
        shown = f"{target.shown} ÷ (1 + {show(rate.value)}%)^{years} ≈ {show(implied)}{target.unit}"
        base = check.settings.get("base")
        stated = point(book, base) if base else None
        inputs = [used(target), used(rate), years_of(book, target.row, years)]
        result = computed(implied, target.row, unit=target.unit)
        given = (target.reading(), rate.reading())
        implied_base = worth(show(implied), target.unit)
        if stated is None:
            sentence = told(BASE_IMPLIED, *given, years=years, implied=implied_base)
            yield implied_only(check, [*inputs, result], sentence, shown)
            continue
        near = abs(stated.value - implied) <= stated.value * TOLERANCE
        sign = "≈" if near else "≠"
        yield Found(
            kind=HOLDS if near else CONTRADICTION,
            subject=check.key,
            readings=[stated.reading(), result, *inputs],
            sentence=told(
                BASE_FITS if near else BASE_DIFFERS,
                *given,
                stated.reading(),
                years=years,
                implied=implied_base,
            ),
            arithmetic=f"{shown} {sign} {stated.shown}",
            what=check.name,
            severity=LOW if near else HIGH,
        )


def implied_only(check, readings, sentence, shown):
    """What follows from stated figures while no document states it."""
    return Found(
        kind=AMBIGUITY,
        subject=check.key,
        readings=readings,
        sentence=sentence,
        arithmetic=shown,
        what=check.name,
        severity=LOW,
    )


def years_of(book, row, years):
    """The number of years that a check counts with, cited from the period of the row's document."""
    document = book.by_ref.get(f"documents/{(row.citation() or {}).get('document')}")
    first, last = (
        (document.value(f"period_{end}") for end in ("start", "end")) if document else (0, 0)
    )
    if not first or not last or last - first + 1 != years:
        return {**computed(years, row, unit="年"), "input": True}
    found = document.reading("period_start", years, "computed", input=True)
    return {**found, "unit": "年", "note": f"{first}–{last}"}


BASE_IMPLIED = _(
    "The target of %(first)s (%(first_at)s) and a growth of %(second)s a year (%(second_at)s) over"
    " %(years)s years imply a base of about %(implied)s, which no document states."
)
BASE_FITS = _(
    "The target of %(first)s (%(first_at)s) and a growth of %(second)s a year (%(second_at)s) over"
    " %(years)s years imply a base of about %(implied)s, which fits the stated %(third)s"
    " (%(third_at)s)."
)
BASE_DIFFERS = _(
    "The target of %(first)s (%(first_at)s) and a growth of %(second)s a year (%(second_at)s) over"
    " %(years)s years imply a base of about %(implied)s, but %(third)s is stated (%(third_at)s)."
)
TOLERANCE = number("0.05")
"""What 左右 and 约 allow between figures that are all rounded, as a share."""


@rule(
    "increment",
    _("Increment and stock: %(what)s"),
    _("Target − years × increment is the stock at the start; it cannot be less than its parts."),
    choice=False,
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
                years_of(book, target.row, years),
                computed(implied, target.row, unit=target.unit),
                *(p.reading() for p in parts),
            ],
            sentence=told(
                STOCK_FITS if right else STOCK_TOO_SMALL,
                target.reading(),
                yearly.reading(),
                years=years,
                implied=worth(show(implied), target.unit),
                existing=worth(show(existing), target.unit),
                places=places([p.reading() for p in parts]),
            ),
            arithmetic=(
                f"{target.shown} − {years}年 × {yearly.shown}/年 = {show(implied)}{target.unit} "
                f"{'≥' if right else '<'} {summed([p.value for p in parts])}{target.unit}"
            ),
            what=check.name,
            severity=LOW if right else HIGH,
        )
        if "planned" in check.settings:
            yield growth_of_parts(book, check, yearly, parts)


STOCK_FITS = _(
    "The target of %(first)s (%(first_at)s) less %(years)s years of %(second)s each (%(second_at)s)"
    " leaves a stock of %(implied)s at the start; the parts that are stated make %(existing)s"
    " (%(places)s) and fit into it."
)
STOCK_TOO_SMALL = _(
    "The target of %(first)s (%(first_at)s) less %(years)s years of %(second)s each (%(second_at)s)"
    " leaves a stock of %(implied)s at the start, but parts of it alone are stated with"
    " %(existing)s (%(places)s)."
)


def growth_of_parts(book, check, yearly, parts):
    """The increments together against what the planned parts can grow by."""
    years, unit = check.settings["years"], yearly.unit
    planned = [p for p in points(book, check.settings["planned"]) if p.value is not None]
    needed, total = years * yearly.value, sum(p.value for p in planned)
    existing = sum(p.value for p in parts)
    right = needed <= total - existing
    amounts = {"needed": needed, "total": total, "existing": existing, "room": total - existing}
    return Found(
        kind=HOLDS if right else AMBIGUITY,
        subject=f"{check.key} planned",
        readings=[
            yearly.reading(),
            years_of(book, yearly.row, years),
            *(p.reading() for p in planned),
            *(p.reading() for p in parts),
        ],
        sentence=told(
            ROOM_ENOUGH if right else ROOM_TOO_SMALL,
            yearly.reading(),
            years=years,
            **{name: worth(show(value), unit) for name, value in amounts.items()},
        ),
        arithmetic=f"{years}年 × {yearly.shown}/年 = {show(needed)}{unit} {'≤' if right else '>'} "
        f"({summed([p.value for p in planned])}) − ({summed([p.value for p in parts])}) = "
        f"{show(total - existing)}{unit}",
        what=check.name,
        severity=LOW if right else MEDIUM,
        title=_("Increment and planned sizes: %(what)s"),
    )


ROOM_ENOUGH = _(
    "%(years)s years of %(first)s each (%(first_at)s) make %(needed)s; the planned sizes of"
    " together %(total)s exceed the stated stock of %(existing)s by %(room)s, which is enough."
)
ROOM_TOO_SMALL = _(
    "%(years)s years of %(first)s each (%(first_at)s) make %(needed)s, but the planned sizes of"
    " together %(total)s exceed the stated stock of %(existing)s by %(room)s only."
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
        unit = "万人" if total.unit.startswith("万") else "人"
        inputs = [used(total), used(share)]
        result = computed(implied, total.row, unit=unit)
        given = (total.reading(), share.reading())
        shown = f"{total.shown} ÷ {share.shown} ≈ {show(implied)}{unit}"
        people, implied_people = check.settings.get("people"), worth(show(implied), unit)
        if not people:
            sentence = told(PEOPLE_IMPLIED, *given, implied=implied_people)
            yield implied_only(check, [*inputs, result], sentence, shown)
            continue
        stated = point(book, people)
        near = abs(stated.value - implied) <= stated.value * TOLERANCE
        yield Found(
            kind=HOLDS if near else CONTRADICTION,
            subject=check.key,
            readings=[stated.reading(), result, *inputs],
            sentence=told(
                PEOPLE_FIT if near else PEOPLE_DIFFER,
                *given,
                stated.reading(),
                implied=implied_people,
            ),
            arithmetic=f"{shown} {'≈' if near else '≠'} {stated.shown}",
            what=check.name,
            severity=LOW if near else HIGH,
        )


PEOPLE_IMPLIED = _(
    "%(first)s (%(first_at)s) and %(second)s (%(second_at)s) imply about %(implied)s, which no"
    " document states."
)
PEOPLE_FIT = _(
    "%(first)s (%(first_at)s) and %(second)s (%(second_at)s) imply about %(implied)s, which fits"
    " the stated %(third)s (%(third_at)s)."
)
PEOPLE_DIFFER = _(
    "%(first)s (%(first_at)s) and %(second)s (%(second_at)s) imply about %(implied)s, but %(third)s"
    " is stated (%(third_at)s)."
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
        yield Found(
            kind=kind,
            subject=check.key,
            readings=[p.reading() for p in figures],
            sentence=agreement_told(kind, figures),
            arithmetic=(" = " if equal else " ≠ ").join(p.shown for p in figures),
            what=check.name,
            severity={HOLDS: LOW, AMBIGUITY: MEDIUM}.get(kind, HIGH),
            settles=not equal,
        )


def agreement_told(kind, figures):
    """What is said of a figure that several places state."""
    readings = [p.reading() for p in figures]
    if kind == CONTRADICTION:
        sentence = _("One figure is stated in different ways: %(stated)s.")
        return told(sentence, stated=[cited(reading) for reading in readings])
    if kind == HOLDS:
        return told(
            _("The figure is %(first)s in all places: %(places)s."),
            *readings[:1],
            places=places(readings),
        )
    sentence = _("%(first)s is stated in all places, but of different things: %(names)s.")
    return told(sentence, *readings[:1], names=[named(reading) for reading in readings])


def named(reading):
    """The name of what a reading is of, with its place."""
    return told(_("“%(first_of)s” (%(first_at)s)"), reading)


@rule(
    "at-most",
    _("A part above its whole: %(what)s"),
    _("What is planned for a part cannot exceed the whole, nor a target lie below what exists."),
    holds=_("A part within its whole: %(what)s"),
    choice=False,
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
            sentence=told(
                IS_WITHIN if right else IS_ABOVE, less.reading(), more.reading(), what=check.name
            ),
            arithmetic=f"{less.shown} {'≤' if right else '>'} {more.shown}",
            what=check.name,
            severity=LOW if right else MEDIUM,
        )


IS_WITHIN = _("%(what)s: %(first)s (%(first_at)s) stays within %(second)s (%(second_at)s).")
IS_ABOVE = _("%(what)s: %(first)s (%(first_at)s) is more than %(second)s (%(second_at)s).")


@rule(
    "threshold",
    _("Standard and listed circle: %(what)s"),
    _("What is listed must meet the plan's own standard; “not stated” is no failure."),
    choice=False,
)
def thresholds(book):
    """Each value of `values` against the `standard` × `factor`; a list counts its entries."""
    for check in book.checks_of("threshold"):
        standard = point(book, check.settings["standard"])
        least = standard.value * number(check.settings.get("factor", 1))
        sized = [(place, size(place)) for place in points(book, check.settings["values"])]
        stated = [(place, value) for place, value in sized if value is not None]
        unstated = [place for place, value in sized if value is None]
        if unstated and stated:
            yield not_stated(check, standard, unstated)
        shown = standard.shown
        if least != standard.value:
            shown += f" = {show(least)}{standard.unit.removeprefix('万')}"
        for place, value in stated:
            if value < least:
                yield below(check, standard, measured(place, value, standard), place, shown)
        meeting = [(place, value) for place, value in stated if value >= least]
        if meeting:
            yield all_meet(check, standard, meeting, shown)


def below(check, standard, reading, place, least):
    """One that has less than the standard asks for; `least` in words."""
    exact = check.settings.get("exact", True)
    given = (standard.reading(), reading)
    return Found(
        kind=CONTRADICTION if exact else AMBIGUITY,
        subject=f"{check.key} {place.row.key}",
        readings=list(given),
        sentence=told(
            _(
                "The standard asks for %(first)s (%(first_at)s); %(second_of)s has"
                " %(second)s (%(second_at)s)."
            ),
            *given,
        ),
        arithmetic=f"{amount({**reading, 'qualifier': ''})} < {least}",
        what=f"{check.name}（{place.row.name}）",
        severity=HIGH if exact else MEDIUM,
    )


def all_meet(check, standard, meeting, least):
    """Those that have what the standard asks for; `least` in words."""
    return Found(
        kind=HOLDS,
        subject=check.key,
        readings=[standard.reading(), *(place.reading() for place, _value in meeting)],
        sentence=told(
            _(
                "The standard asks for %(first)s (%(first_at)s); all that state it have as"
                " much: %(all)s."
            ),
            standard.reading(),
            all=[f"{place.row.name} {show(value)}" for place, value in meeting],
        ),
        arithmetic=f"{', '.join(show(value) for _place, value in meeting)} ≥ {least}",
        what=check.name,
        severity=LOW,
    )


def measured(place, value, standard):
    """The reading of a value that is held against a standard, with the unit of either."""
    unit = place.unit or standard.unit
    return {**place.row.reading(place.path, show(value)), **({"unit": unit} if unit else {})}


def not_stated(check, standard, unstated):
    """Entries that do not say whether they meet a standard that others are held against."""
    return Found(
        kind=AMBIGUITY,
        subject=f"{check.key} unstated",
        readings=[
            standard.reading(),
            *({**p.row.reading(""), "value": p.row.name} for p in unstated),
        ],
        sentence=told(
            _(
                "The standard asks for %(first)s (%(first_at)s); of these it is not stated:"
                " %(names)s."
            ),
            standard.reading(),
            names=[p.row.name for p in unstated],
        ),
        what=f"{check.name}（{'、'.join(p.row.name for p in unstated)}）",
        severity=LOW,
        title=_("Not stated, though there is a standard: %(what)s"),
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
    choice=False,
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
            sentence=told(
                _(
                    "Of the %(rows)s names listed at %(first_at)s %(found)s stand among the"
                    " %(others)s listed at %(second_at)s."
                ),
                rows[0].reading("name"),
                others[0].reading("name"),
                rows=len(rows),
                found=len(found),
                others=len(others),
            ),
            what=check.name,
            severity=LOW if right else MEDIUM,
        )
