"""Between WGS 84 degrees (EPSG:4326, longitude first) and metres (EPSG:4548, east first)."""

from functools import cache

import numpy as np
import shapely
from django.contrib.gis.gdal import CoordTransform, OGRGeometry, SpatialReference

DEGREES, METRES = 4326, 4548


@cache
def way(source, target):
    """A transformation; both systems by EPSG number, x first in both."""
    return CoordTransform(SpatialReference(source), SpatialReference(target))


def moved(geometries, source, target):
    """The same shapely geometries in another system; an array of the same length."""
    geometries = np.asarray(geometries, dtype=object)
    points = shapely.get_coordinates(geometries)
    if not len(points):
        return geometries
    many = OGRGeometry(memoryview(shapely.to_wkb(shapely.multipoints(points))))
    many.transform(way(source, target))
    there = shapely.get_coordinates(shapely.from_wkb(bytes(many.wkb)))
    return shapely.set_coordinates(geometries.copy(), there)


def to_metres(geometries):
    """WGS 84 degrees to metres."""
    return moved(geometries, DEGREES, METRES)


def to_degrees(geometries):
    """Metres to WGS 84 degrees."""
    return moved(geometries, METRES, DEGREES)


def from_rows(rows):
    """Django's geometries as a shapely array in metres."""
    return to_metres([shapely.from_wkb(bytes(row.wkb)) for row in rows])


def coordinates(points):
    """`(n, 2)` coordinates of points; of areas and lines those of a point on them."""
    points = np.asarray(points, dtype=object)
    if not len(points):
        return np.empty((0, 2))
    plain = shapely.get_type_id(points) == shapely.GeometryType.POINT
    return shapely.get_coordinates(np.where(plain, points, shapely.point_on_surface(points)))
