"""What the audit finds in living circles: lists of formats, present and missing, shared places."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import Audited, Found, declare, derivation, rule
from liaocheng_plan.documents.audit.derived import quotients
from liaocheng_plan.documents.audit.words import BRACKETS, missing, same

declare(
    Audited("living-circles", names=("roads.*",), order="number"),
    Audited(
        "pilot-circles",
        names=(
            "roads.*",
            "bounds.*",
            "anchors.*.name",
            "firms.*",
            "institutions.*",
            "sights.*",
            "neighbours.*.name",
        ),
        order="number",
    ),
    Audited("business-types", within=("standard", "tier")),
)
HALF = 0.5


@rule(
    "present-and-lacking",
    _("A format present and still to be added: %(what)s"),
    _("What a circle has cannot be listed as missing or be added."),
)
def present_and_lacking(book):
    """Formats present against those missing or to be added, by like words."""
    for row in book.by_collection["pilot-circles"]:
        present = row.value("formats_present") or []
        for lacking in ("formats_missing", "formats_to_add"):
            terms = row.value(lacking) or []
            pairs = [(p, t) for t in terms for p in present if same(p, t)]
            for there, term in pairs:
                yield Found(
                    kind="contradiction",
                    subject=f"{row.ref} {there}",
                    readings=[
                        row.reading("formats_present", there),
                        row.reading(lacking, term),
                    ],
                    arithmetic=f"{there} ≈ {term}",
                    what=f"{row.name}（{there}）",
                    severity="high",
                )
            if terms and present and not pairs:
                yield Found(
                    kind="holds",
                    subject=f"{row.ref} {lacking}",
                    readings=[row.reading("formats_present"), row.reading(lacking)],
                    arithmetic="∩ = ∅",
                    what=row.name,
                    severity="low",
                )


def standards(book):
    """`{(standard, tier): [type rows]}` in the order of the lists."""
    found = defaultdict(list)
    for row in book.by_collection["business-types"]:
        found[row.value("standard"), row.value("tier")].append(row)
    return found


def closest(present, lists):
    """The basic list whose words a circle uses most, if at least half of it; else None."""
    best, share = None, HALF
    for (standard, tier), rows in lists.items():
        names = [row.name for row in rows]
        found = len(names) - len(missing(names, present))
        if tier == "basic" and found / len(names) >= share:
            best, share = (standard, rows), found / len(names)
    return best


@rule(
    "incomplete-list",
    _("Said to be complete, but not listed: %(what)s"),
    _("A circle's list of formats against the standard whose words it uses, and its own standard."),
)
def incomplete_lists(book):
    """Basic formats of the closest standard that a circle's present list lacks."""
    own = {row.key for row in book.by_collection["pilot-circles"]}
    general = {key: rows for key, rows in standards(book).items() if key[0] not in own}
    for row in book.by_collection["pilot-circles"]:
        present = row.value("formats_present") or []
        best = closest(present, general)
        if not present or best is None:
            continue
        _standard, rows = best
        lacking = missing([r.name for r in rows], present)
        if len(lacking) == 1 and verdict(row) != "contradiction":
            lacking = []  # 比较齐全 allows for one
        first = next((r for r in rows if r.name in lacking), rows[0])
        yield Found(
            kind=verdict(row) if lacking else "holds",
            subject=f"{row.ref} standard",
            readings=[
                row.reading("formats_present", claim(row)),
                first.reading("name", "、".join(lacking) or len(rows)),
            ],
            arithmetic=f"{len(rows) - len(lacking)} / {len(rows)}"
            + (f"; − {'、'.join(lacking)}" if lacking else ""),
            what=row.name + (f"（{'、'.join(lacking)}）" if lacking else ""),
            severity="high" if lacking and verdict(row) == "contradiction" else "low",
        )


def claim(row):
    """The words with which a circle's list is called complete; None where it is not."""
    printed = [c["quote"] for name, c in row.citations.items() if name.startswith("notes")]
    noted = [words for _path, words in row.each("notes.*.points.*")]
    return next((words for words in (*printed, *noted) if "齐全" in words), None)


def verdict(row):
    """A list called complete contradicts its gaps; one called 比较齐全, or not at all, does not."""
    said = claim(row)
    return "contradiction" if said and "比较" not in said else "ambiguity"


@rule(
    "required-not-present",
    _("Required and not among those present: %(what)s"),
    _("What a circle's own sub-plan requires, against what it lists as present and complete."),
)
def required_not_present(book):
    """Required formats that the present list lacks, where that list is called complete."""
    for row in book.by_collection["pilot-circles"]:
        present, required = row.value("formats_present") or [], row.value("formats_required") or []
        lacking = missing(required, present)
        if not present or not required or not claim(row):
            continue
        yield Found(
            kind="contradiction" if lacking else "holds",
            subject=row.ref,
            readings=[
                row.reading("formats_required", "、".join(lacking)),
                row.reading("formats_present", claim(row)),
            ],
            arithmetic=f"{len(required) - len(lacking)} / {len(required)}; − {'、'.join(lacking)}",
            what=f"{row.name}（{'、'.join(lacking)}）",
            severity="high",
        )


