"""The reach of a circle as an outline: what lies within the walk from its middle (metres).

Without streets: all that can be seen from the middle within radius ÷ factor, and beyond each
crossing what is left of the way, seen from there. With streets: the streets walked, `WIDTH_M` to
both sides.
"""

import numpy as np
import shapely
from shapely.ops import substring

from .straight import StraightLine

RAYS = 360
WIDTH_M = 50


def by_sight(middle, reach, barriers):
    """MultiPolygon of what a straight line past barriers reaches from a point."""
    middle = np.asarray(middle, dtype=float)
    parts = [star(middle, reach, barriers)]
    ways = StraightLine(np.array([middle]), np.array([middle]), barriers, reach)
    _home, gate, metres = ways.homes
    if len(gate):
        at_gate = np.min(metres[:, None] + ways.gates[gate], axis=0)
        for number in np.flatnonzero(at_gate < reach):
            parts.append(star(barriers.gates[number], reach - at_gate[number], barriers))
    found = shapely.union_all(shapely.make_valid(np.array(parts, dtype=object)))
    if barriers.water is not None:
        found = shapely.difference(found, barriers.water)
    return areas_of(found)


def star(point, reach, barriers):
    """All that can be seen from a point within a distance, by one ray a degree."""
    angles = np.linspace(0, 2 * np.pi, RAYS, endpoint=False)
    ends = point + reach * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    length = np.full(RAYS, float(reach))
    starts = point + (ends - point) * min(0.5 / max(reach, 1), 1)
    rays = shapely.linestrings(np.stack([starts, ends], axis=1))
    if len(barriers.pieces):
        ray, piece = barriers.tree.query(rays, predicate="intersects")
        met = shapely.intersection(rays[ray], barriers.pieces[piece])
        np.minimum.at(length, ray, shapely.distance(shapely.points(point), met))
    return shapely.polygons(point + (ends - point) * (length / max(reach, 1e-9))[:, None])


def by_streets(middle, reach, network):
    """MultiPolygon around the streets walked from a point, None where no street is near."""
    from .streets import FAR_M, ByStreets

    edge, along, off = (part[0] for part in network.join(np.array([middle])))
    if off > FAR_M:
        return None
    ways = ByStreets(np.array([middle]), np.array([middle]), network, reach)
    at_node = ways.from_home(0)[: network.nodes]
    walked = walked_parts(network, at_node, reach)
    line = network.lines[edge]
    left = max(reach - off, 0)
    walked.append(substring(line, max(along - left, 0), min(along + left, line.length)))
    return areas_of(shapely.union_all(shapely.buffer(np.array(walked, dtype=object), WIDTH_M)))


def walked_parts(network, at_node, reach):
    """The stretches of every edge that are within reach from one of its ends."""
    from_start = np.clip(reach - at_node[network.start], 0, network.length)
    from_end = np.clip(reach - at_node[network.end], 0, network.length)
    whole = from_start + from_end >= network.length
    found = list(network.lines[whole])
    for number in np.flatnonzero(~whole & (from_start + from_end > 0)):
        line = network.lines[number]
        if from_start[number] > 0:
            found.append(substring(line, 0, from_start[number]))
        if from_end[number] > 0:
            found.append(substring(line, line.length - from_end[number], line.length))
    return found


def areas_of(shape):
    """Its areas as a MultiPolygon, None where there is none."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    areas = [part for part in parts if part.geom_type == "Polygon" and part.area > 1]
    return shapely.multipolygons(areas) if areas else None
