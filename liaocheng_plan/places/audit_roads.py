"""What the audit finds in names of roads and in the way places are described."""

from collections import defaultdict
from itertools import combinations

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import Found, rule, told
from liaocheng_plan.documents.audit.telling import cited

from .sides import HALF, RING, whole_road

MOST = 0.8
SHORTEST = 5


def roads(book):
    """`{road: first (row, path)}` of all roads that records name."""
    found = {}
    for row in book.rows:
        for path in ("roads.*", "bounds.*"):
            for at, name in row.each(path):
                found.setdefault(name, (row, at))
    return found


@rule(
    "ring-road",
    _("One ring road under several names: %(what)s"),
    _("A ring road should bear one name."),
)
def ring_roads(book):
    """外环路, 南外环路, 南外环."""
    forms = defaultdict(dict)
    for name, (row, path) in roads(book).items():
        if RING.match(name) and not name.startswith(("东", "西", "北")):
            forms[whole_road(name)][name] = row.reading(path, name)
    for whole, names in forms.items():
        if len(names) > 1:
            yield Found(
                kind="spelling",
                subject=whole,
                readings=list(names.values()),
                sentence=told(
                    _("One ring road is printed under several names: %(names)s."),
                    names=[cited(reading) for reading in names.values()],
                ),
                what=" / ".join(names),
                severity="low",
            )


@rule(
    "road-in-two-districts",
    _("One road name in two districts: %(what)s"),
    _("The same name of a road in two districts may be two roads: say which."),
)
def roads_in_two_districts(book):
    """By the districts that the words of place support; functional zones are none."""
    names = {r.key: r.name for r in book.by_collection["areas"] if r.value("kind") == "district"}
    districts = list(names)
    inside = {key: book.within(key) for key in districts}
    where = defaultdict(dict)
    for row in book.rows:
        for district in districts:
            if row.values.get("area") in inside[district]:
                for path, name in row.each("roads.*"):
                    where[whole_road(name)].setdefault(district, row.reading(path, name))
    for road, found in where.items():
        if len(found) > 1:
            yield Found(
                kind="ambiguity",
                subject=road,
                readings=list(found.values()),
                sentence=told(
                    _(
                        "%(road)s is named for places in different districts: %(districts)s. It may"
                        " be two roads."
                    ),
                    road=road,
                    districts=[
                        told(
                            _("%(district)s by %(first_of)s (%(first_at)s)"),
                            reading,
                            district=names[district],
                        )
                        for district, reading in found.items()
                    ],
                ),
                what=road,
                severity="low",
            )


@rule(
    "half-on-both-sides",
    _("One half of a road on both sides: %(what)s"),
    _("Places east and west of a road cannot both lie at the same half of one that crosses it."),
)
def halves_on_both_sides(book):
    """`柳园北路东…` and `柳园北路西…` both at 兴华西路."""
    for one, other in combinations(book.by_collection["living-circles"], 2):
        road = next((r for r in road_sides(one.name) if opposite(r, one.name, other.name)), None)
        shared = set(one.value("roads") or ()) & set(other.value("roads") or ())
        halves = [r for r in shared if HALF.match(r) and r[-2] in "东西"]
        if road and halves:
            yield Found(
                kind="contradiction",
                subject=" ".join(sorted((one.ref, other.ref))),
                readings=[one.reading("location_text"), other.reading("location_text")],
                sentence=told(
                    _(
                        "%(first_of)s (%(first_at)s) and %(second_of)s (%(second_at)s) lie on"
                        " different sides of %(road)s, but both at %(halves)s, which is on one side"
                        " of it."
                    ),
                    one.reading("location_text"),
                    other.reading("location_text"),
                    road=road,
                    halves=halves,
                ),
                what=f"{one.name} / {other.name}",
                severity="medium",
            )


def road_sides(name):
    """Roads of which a name says a side: `柳园北路东便民生活圈1` → 柳园北路."""
    for at, letter in enumerate(name):
        if letter in "东西" and at > 2 and name[at - 1] in "路街":
            yield name[:at]


def opposite(road, one, other):
    """Whether the two names lie on opposite sides of the road."""
    first, second = one.removeprefix(road)[:1], other.removeprefix(road)[:1]
    return other.startswith(road) and {first, second} == {"东", "西"}


@rule(
    "odd-description",
    _("Described otherwise than the rest of the list: %(what)s"),
    _("Where nearly all places of a list are described by a crossing, the others cannot be found."),
    choice=False,
)
def odd_descriptions(book):
    """Words of place without a crossing, in a list of which four fifths have one."""
    for collection, rows in list(book.by_collection.items()):
        described = [row for row in rows if row.values.get("location_text")]
        odd = [row for row in described if "交叉" not in row.value("location_text")]
        if len(described) >= SHORTEST and 0 < len(odd) <= len(described) * (1 - MOST):
            yield Found(
                kind="ambiguity",
                subject=collection,
                readings=[row.reading("location_text") for row in odd],
                sentence=told(
                    _(
                        "Of %(all)s places in the list %(usual)s are described by a crossing; these"
                        " are not: %(odd)s."
                    ),
                    all=len(described),
                    usual=len(described) - len(odd),
                    odd=[cited(row.reading("location_text")) for row in odd],
                ),
                what="、".join(row.name for row in odd),
                severity="low",
            )


@rule(
    "neighbour-twice",
    _("One neighbour on two sides: %(what)s"),
    _("A neighbour that is named on two sides: words may be missing."),
)
def neighbours_twice(book):
    """Neighbours with a side."""
    for row in book.rows:
        sides = defaultdict(list)
        for path, name in row.each("neighbours.*.name"):
            side = row.value(path.replace("name", "side"))
            if side:
                sides[name].append((path, side))
        for name, found in sides.items():
            if len(found) > 1:
                yield Found(
                    kind="ambiguity",
                    subject=f"{row.ref} {name}",
                    readings=[row.reading(path, f"{side} {name}") for path, side in found],
                    sentence=told(
                        _(
                            "%(first_at)s names %(name)s as a neighbour of %(first_of)s on"
                            " %(sides)s sides: %(list)s."
                        ),
                        row.reading(found[0][0]),
                        name=name,
                        sides=len(found),
                        list=[side for _path, side in found],
                    ),
                    what=f"{name}（{row.name}）",
                    severity="low",
                )


@rule(
    "rebuilt-before",
    _("To be upgraded, though rebuilt already: %(what)s"),
    _("A place that one document plans to upgrade and another says has been rebuilt."),
    choice=False,
)
def rebuilt_before(book):
    """Anchors with a year of rebuilding against places with the action “upgrade”."""
    planned = [row for row in book.rows if row.values.get("plan_action") == "upgrade"]
    for row in book.rows:
        for path, year in row.each("anchors.*.rebuilt_year"):
            name_path = path.replace("rebuilt_year", "name")
            name = row.value(name_path)
            for place in planned:
                if place.name.endswith(name):
                    yield Found(
                        kind="ambiguity",
                        subject=f"{row.ref} {place.ref}",
                        readings=[
                            place.reading("plan_action", place.name),
                            row.reading(path, year),
                        ],
                        sentence=told(
                            _(
                                "%(first_at)s plans to upgrade %(first)s; %(second_at)s says that"
                                " it was rebuilt in %(year)s."
                            ),
                            place.reading("plan_action", place.name),
                            row.reading(path, year),
                            year=year,
                        ),
                        what=place.name,
                        severity="low",
                    )
