"""Where things lie on the sheet: metres (EPSG:4548) to points of the page, scale, grid."""

import threading
from dataclasses import dataclass

from django.contrib.gis.gdal import CoordTransform, SpatialReference
from django.contrib.gis.geos import MultiPoint, Point, Polygon
from reportlab.lib.units import mm

METRES = 4548
SCALES = (
    *(1000, 1500, 2000, 2500, 3000, 4000, 5000, 6000, 7500, 8000, 10_000, 12_500, 15_000),
    *(20_000, 25_000, 30_000, 40_000, 50_000, 75_000, 100_000, 150_000, 200_000, 500_000),
)
LEAST = 300  # half of the smallest ground shown, in metres
MARGIN = 1.08
NEAR = 800  # metres around the circle within which an outlet still widens the map
CELLS = 6  # columns of the grid
METRE = 1000 * mm  # points on paper for a metre in nature, at 1:1


_own = threading.local()


def transform():
    """Degrees to metres; made once for each thread, since one is slow to make and not shared."""
    if not hasattr(_own, "transform"):
        _own.transform = CoordTransform(SpatialReference(4326), SpatialReference(METRES))
    return _own.transform


def metric(geometry):
    """A geometry in metres."""
    return geometry.transform(transform(), clone=True)


def metric_arrays(lines):
    """Lines of `(longitude, latitude)` as lines of `(x, y)` in metres, in one step."""
    if not lines:
        return []
    every = MultiPoint([Point(x, y) for line in lines for x, y in line], srid=4326)
    flat, start, found = [(p.x, p.y) for p in metric(every)], 0, []
    for line in lines:
        found.append(flat[start : start + len(line)])
        start += len(line)
    return found


def metric_points(points):
    """`[(x, y)]` in metres of points in degrees, in one step."""
    if not points:
        return []
    return [(point.x, point.y) for point in metric(MultiPoint(points, srid=4326))]


def box_of(geometries, ring=None):
    """`(west, south, east, north)` around geometries and a `(x, y, radius)`; None for nothing."""
    boxes = [geometry.extent for geometry in geometries]
    if ring is not None:
        x, y, radius = ring
        boxes.append((x - radius, y - radius, x + radius, y + radius))
    return around(boxes)


def around(boxes):
    """One box around several; None for none."""
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def shown(base, points):
    """The ground that a map shows: the circle with what is near it, else where most outlets are."""
    if base is None:
        if not points:
            return None
        xs, ys = (sorted(values) for values in zip(*points, strict=True))
        x, y = xs[len(xs) // 2], ys[len(ys) // 2]
        base = (x - LEAST, y - LEAST, x + LEAST, y + LEAST)
    west, south, east, north = base
    near = [
        (x, y, x, y)
        for x, y in points
        if west - NEAR <= x <= east + NEAR and south - NEAR <= y <= north + NEAR
    ]
    return around([base, *near])


@dataclass(frozen=True)
class Ground:
    """The map's frame `(x, y, width, height)` in points, its middle in metres, its scale."""

    frame: tuple
    middle: tuple
    scale: int

    @classmethod
    def fitting(cls, box, frame):
        """The largest round scale at which a box of metres fits the frame."""
        west, south, east, north = box
        _x, _y, width, height = frame
        across = max(east - west, 2 * LEAST) * MARGIN * METRE / width
        along = max(north - south, 2 * LEAST) * MARGIN * METRE / height
        scale = next((s for s in SCALES if s >= max(across, along)), SCALES[-1])
        return cls(frame, ((west + east) / 2, (south + north) / 2), scale)

    def at(self, x, y):
        """Points on the page of a place in metres."""
        left, bottom, width, height = self.frame
        return (
            left + width / 2 + (x - self.middle[0]) * METRE / self.scale,
            bottom + height / 2 + (y - self.middle[1]) * METRE / self.scale,
        )

    def length(self, metres):
        """Points on the page of a length."""
        return metres * METRE / self.scale

    def holds(self, x, y):
        """Whether a place in metres lies on the map."""
        left, bottom, width, height = self.frame
        px, py = self.at(x, y)
        return left <= px <= left + width and bottom <= py <= bottom + height

    def shows(self, x, y, edge=40):
        """Whether a name at a place of the page stands well inside the frame."""
        left, bottom, width, height = self.frame
        across = left + edge < x < left + width - edge
        return across and bottom + edge < y < bottom + height - edge

    @property
    def degrees(self):
        """The map's box `(west, south, east, north)` in degrees, a little wider than its frame."""
        _left, _bottom, width, height = self.frame
        x, y = self.middle
        half = [side / 2 * self.scale / METRE * 1.02 for side in (width, height)]
        box = Polygon.from_bbox((x - half[0], y - half[1], x + half[0], y + half[1]))
        box.srid = METRES
        return box.transform(4326, clone=True).extent

    @property
    def cell(self):
        """The side of a cell of the grid in points."""
        return self.frame[2] / CELLS

    def cell_of(self, x, y):
        """The cell a place lies in: `B3`, columns from the west, rows from the north."""
        left, bottom, _width, height = self.frame
        px, py = self.at(x, y)
        column = min(int((px - left) / self.cell), CELLS - 1)
        return f"{chr(ord('A') + column)}{int((bottom + height - py) / self.cell) + 1}"

    @property
    def bar(self):
        """A round length in metres that is a fifth of the width or less."""
        most = self.frame[2] / 5 * self.scale / METRE
        steps = (50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 20_000)
        return max((step for step in steps if step <= most), default=steps[0])
