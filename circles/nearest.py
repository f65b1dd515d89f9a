"""The nearest outlets of a kind of business: straight lines in EPSG:4548, never a walking way."""

from math import cos, radians

from django.contrib.gis.db.models.functions import Centroid, Distance, Transform

from .gaps import proving
from .models import Outlet

METRES = 4548
NEAR_M = 3000
MOST = 20


def nearest(circle, row):
    """`(outlet, metres)` of open outlets that prove a type, nearest first, at most 20.

    Where the circle has no position, those registered in its area, without metres. Outlets
    without a position follow at the end, if they belong to the circle itself.
    """
    found = Outlet.objects.for_lists().operating().filter(business_type__name__in=proving(row))
    if circle.geometry is None:
        here = found.filter(area=circle.area_id) if circle.area_id else found.none()
        return [(outlet, None) for outlet in here.order_by("name", "id")[:MOST]]
    located = by_distance(found.drawn(), circle.geometry.centroid)
    return [(outlet, round(outlet.metres.m)) for outlet in located]


def by_distance(outlets, point):
    """Those near by through the spatial index; only where these are too few, all of them."""
    close = ordered(outlets.in_bbox(*box_around(point, NEAR_M)), point)
    return close if len(close) == MOST else ordered(outlets, point)


def ordered(outlets, point):
    """At most 20 outlets by distance from a point."""
    centre = point.transform(METRES, clone=True)
    distance = Distance(Transform(Centroid("geometry"), METRES), centre)
    return list(outlets.annotate(metres=distance).order_by("metres", "id")[:MOST])


def box_around(point, metres):
    """`(west, south, east, north)` in degrees that holds a circle of so many metres."""
    north = metres / 110_000
    east = north / cos(radians(point.y))
    return point.x - east, point.y - north, point.x + east, point.y + north
