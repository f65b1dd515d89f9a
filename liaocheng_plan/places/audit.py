"""What the audit finds in words of place: sides, bounds, crossings, overlaps."""

from collections import defaultdict
from itertools import combinations

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import Found, rule, told

from . import audit_anchors, audit_roads  # noqa: F401  register their rules
from .audit_anchors import stated_order
from .sides import ALONG, OPPOSITE, beyond, crossings, half_runs, whole_road

LANDMARK = 3


def bounded(book):
    """Rows with bounds: `[(row, {side: whole road})]`."""
    return [
        (row, {side: whole_road(road) for side, road in row.value("bounds").items()})
        for row in book.rows
        if isinstance(row.values.get("bounds"), dict) and row.value("bounds")
    ]


@rule(
    "both-sides",
    _("One place on two sides of a line: %(what)s"),
    _("Places that are named after one landmark cannot lie on opposite sides of the same road."),
)
def both_sides(book):
    """Two places of one landmark, one north and one south of a road (or east and west)."""
    for (one, first), (other, second) in combinations(bounded(book), 2):
        landmark = common_run(one.name, other.name)
        if len(landmark) < LANDMARK or landmark in districts(book):
            continue
        for side, road in first.items():
            if second.get(OPPOSITE[side]) == road:
                same = one.collection == other.collection
                yield Found(
                    kind="ambiguity" if same else "contradiction",
                    subject=" ".join(sorted((one.ref, other.ref))),
                    readings=[
                        one.reading(f"bounds.{side}", one.value("location_text")),
                        other.reading(f"bounds.{OPPOSITE[side]}", other.value("location_text")),
                    ],
                    sentence=told(
                        _(
                            "Both are named after %(landmark)s, but %(first_of)s lies %(side)s of "
                            "%(road)s (%(first_at)s) and %(second_of)s %(opposite)s of it "
                            "(%(second_at)s)."
                        ),
                        one.reading(f"bounds.{side}"),
                        other.reading(f"bounds.{OPPOSITE[side]}"),
                        landmark=landmark,
                        side=LYING[OPPOSITE[side]],
                        opposite=LYING[side],
                        road=roads_told(
                            one.value(f"bounds.{side}"), other.value(f"bounds.{OPPOSITE[side]}")
                        ),
                    ),
                    what=f"{one.name} / {other.name}",
                    severity="low" if same else "high",
                )


LYING = {"north": _("north"), "south": _("south"), "east": _("east"), "west": _("west")}
"""On which side of a road a place lies; one that it bounds in the north lies south of it."""


def roads_told(one, other):
    """A road's name, or both where two places print two names of one road."""
    return one if one == other else f"{one}（{other}）"


def districts(book):
    """Names of areas: places are not one because they lie in one district."""
    return {
        name
        for row in book.by_collection["areas"]
        for name in (row.name, *(row.value("aliases") or ()))
    }


def common_run(one, other):
    """The longest beginning that two names share."""
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return one[:length]


@rule(
    "line-turned",
    _("A side that a road does not have: %(what)s"),
    _("A road that bounds places in the north or south has no east or west side."),
)
def lines_turned(book):
    """`甲路、乙路以西` where 甲路 elsewhere bounds places in the north or south."""
    runs = defaultdict(set)
    for row, bounds in bounded(book):
        for side, road in bounds.items():
            runs[road].add((ALONG[side], row.ref))
    for row in book.rows:
        for side, roads in beyond(row.values.get("location_text")):
            for road in roads:
                others = {r for r in runs[whole_road(road)] if r[1] != row.ref}
                if others and all(run != ALONG[side] for run, _ref in others):
                    other = book.by_ref[sorted(ref for _run, ref in others)[0]]
                    yield Found(
                        kind="ambiguity",
                        subject=f"{row.ref} {road}",
                        readings=[row.reading("location_text"), other.reading("location_text")],
                        sentence=told(
                            _(
                                "%(first_of)s is said to lie %(side)s of %(road)s (%(first_at)s),"
                                " but that road bounds %(second_of)s in the %(bounds)s"
                                " (%(second_at)s) and so has no such side."
                            ),
                            row.reading("location_text"),
                            other.reading("location_text"),
                            road=road,
                            side=LYING[side],
                            bounds=bounding(other, road),
                        ),
                        what=f"{row.name}（{road}）",
                        severity="medium",
                    )


def bounding(row, road):
    """The side on which a road bounds a place, in words."""
    bounds = row.value("bounds").items()
    return next(LYING[side] for side, name in bounds if whole_road(name) == whole_road(road))


@rule(
    "parallel-crossing",
    _("Two parallel roads that cross: %(what)s"),
    _("Both names are halves of roads that run the same way, so they have no crossing."),
)
def parallel_crossings(book):
    """`甲南路与乙南路交叉口`."""
    for row in book.rows:
        for one, other in crossings(row.values.get("location_text")):
            if half_runs(one) and half_runs(one) == half_runs(other):
                yield Found(
                    kind="ambiguity",
                    subject=row.ref,
                    readings=[row.reading("location_text")],
                    sentence=told(
                        _(
                            "%(first_at)s places %(first_of)s where %(one)s and %(other)s cross,"
                            " but by their names both run the same way."
                        ),
                        row.reading("location_text"),
                        one=one,
                        other=other,
                    ),
                    what=f"{row.name}（{one}、{other}）",
                    severity="low",
                )