@rule(
    "other-class",
    _("One format in two classes: %(what)s"),
    _("A format must be of the same class (basic, quality, public service) in every list."),
)
def other_class(book):
    """Like terms of different tiers; and quality types in a list that calls itself basic."""
    rows = book.by_collection["business-types"]
    tiers = defaultdict(dict)
    for one in rows:
        for other in rows:
            if one.value("tier") < other.value("tier") and same(one.name, other.name):
                tiers[one.value("tier"), other.value("tier"), one.name].setdefault(
                    "rows", (one, other)
                )
    for (tier, other_tier, _name), found in tiers.items():
        one, other = found["rows"]
        yield Found(
            kind="contradiction",
            subject=f"{one.ref} {other.ref}",
            readings=[one.reading("tier", one.name), other.reading("tier", other.name)],
            arithmetic=f"{one.name} ({tier}) ≈ {other.name} ({other_tier})",
            what=f"{one.name} / {other.name}",
            severity="medium",
        )
    yield from called_basic(book, rows)


def called_basic(book, rows):
    """Circles whose list is called basic and holds types that the standards class otherwise."""
    for row in book.by_collection["pilot-circles"]:
        said = claim(row) or quote_with(row, "基本保障类")
        present = row.value("formats_present") or []
        if not said or "基本保障类" not in said:
            continue
        basic = [r for r in rows if r.value("tier") == "basic"]
        other = [r for r in rows if r.value("tier") != "basic"]
        wrong = [
            (term, kind)
            for term in present
            for kind in other
            if same(term, kind.name) and not any(same(term, b.name) for b in basic)
        ]
        if wrong:
            terms = list(dict.fromkeys(term for term, _kind in wrong))
            yield Found(
                kind="contradiction",
                subject=row.ref,
                readings=[
                    row.reading("formats_present", "、".join(terms)),
                    wrong[0][1].reading("tier", wrong[0][1].name),
                ],
                arithmetic=f"n = {len(terms)}; {'、'.join(terms)}",
                what=f"{row.name}（{'、'.join(terms)}）"[:190],
                severity="medium",
            )


def quote_with(row, words):
    """The first printed words of a row that hold these."""
    return next((c["quote"] for c in row.citations.values() if words in c["quote"]), None)


@rule(
    "standards-differ",
    _("Two lists of one class: %(what)s"),
    _("Lists of the same class of formats, each against the one before it."),
)
def standards_differ(book):
    """Number and members of the lists of one tier."""
    before = {}
    names = {row.key: row.name for row in book.by_collection["format-standards"]}
    for (standard, tier), rows in standards(book).items():
        if tier in before:
            last_standard, last = before[tier]
            here, there = [r.name for r in rows], [r.name for r in last]
            less, more = missing(there, here), missing(here, there)
            alike = not less and not more and len(here) == len(there)
            yield Found(
                kind="holds" if alike else "contradiction",
                subject=f"{last_standard} {standard} {tier}",
                readings=[
                    last[0].reading("tier", len(last), says="listed"),
                    rows[0].reading("tier", len(rows), says="listed"),
                ],
                arithmetic=f"{len(there)} {'=' if alike else '≠'} {len(here)}"
                + (f"; − {'、'.join(less)}" if less else "")
                + (f"; + {'、'.join(more)}" if more else ""),
                what=f"{names.get(last_standard)} / {names.get(standard)}",
                severity="low" if alike else "medium",
            )
        before.setdefault(tier, (standard, rows))
        if not standard.startswith("pilot"):
            before[tier] = (standard, rows)


@rule(
    "shared-anchor",
    _("A place that two circles claim: %(what)s"),
    _("A market or mall belongs to one circle; one named after a circle should lie in it."),
)
def shared_anchors(book):
    """A circle's name in the name of another's anchor; an anchor at another circle's bounds."""
    rows = book.by_collection["pilot-circles"]
    for row in rows:
        for path, name in row.each("anchors.*.name"):
            for other in rows:
                if other is not row and name.startswith(other.name) and name != other.name:
                    yield anchor_finding(row, path, name, other, f"{other.name} ⊂ {name}")
        for path, roads in row.each("anchors.*.roads"):
            name = row.value(path.replace("roads", "name"))
            own = set((row.value("bounds") or {}).values())
            for other in rows:
                bounds = set((other.value("bounds") or {}).values())
                if own and other is not row and set(roads) <= bounds and not set(roads) & own:
                    terms = f"{'、'.join(roads)} ⊂ {other.name}"
                    yield anchor_finding(row, path.replace("roads", "name"), name, other, terms)


def anchor_finding(row, path, name, other, terms):
    """The finding that an anchor of one circle points to another."""
    return Found(
        kind="ambiguity",
        subject=f"{row.ref} {other.ref} {name}",
        readings=[row.reading(path, name), other.reading("location_text")],
        arithmetic=terms,
        what=f"{name}（{row.name} / {other.name}）",
        severity="medium",
    )


