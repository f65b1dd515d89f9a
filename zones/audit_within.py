"""What the audit finds between a zone and the business districts that lie in it, by words alone."""

import re
from functools import reduce

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import Found, rule, told
from liaocheng_plan.documents.audit.numbers import number
from liaocheng_plan.documents.audit.telling import places
from liaocheng_plan.documents.audit.words import touching
from liaocheng_plan.places.audit import common_run
from liaocheng_plan.places.sides import HALF, whole_road

WANTED, KEPT_DOWN = ("encouraged",), ("moderate", "restricted", "prohibited")
SIZE, STOCK = "planned_retail_area_10k_m2", "existing_retail_area_10k_m2"
LARGE = re.compile("大型|大中型|大规模")
BUILDING = re.compile("大规模.*(?:开发|建设)")
LANDMARK = re.compile("[\u4e00-\u9fff]{2,}?(?:湖|河|山|岛|湿地|公园)")
GRADED = re.compile("(?P<place>[\u4e00-\u9fff]{2}[区城县镇])(?P<tier>副?城市级|片区级)商圈")
TIERS = {"城市级": "city", "副城市级": "sub_city", "片区级": "area"}
NAMED_ALIKE = 3
BOTH = _("%(one)s; %(other)s")
DISAGREE = _("%(district)s lies in %(zone)s, but they disagree (%(places)s): %(clashes)s.")
WANTED_AND_NOT = _("%(first_of)s encourages “%(first)s”, %(second_of)s keeps down “%(second)s”")
KEPT_SMALL = _("%(first_of)s keeps down “%(first)s”, %(second_of)s is planned with %(second)s")


def all_told(one, other):
    """Two parts of a sentence as one."""
    return told(BOTH, one=one, other=other)


@rule(
    "zone-and-district",
    _("A zone and a district in it disagree: %(what)s"),
    _("What a zone wants or keeps down should hold for the business districts that lie in it."),
    choice=False,
)
def zone_and_district(book):
    """Formats by like words; a planned size where the zone keeps large outlets down."""
    for district in book.by_collection["business-districts"]:
        for zone in book.by_collection["zones"]:
            if not lies_in(book, district, zone):
                continue
            formats = list(format_clashes(zone, district))
            found = [*formats, *size_clashes(zone, district)]
            if found:
                yield Found(
                    kind="contradiction" if formats else "ambiguity",
                    subject=f"{zone.ref} {district.ref}",
                    readings=[reading for _terms, readings in found for reading in readings],
                    sentence=told(
                        DISAGREE,
                        zone=zone.name,
                        district=district.name,
                        clashes=reduce(all_told, [clash for clash, _readings in found]),
                        places=places([r for _clash, readings in found for r in readings]),
                    ),
                    what=f"{zone.name} / {district.name}",
                    severity="medium",
                )


def lies_in(book, district, zone):
    """Whether both are named after one part of the city, or the district lies on that half of an
    axis which the zone ends."""
    alike = common_run(zone.name, district.name)
    if len(alike) >= NAMED_ALIKE or alike in area_names(book):
        return True
    return any(half_of_axis(axis, district, zone) for axis in book.by_collection["zones"])


def area_names(book):
    """Names of districts, with what else they are called."""
    return {
        name
        for row in book.by_collection["areas"]
        if row.value("kind") == "district"
        for name in (row.name, *(row.value("aliases") or ()))
    }


def half_of_axis(axis, district, zone):
    """Whether a district's road is a half of an axis' road that the axis links to this zone.

    `柳园路` links `北部…`: what lies at 柳园北路 lies there.
    """
    if not linked(axis, zone):
        return False
    whole = {whole_road(road) for road in axis.value("roads") or ()}
    halves = [road for road in district.value("roads") or () if HALF.match(road)]
    return any(whole_road(r) in whole and zone.name.startswith(r[-2] + "部") for r in halves)


