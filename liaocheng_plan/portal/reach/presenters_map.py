"""Computed reach, barriers and crossings as the map draws them."""

from django.contrib.gis.geos import Polygon

from ..maps.presenters import geometry_dict

AROUND = 0.01
"""Degrees around the reach shown, in which barriers are drawn."""


def drawn(reaches, lines, trusted_m):
    """Reach of circles, with the barriers and crossings near by, as GeoJSON features.

    `reaches` have `place`, `geometry` and `error_m`, `lines` are `(kind, name, geometry)`. A reach
    is `unsure` where its circle may be farther off than `trusted_m`.
    """
    if not reaches:
        return []
    west, south, east, north = zip(*(row.geometry.extent for row in reaches), strict=True)
    box = Polygon.from_bbox(
        (min(west) - AROUND, min(south) - AROUND, max(east) + AROUND, max(north) + AROUND)
    )
    found = [
        feature("reach", row.place, row.geometry, unsure=is_unsure(row, trusted_m))
        for row in reaches
    ]
    for kind, name, geometry in lines:
        found += [feature(kind, name, part) for part in parts(geometry.intersection(box))]
    return found


def is_unsure(reach, trusted_m):
    """Whether the middle of a reach may be far off."""
    return reach.error_m is not None and reach.error_m > trusted_m


def feature(kind, name, geometry, **more):
    """One feature; its kind says how it is drawn."""
    properties = {"kind": str(kind), "name": name, "derived": kind == "reach", **more}
    return {"type": "Feature", "properties": properties, "geometry": geometry_dict(geometry)}


def parts(shape):
    """What is left of a shape, without nested collections and emptiness."""
    if shape.empty:
        return []
    is_many = shape.geom_type in ("GeometryCollection", "MultiPoint")
    return [part for one in shape for part in parts(one)] if is_many else [shape]