@rule(
    "one-road-twice",
    _("One road on two sides: %(what)s"),
    _("A road cannot bound a place on two sides."),
    holds=_("Each side bounded by another road: %(what)s"),
)
def one_road_twice(book):
    """Bounds that name one road twice; all others together are a check that holds."""
    rows = bounded(book)
    for row, bounds in rows:
        if len(set(bounds.values())) < len(bounds):
            yield Found(
                kind="contradiction",
                subject=row.ref,
                readings=[row.reading("bounds", row.value("location_text"))],
                sentence=told(
                    _(
                        "%(first_of)s is bounded on two sides by one road (%(first_at)s):"
                        " %(roads)s."
                    ),
                    row.reading("bounds"),
                    roads="、".join(row.value("bounds").values()),
                ),
                what=row.name,
                severity="medium",
            )
    right = [row for row, bounds in rows if len(set(bounds.values())) == len(bounds) > 2]
    if right:
        yield Found(
            kind="holds",
            subject="all",
            readings=[row.reading("bounds", row.value("location_text")) for row in right],
            sentence=told(
                _("Of %(number)s places with bounds none is bounded twice by one road."),
                number=len(right),
            ),
            what="、".join(row.name for row in right)[:150],
            severity="low",
        )


@rule(
    "open-bounds",
    _("Bounds that do not close: %(what)s"),
    _("An extent with a stated size needs a bound on every side."),
    choice=False,
)
def open_bounds(book):
    """Places with one to three bounds and a stated size."""
    worded = [
        (row, {side: roads[0] for side, roads in beyond(row.values.get("location_text"))})
        for row in book.rows
        if not row.values.get("bounds")
    ]
    for row, bounds in [*bounded(book), *((r, b) for r, b in worded if b)]:
        size = next((f for f in SIZES if row.value(f) not in (None, "")), None)
        if size and len(bounds) < 4:
            yield Found(
                kind="ambiguity",
                subject=row.ref,
                readings=[row.reading("location_text"), row.reading(size)],
                sentence=told(
                    _(
                        "%(first_of)s states a size of %(second)s (%(second_at)s), but bounds on"
                        " %(number)s of four sides only (%(first_at)s)."
                    ),
                    row.reading("location_text"),
                    row.reading(size),
                    number=len(bounds),
                ),
                what=row.name,
                severity="low",
            )


SIZES = ("area_km2", "planned_retail_area_10k_m2", "scale_mu")


@rule(
    "overlap",
    _("Areas that may overlap: %(what)s"),
    _("Two extents of one kind share a bound on the same side, and nothing keeps them apart."),
    holds=_("Areas that lie apart: %(what)s"),
    choice=False,
)
def overlaps(book):
    """A shared bound makes them overlap one way; the order of roads stated elsewhere the other."""
    order = stated_order(book)
    rows = [(row, bounds) for row, bounds in bounded(book) if len(bounds) == 4]
    apart = []
    for (one, first), (other, second) in combinations(rows, 2):
        if one.collection != other.collection:
            continue
        shared = [side for side in first if first[side] == second[side]]
        touching = [side for side in first if first[side] == second[OPPOSITE[side]]]
        if touching:
            apart.append((one, other))
        elif shared and may_meet(first, second, ALONG[shared[0]], order):
            yield Found(
                kind="ambiguity",
                subject=" ".join(sorted((one.ref, other.ref))),
                readings=[
                    row.reading("bounds", row.value("location_text")) for row in (one, other)
                ],
                sentence=told(
                    _(
                        "%(first_of)s (%(first)s, %(first_at)s) and %(second_of)s (%(second)s,"
                        " %(second_at)s) share a bound on the same side, and no other bound keeps"
                        " them apart."
                    ),
                    *(r.reading("bounds", r.value("location_text")) for r in (one, other)),
                ),
                what=f"{one.name} / {other.name}",
                severity="medium",
            )
    for one, other in apart:
        yield Found(
            kind="holds",
            subject=" ".join(sorted((one.ref, other.ref))),
            readings=[row.reading("bounds", row.value("location_text")) for row in (one, other)],
            sentence=told(
                _(
                    "%(first_of)s (%(first_at)s) and %(second_of)s (%(second_at)s) lie on different"
                    " sides of a road that bounds both."
                ),
                one.reading("bounds"),
                other.reading("bounds"),
            ),
            what=f"{one.name} / {other.name}",
            severity="low",
        )


def may_meet(first, second, shared, order):
    """Whether the order of roads rules out that one lies wholly beside the other.

    Sharing the north or south bound they overlap that way; then east and west decide.
    """
    low, high = ("west", "east") if shared == "ew" else ("south", "north")
    return (second[low], first[high]) in order or (first[low], second[high]) in order