def linked(axis, zone):
    """Whether an axis names a zone among those that it links, in full or without 功能."""
    words = axis.value("positioning") or ""
    return axis is not zone and any(n in words for n in (zone.name, zone.name.replace("功能", "")))


def format_clashes(zone, district):
    """`(terms, readings)` of formats that one wants and the other keeps down."""
    for (one, wants), (other, keeps) in (
        ((zone, WANTED), (district, KEPT_DOWN)),
        ((district, WANTED), (zone, KEPT_DOWN)),
    ):
        for liked, term in terms(one, wants):
            for kept, against in terms(other, keeps):
                if (term == against) or touching(term, against):
                    readings = [one.reading(liked, term), other.reading(kept, against)]
                    yield told(WANTED_AND_NOT, *readings), readings


def terms(row, fields):
    """`(field, term)` of a row's formats."""
    return [(field, term) for field in fields for term in row.value(field) or ()]


def size_clashes(zone, district):
    """A retail size that shall grow, where the zone keeps large outlets down."""
    planned, stock = number(district.value(SIZE)), number(district.value(STOCK)) or 0
    for kept, term in terms(zone, KEPT_DOWN):
        if planned is not None and planned > stock and LARGE.search(term):
            readings = [zone.reading(kept, term), district.reading(SIZE)]
            yield told(KEPT_SMALL, *readings), readings


@rule(
    "ban-and-size",
    _("Large building banned, and planned: %(what)s"),
    _("Around a landmark of which a zone bans large building no district can be planned by size."),
    choice=False,
)
def ban_and_size(book):
    """A landmark in the words of a zone, and in the words of place of a district."""
    for zone in book.by_collection["zones"]:
        bans = [t for t in zone.value("prohibited") or () if BUILDING.search(t)]
        own = [zone.value("positioning"), *(c["quote"] for c in zone.citations.values())]
        for district in book.by_collection["business-districts"] if bans else ():
            place = district.value("location_text") or ""
            mark = next((m for m in marks(place) if any(m in (w or "") for w in own)), None)
            if mark and district.value(SIZE) is not None:
                yield Found(
                    kind="contradiction",
                    subject=f"{zone.ref} {district.ref}",
                    readings=[
                        zone.reading("prohibited", bans[0]),
                        district.reading("location_text"),
                        district.reading(SIZE),
                    ],
                    sentence=told(
                        _(
                            "%(first_of)s bans “%(first)s” (%(first_at)s) around %(mark)s, where "
                            "%(second_of)s is planned with %(second)s (%(second_at)s)."
                        ),
                        zone.reading("prohibited", bans[0]),
                        district.reading(SIZE),
                        mark=mark,
                    ),
                    what=f"{zone.name} / {district.name}（{mark}）",
                    severity="medium",
                )


def marks(words):
    """Landmarks in words, without what a word of place puts before them."""
    return [re.sub("^[环沿临近]", "", mark) for mark in LANDMARK.findall(words)]


@rule(
    "tier-under-another-name",
    _("A grade under another name: %(what)s"),
    _("A business district that a text names by its grade must be one of those listed with it."),
)
def tier_under_another_name(book):
    """`老城区城市级商圈` where no listed district of that grade bears the words."""
    listed = book.by_collection["business-districts"]
    for zone in book.by_collection["zones"]:
        for match in GRADED.finditer(zone.value("positioning") or ""):
            same = [r for r in listed if r.value("tier") == TIERS[match["tier"]]]
            if same and not any(match["place"] in row.name for row in same):
                yield Found(
                    kind="ambiguity",
                    subject=f"{zone.ref} {match[0]}",
                    readings=[zone.reading("positioning", match[0]), same[0].reading("name")],
                    sentence=told(
                        _(
                            "%(first_at)s speaks of “%(first)s”, but the listed districts of that"
                            " grade are called %(names)s."
                        ),
                        zone.reading("positioning", match[0]),
                        names=[row.name for row in same],
                    ),
                    what=f"{match[0]} / {'、'.join(row.name for row in same)}",
                    severity="low",
                )