@rule(
    "side-missing",
    _("A crossing without a side: %(what)s"),
    _("A circle at a crossing needs the quadrant in which it lies."),
)
def sides_missing(book):
    """Circles whose place is a crossing of two roads and no more, in one finding."""
    open_ = []
    for row in book.by_collection["living-circles"]:
        words = row.value("location_text") or ""
        if words.endswith(("交叉口", "交叉处")):
            open_.append(row)
    if open_:
        number = len(book.by_collection["living-circles"])
        yield Found(
            kind="ambiguity",
            subject="living-circles",
            readings=[row.reading("location_text") for row in open_],
            arithmetic=f"{number - len(open_)} / {number}",
            what="、".join(row.name for row in open_),
            severity="low",
        )


@derivation("household-size", _("People per household"), _("population ÷ households"))
def household_sizes(book):
    """Of circles that state either."""
    rows = stating(book, "population", "households")
    yield from quotients(rows, "population", "households", "人/户")


@derivation("density", _("People per km²"), _("population ÷ area"))
def densities(book):
    """Of circles that state either."""
    yield from quotients(
        stating(book, "population", "area_km2"), "population", "area_km2", "人/平方公里"
    )


def stating(book, *paths):
    """Pilot circles that state at least one of these figures."""
    rows = book.by_collection["pilot-circles"]
    return [row for row in rows if any(row.value(path) is not None for path in paths)]


@rule(
    "lacking-not-added",
    _("Lacking, but not to be added: %(what)s"),
    _("What a circle says it lacks should be among what it is going to add."),
)
def lacking_not_added(book):
    """Formats listed as missing, of circles that list what they add."""
    for row in book.by_collection["pilot-circles"]:
        lacking, added = row.value("formats_missing") or [], row.value("formats_to_add") or []
        left = missing(lacking, added)
        if lacking and added and left:
            yield Found(
                kind="contradiction",
                subject=row.ref,
                readings=[
                    row.reading("formats_missing", "、".join(left)),
                    row.reading("formats_to_add", "、".join(added)),
                ],
                arithmetic=f"{len(lacking) - len(left)} / {len(lacking)}",
                what=f"{row.name}（{'、'.join(left)}）",
                severity="medium",
            )


@rule(
    "one-or-two",
    _("One format or two: %(what)s"),
    _("A term in brackets that is an entry of its own in another list: the number differs."),
)
def one_or_two(book):
    """`菜市场（生鲜超市）` where another list has 菜市场 and 生鲜超市."""
    for (standard, _tier), rows in standards(book).items():
        for row in rows:
            outer, _bracket, inner = row.name.rstrip("）").partition("（")
            for (other_standard, _other), others in standards(book).items():
                names = {BRACKETS.sub("", r.name): r for r in others}
                if inner and other_standard != standard and {outer, inner} <= set(names):
                    yield Found(
                        kind="ambiguity",
                        subject=f"{row.ref} {names[inner].ref}",
                        readings=[row.reading("name"), names[inner].reading("name")],
                        arithmetic=f"1 ≠ 2: {outer}、{inner}",
                        what=f"{row.name} / {outer}、{inner}",
                        severity="low",
                    )
                    break


@rule(
    "two-places-one-name",
    _("One name in two districts: %(what)s"),
    _("A pilot and a planned circle with one name lie in different districts: they are two."),
)
def two_places_one_name(book):
    """The pilot's name without 社区 in the planned circle's, their districts apart."""
    for row in book.by_collection["pilot-circles"]:
        stem = row.name.removesuffix("社区")
        for other in book.by_collection["living-circles"]:
            if stem in other.name and apart(book, row, other):
                yield Found(
                    kind="ambiguity",
                    subject=f"{row.ref} {other.ref}",
                    readings=[row.reading("location_text"), other.reading("location_text")],
                    arithmetic=f"{row.name} ≠ {other.name}",
                    what=f"{row.name} / {other.name}",
                    severity="medium",
                )


def apart(book, one, other):
    """Whether both have an area and neither lies within the other's."""
    first, second = one.value("area"), other.value("area")
    if not first or not second:
        return False
    return first not in book.within(second) and second not in book.within(first)


@rule(
    "double-approximation",
    _("About, and more: %(what)s"),
    _("A figure cannot be both “about” and “more than”."),
)
def double_approximations(book):
    """Qualifiers with 约 and 余 or 以上."""
    for row in book.by_collection["pilot-circles"]:
        for name, value in row.values.items():
            if name.endswith("_qualifier") and "约" in str(value) and "余" in str(value):
                figure = name.removesuffix("_qualifier")
                yield Found(
                    kind="ambiguity",
                    subject=f"{row.ref} {figure}",
                    readings=[row.reading(figure), row.reading(name)],
                    arithmetic=f"{value}",
                    what=row.name,
                    severity="low",
                )
