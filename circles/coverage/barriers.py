"""Rivers, lakes, railways and expressways: what a straight line must not cross, and where it may.

Everything is in metres (EPSG:4548). A crossing is recorded as a point on the barrier or as a line
from bank to bank; of a point in or beside a water area the two banks are found. A recorded point
on no barrier is a way point: the end of a railway, the shore that a path goes round.
"""

from dataclasses import dataclass

import numpy as np
import shapely

SNAP_M = 50  # a crossing recorded this far off still belongs to its barrier
LOOSE_M = 0.5  # both ends of a line of sight are this much shorter
WIDEST_M = 3000  # water


@dataclass
class Barriers:
    """`pieces`: stretches of two points; `water`: all areas as one, or None.

    `gates` `(k, 2)` are the places where crossings begin and end, `bridges` `(i, j, metres)`.
    """

    pieces: np.ndarray
    water: object
    gates: np.ndarray
    bridges: list

    def __post_init__(self):
        self.tree = shapely.STRtree(self.pieces)

    def blocked(self, start, end):
        """Whether a barrier lies between points `(n, 2)` and `(n, 2)`; n booleans."""
        found = np.zeros(len(start), dtype=bool)
        if not len(self.pieces) or not len(start):
            return found
        step = end - start
        length = np.hypot(step[:, 0], step[:, 1])
        sure = np.flatnonzero(length > 2 * LOOSE_M)
        inward = (step[sure].T / length[sure] * LOOSE_M).T
        ends = np.stack([start[sure] + inward, end[sure] - inward], axis=1)
        hit, _piece = self.tree.query(shapely.linestrings(ends), predicate="intersects")
        found[sure[hit]] = True
        return found

    def distance(self, xy):
        """Metres from each point to the nearest barrier; infinite where there is none."""
        if not len(self.pieces) or not len(xy):
            return np.full(len(xy), np.inf)
        points = shapely.points(xy)
        return shapely.distance(points, self.pieces[self.tree.nearest(points)])


def build(shapes, crossings):
    """`Barriers` of shapely geometries: barriers (lines, areas) and crossings (points, lines)."""
    parts = shapely.get_parts(np.asarray(shapes, dtype=object))
    areas = parts[shapely.get_dimensions(parts) == 2]
    water = shapely.union_all(areas) if len(areas) else None
    edges = np.append(parts[shapely.get_dimensions(parts) == 1], shapely.boundary(areas))
    pieces = stretches(shapely.get_parts(edges))
    gates, bridges = [], []
    for crossing in shapely.get_parts(np.asarray(crossings, dtype=object)):
        ends, metres = gate(crossing, pieces, water)
        first = len(gates)
        gates += ends
        if len(ends) == 2:
            bridges.append((first, first + 1, metres))
    return Barriers(pieces, water, np.array(gates, dtype=float).reshape(-1, 2), bridges)


def stretches(lines):
    """Lines as pieces of two points each."""
    if not len(lines):
        return np.empty(0, dtype=object)
    xy, line = shapely.get_coordinates(lines, return_index=True)
    same = line[:-1] == line[1:]
    return shapely.linestrings(np.stack([xy[:-1][same], xy[1:][same]], axis=1))


def gate(crossing, pieces, water):
    """`(ends, metres)`: one end on a line, two with the metres between them across water."""
    if crossing.geom_type != "Point":
        line = shapely.get_coordinates(crossing)
        return [line[0], line[-1]], crossing.length
    if not len(pieces):
        return [(crossing.x, crossing.y)], 0
    nearest = pieces[shapely.STRtree(pieces).nearest(crossing)]
    inside = water is not None and shapely.contains(water, crossing)
    if not inside and crossing.distance(nearest) > SNAP_M:
        return [(crossing.x, crossing.y)], 0
    foot = np.array(shapely.get_coordinates(nearest.interpolate(nearest.project(crossing)))[0])
    far = None if water is None else opposite(foot, nearest, water)
    if far is None:
        return [foot], 0
    return [foot, far], float(np.hypot(*(far - foot)))


def opposite(foot, piece, water):
    """The far bank, straight across from a point on this bank; None where no water lies there."""
    a, b = shapely.get_coordinates(piece)
    along = (b - a) / max(np.hypot(*(b - a)), 1e-9)
    for across in (np.array([-along[1], along[0]]), np.array([along[1], -along[0]])):
        first = foot + across * LOOSE_M
        if shapely.contains_xy(water, *first):
            ray = shapely.linestrings([first, foot + across * WIDEST_M])
            over = shapely.intersection(ray, water)
            nearest = min(
                shapely.get_parts(over), key=lambda part: part.distance(shapely.points(first))
            )
            ends = shapely.get_coordinates(nearest)
            return max(ends, key=lambda end: np.hypot(*(end - foot)))
    return None
