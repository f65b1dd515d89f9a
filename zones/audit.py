"""What the audit finds in zones, business districts and streets."""

import re

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import (
    Audited,
    Derived,
    Found,
    declare,
    derivation,
    rule,
    told,
)
from liaocheng_plan.documents.audit.numbers import number, show
from liaocheng_plan.documents.audit.words import touching

from . import audit_within  # noqa: F401  registers its rules
from .models import FormatGuidance

LIKED, NOT_LIKED = ("encouraged",), ("moderate", "restricted", "prohibited")
DISTRICT = re.compile(r"([\u4e00-\u9fff]{2,}?商圈)")

PLACE_NAMES = ("roads.*", "bounds.*")

declare(
    Audited("zones", names=("roads.*",)),
    Audited(
        "business-districts",
        names=PLACE_NAMES,
        series=("existing_retail_area_10k_m2", "planned_retail_area_10k_m2"),
    ),
    Audited("street-blocks", names=PLACE_NAMES, order="listed_order"),
)


@rule(
    "format-clash",
    _("A format wanted and not wanted in one place: %(what)s"),
    _("A format cannot be both encouraged and kept down in one place."),
    holds=_("What is encouraged and what is kept down are different formats: %(what)s"),
)
def format_clashes(book):
    """Terms of one place that name the same format in lists of different intent."""
    for row in places_with_formats(book):
        clashes = list(clashes_of(row))
        for liked, term, kept, other, word in clashes:
            yield Found(
                kind="contradiction",
                subject=f"{row.ref} {term} {other}",
                readings=[row.reading(liked, term), row.reading(kept, other)],
                sentence=told(
                    _(
                        "%(first_of)s encourages “%(first)s” (%(first_at)s) and keeps down"
                        " “%(second)s” (%(second_at)s): both are “%(word)s”."
                    ),
                    row.reading(liked, term),
                    row.reading(kept, other),
                    word=word,
                ),
                what=f"{row.name}（{term} / {other}）",
                severity="high" if kept != "moderate" else "medium",
            )
        if not clashes:
            yield Found(
                kind="holds",
                subject=row.ref,
                readings=[row.reading("encouraged", row.value("encouraged"))],
                sentence=told(
                    _(
                        "Nothing that %(first_of)s encourages stands among what it keeps down "
                        "(%(first_at)s)."
                    ),
                    row.reading("encouraged"),
                ),
                what=row.name,
                severity="low",
            )


def places_with_formats(book):
    """Rows that have formats both to encourage and to keep down."""
    for row in book.rows:
        lists = [row.values.get(name) for name in FormatGuidance.FORMATS[1:]]
        if lists[0] and any(lists[1:]):
            yield row


def clashes_of(row):
    """`(list, term, list, term, word)` of terms that meet across the lists."""
    for liked in LIKED:
        for kept in NOT_LIKED:
            for term in row.value(liked) or ():
                for other in row.value(kept) or ():
                    if word := touching(term, other):
                        yield liked, term, kept, other, word


@rule(
    "unlisted-district",
    _("A business district that is not listed: %(what)s"),
    _("A business district that a text names must be one of those that are listed."),
)
def unlisted_districts(book):
    """`…商圈` in the words of place and the themes of streets."""
    rows = book.by_collection["business-districts"]
    names = [row.name for row in rows]
    for street in book.by_collection["street-blocks"]:
        words = [street.value("location_text") or "", *(street.value("themes") or ())]
        for name in DISTRICT.findall("；".join(words)):
            if len(name) > 4 and not any(known in name or name in known for known in names):
                near = max(rows, key=lambda row: len(set(row.name) & set(name)))
                yield Found(
                    kind="contradiction",
                    subject=f"{street.ref} {name}",
                    readings=[street.reading("location_text", name), near.reading("name")],
                    sentence=told(
                        _(
                            "%(first_at)s names “%(first)s”, which is none of the %(number)s listed"
                            " business districts; nearest is “%(second)s” (%(second_at)s)."
                        ),
                        street.reading("location_text", name),
                        near.reading("name"),
                        number=len(names),
                    ),
                    what=f"{name}（{street.name}）",
                    severity="medium",
                )


@rule(
    "tier-order",
    _("A lower tier as large as a higher one: %(what)s"),
    _("The planned size of a district should follow its tier."),
    choice=False,
)
def tier_order(book):
    """Planned areas of an area-tier district against those of the sub-city tier."""
    rows = [r for r in book.by_collection["business-districts"] if planned(r) is not None]
    upper = [row for row in rows if row.value("tier") == "sub_city"]
    if not upper:
        return
    least = min(upper, key=planned)
    for row in rows:
        if row.value("tier") == "area" and planned(row) >= planned(least):
            yield Found(
                kind="ambiguity",
                subject=f"{row.ref} {least.ref}",
                readings=[row.reading(SIZE), least.reading(SIZE)],
                sentence=told(
                    _(
                        "%(first_of)s, of the lowest tier, is planned with %(first)s"
                        " (%(first_at)s), as much as or more than %(second_of)s of the tier above"
                        " it with %(second)s."
                    ),
                    row.reading(SIZE),
                    least.reading(SIZE),
                ),
                arithmetic=f"{planned(row):g}万平方米 ≥ {planned(least):g}万平方米",
                what=f"{row.name} / {least.name}",
                severity="low",
            )


SIZE = "planned_retail_area_10k_m2"


def planned(row):
    """The planned area as a number, None where it is not stated."""
    value = row.value(SIZE)
    return None if value is None else float(value)


@derivation("headroom", _("Room up to the planned size"), _("planned size − existing stock"))
def headroom(book):
    """Of each business district; without a stated stock there is no figure.

    A stock of 0 says that no outlet above scale exists, which is not “none”: no figure either.
    """
    for row in book.by_collection["business-districts"]:
        size, stock = number(row.value(SIZE)), number(row.value(STOCK))
        known = size is not None and stock is not None
        known = known and row.value("existing_scope") == "stated"
        yield Derived(
            what=row.name,
            readings=[row.reading(SIZE), *([row.reading(STOCK)] if known else [])],
            numbers=f"{show(size)} − {show(stock)}" if known else "",
            value=size - stock if known else None,
            unit="万平方米",
            missing=() if known else (STOCK,),
        )


STOCK = "existing_retail_area_10k_m2"


@rule(
    "axis-and-zone",
    _("Wanted along an axis, kept down in its zone: %(what)s"),
    _("What an axis shall have cannot be kept down in the zones that it says it links."),
)
def axis_and_zone(book):
    """An element that names others in its positioning, against their formats."""
    rows = book.by_collection["zones"]
    for axis in rows:
        for zone in rows:
            if zone is axis or zone.name not in (axis.value("positioning") or ""):
                continue
            for term in axis.value("encouraged") or ():
                for kept in NOT_LIKED:
                    for other in zone.value(kept) or ():
                        if touching(term, other):
                            yield Found(
                                kind="contradiction",
                                subject=f"{axis.ref} {zone.ref} {term} {other}",
                                readings=[
                                    axis.reading("encouraged", term),
                                    zone.reading(kept, other),
                                ],
                                sentence=told(
                                    _(
                                        "%(first_of)s encourages “%(first)s” (%(first_at)s) and"
                                        " links %(second_of)s, which keeps down “%(second)s”"
                                        " (%(second_at)s)."
                                    ),
                                    axis.reading("encouraged", term),
                                    zone.reading(kept, other),
                                ),
                                what=f"{axis.name} / {zone.name}（{term}）",
                                severity="medium",
                            )
