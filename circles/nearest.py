"""The nearest outlets of a kind of business: straight lines in EPSG:4548, never a walking way."""

from math import cos, radians

from django.contrib.gis.db.models.functions import Centroid, Distance, Transform

from .evidence import place_of
from .gaps import proving
from .models import CircleShape, Outlet

METRES = 4548
NEAR_M = 3000
MOST = 20


def nearest(circle, row):
    """`(outlet, metres)` of open outlets that prove a type, nearest first, at most 20.

    Measured from the declared boundary, 0 inside, else from the middle of the circle. Where it has
    neither, those registered in its area, without metres. Outlets know their pilot and whether
    they are `suspected` duplicates.
    """
    found = Outlet.objects.for_lists().select_related("pilot").with_suspicion()
    found = found.operating().filter(business_type__name__in=proving(row))
    start = origin(circle)
    if start is None:
        here = found.filter(area=circle.area_id) if circle.area_id else found.none()
        return [(outlet, None) for outlet in here.order_by("name", "id")[:MOST]]
    located = by_distance(found.drawn(), getattr(start, "geometry", start))
    return [(outlet, round(outlet.metres.m)) for outlet in located]


def origin(circle):
    """What is measured from: the declared boundary (`CircleShape`), a point, or None."""
    boundary = CircleShape.objects.filter(place=place_of(circle), kind=CircleShape.Kind.DECLARED)
    return boundary.first() or (circle.geometry and circle.geometry.centroid)


def by_distance(outlets, start):
    """Those near by through the spatial index; only where these are too few, all of them."""
    close = ordered(outlets.in_bbox(*box_around(start, NEAR_M)), start)
    enough = len(close) == MOST and close[-1].metres.m <= NEAR_M
    return close if enough else ordered(outlets, start)


def ordered(outlets, start):
    """At most 20 outlets by distance from a point or an area."""
    there = start.transform(METRES, clone=True)
    distance = Distance(Transform(Centroid("geometry"), METRES), there)
    return list(outlets.annotate(metres=distance).order_by("metres", "id")[:MOST])


def box_around(start, metres):
    """`(west, south, east, north)` in degrees that holds all within so many metres."""
    west, south, east, north = start.extent
    up = metres / 110_000
    aside = up / cos(radians(max(abs(south), abs(north))))
    return west - aside, south - up, east + aside, north + up
