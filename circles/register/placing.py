"""Points against outlines, many at a time (WGS 84): which district, which circle.

A point on a boundary counts as inside.
"""

from collections import defaultdict
from itertools import groupby
from operator import itemgetter

import numpy as np
import shapely
from shapely import STRtree

from circles.models import CircleBasis, CircleShape, LivingCircle, PilotCircle
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.places.models import CITY_EXTENT

KINDS = (
    (CircleShape.Kind.DECLARED, CircleBasis.BOUNDARY.value),
    (CircleShape.Kind.REACH, CircleBasis.REACH.value),
)
FIELDS = {"living-circles": ("circle", LivingCircle), "pilot-circles": ("pilot", PilotCircle)}
NOWHERE = (None, None, "")


def in_extent(lon, lat):
    """Whether points lie in the box around the city."""
    west, south, east, north = CITY_EXTENT
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


class Outlines:
    """Outlines with the id that each stands for, asked with many points at once."""

    def __init__(self, rows):
        rows = list(rows)
        self.ids = [pk for pk, _outline in rows]
        self.tree = STRtree(shapely.from_wkb([bytes(outline.wkb) for _pk, outline in rows]))

    def around(self, points):
        """`[(number of the point, number of the outline), …]` by point, then by outline."""
        if not self.ids or not len(points):
            return []
        found = self.tree.query(points, predicate="intersects")
        return found[:, np.lexsort(found[::-1])].T.tolist()


class Districts:
    """The city's districts and counties, as far as their boundaries are known."""

    def __init__(self):
        rows = Area.objects.districts().filter(boundary__isnull=False)
        self.outlines = Outlines(rows.values_list("id", "boundary").order_by("id"))

    @property
    def known(self):
        """Whether any boundary is."""
        return bool(self.outlines.ids)

    def at(self, points):
        """`[id or None, …]`: of several on a common boundary the first."""
        first = [None] * len(points)
        for point, outline in reversed(self.outlines.around(points)):
            first[point] = self.outlines.ids[outline]
        return first


class Circles:
    """Declared boundaries and computed reaches of the circles of both kinds."""

    def __init__(self):
        self.known = [(Outlines(rows), basis) for rows, basis in shapes()]

    def at(self, points):
        """`[(circle id, pilot id, basis), …]`: a declared boundary goes before a reach.

        Inside several circles of a kind it is none of them, and the basis is `several`.
        """
        decided = [NOWHERE] * len(points)
        for outlines, basis in self.known:
            for point, group in groupby(outlines.around(points), key=itemgetter(0)):
                if decided[point] is NOWHERE:
                    decided[point] = only([outlines.ids[at] for _point, at in group], basis)
        return decided


def only(found, basis):
    """The one circle and the one pilot of those found, or `several`."""
    if len(found) == 1:
        ((field, pk),) = found
        return (pk, None, basis) if field == "circle" else (None, pk, basis)
    ids = defaultdict(set)
    for field, pk in found:
        ids[field].add(pk)
    if any(len(pks) > 1 for pks in ids.values()):
        return None, None, CircleBasis.SEVERAL.value
    circle, pilot = (next(iter(ids[field]), None) for field in ("circle", "pilot"))
    return circle, pilot, basis


def shapes():
    """`([((field, id), outline), …], basis)`, the stronger kind first; a circle has one of them."""
    ids = {}
    for collection, (field, model) in FIELDS.items():
        for pk, key in model.objects.values_list("id", "key"):
            ids[f"{collection}/{key}"] = (field, pk)
    for kind, basis in KINDS:
        rows = CircleShape.objects.claiming().filter(kind=kind).order_by("place")
        found = rows.values_list("place", "geometry").iterator()
        yield [(ids[place], outline) for place, outline in found if place in ids], basis


def offset_m(lon, lat, other_lon, other_lat):
    """Metres between points, on the sphere's tangent plane: exact enough for some kilometres."""
    east = (np.asarray(lon) - other_lon) * np.cos(np.radians(lat)) * 111_320
    return np.hypot(east, (np.asarray(lat) - other_lat) * 110_950)
