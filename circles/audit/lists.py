"""The lists of formats against each other: classes, numbers, words."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import Found, rule, told
from liaocheng_plan.documents.audit.words import BRACKETS, missing, same

from ..models import BusinessType
from .claims import claim, quote_with

SAME_LIST = _("The lists at %(first_at)s and %(second_at)s have the same %(here)s formats.")
OTHER_LIST = _(
    "The list at %(first_at)s has %(there)s formats of this class, the one at %(second_at)s has"
    " %(here)s; in the first alone: %(less)s; in the second alone: %(more)s."
)


def tier_name(tier):
    """A class of formats in words."""
    return BusinessType.Tier(tier).label if tier in BusinessType.Tier.values else tier


def standards(book):
    """`{(standard, tier): [type rows]}` in the order of the lists."""
    found = defaultdict(list)
    for row in book.by_collection["business-types"]:
        found[row.value("standard"), row.value("tier")].append(row)
    return found


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
            sentence=told(
                _(
                    "“%(first)s” (%(first_at)s) is listed as %(tier)s, “%(second)s” (%(second_at)s)"
                    " as %(other)s: one format in two classes."
                ),
                one.reading("tier", one.name),
                other.reading("tier", other.name),
                tier=tier_name(tier),
                other=tier_name(other_tier),
            ),
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
                sentence=told(
                    _(
                        "%(first_of)s calls its list one of basic formats (%(first_at)s);"
                        " %(number)s of them are of another class in the standards: %(terms)s."
                    ),
                    row.reading("formats_present", said),
                    number=len(terms),
                    terms=terms,
                ),
                what=f"{row.name}（{'、'.join(terms)}）"[:190],
                severity="medium",
            )


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
                sentence=told(
                    SAME_LIST if alike else OTHER_LIST,
                    last[0].reading("tier"),
                    rows[0].reading("tier"),
                    there=len(there),
                    here=len(here),
                    less=less or "—",
                    more=more or "—",
                ),
                title=told(
                    _("Two lists of one class: %(tier)s, %(lists)s"),
                    tier=tier_name(tier),
                    lists=f"{names.get(last_standard)} / {names.get(standard)}",
                ),
                what=f"{names.get(last_standard)} / {names.get(standard)}",
                severity="low" if alike else "medium",
            )
        before.setdefault(tier, (standard, rows))
        if not standard.startswith("pilot"):
            before[tier] = (standard, rows)


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
                        sentence=told(
                            _(
                                "“%(first)s” (%(first_at)s) is one entry; the list at %(second_at)s"
                                " has “%(outer)s” and “%(inner)s” as two."
                            ),
                            row.reading("name"),
                            names[inner].reading("name"),
                            outer=outer,
                            inner=inner,
                        ),
                        what=f"{row.name} / {outer}、{inner}",
                        severity="low",
                    )
                    break
