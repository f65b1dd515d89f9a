"""Computed reach, barriers and crossings as the map draws them."""

from django.contrib.gis.geos import Polygon

from liaocheng_plan import coverage_results

from ..maps.presenters import geometry_dict

SPOT = 0.00015
"""Degrees: a point is drawn as a spot of some 15 m, which a map cannot do without a picture."""
AROUND = 0.01
"""Degrees around the reach shown, in which barriers are drawn."""


def drawn(place=None):
    """The computed reach of a circle, or of all, with barriers and crossings near by: GeoJSON."""
    offer = coverage_results.offer()
    reaches = list(offer.outlines(place))
    if not reaches:
        return []
    west, south, east, north = zip(*(row.geometry.extent for row in reaches), strict=True)
    box = Polygon.from_bbox(
        (min(west) - AROUND, min(south) - AROUND, max(east) + AROUND, max(north) + AROUND)
    )
    found = [feature("reach", row.place, row.geometry) for row in reaches]
    for kind, name, geometry in offer.lines():
        found += [feature(kind, name, part) for part in parts(geometry.intersection(box))]
    return found


def feature(kind, name, geometry):
    """One feature; its kind says how it is drawn."""
    shape = geometry.buffer(SPOT, 4) if geometry.geom_type == "Point" else geometry
    properties = {"kind": str(kind), "name": name, "derived": kind == "reach"}
    return {"type": "Feature", "properties": properties, "geometry": geometry_dict(shape)}


def parts(shape):
    """What is left of a shape, without nested collections and emptiness."""
    if shape.empty:
        return []
    is_many = shape.geom_type in ("GeometryCollection", "MultiPoint")
    return [part for one in shape for part in parts(one)] if is_many else [shape]
