"""Streets below the map: schematic ones of the fixtures, thin and dashed, with their names."""

import json
from functools import lru_cache
from itertools import pairwise

from django.contrib.gis.geos import GEOSGeometry
from reportlab.lib.colors import HexColor

from ...maps.backdrop import roads_path
from .fonts import NAME, printable
from .ground import metric

LINE, NAMES, WATER = HexColor("#a9a496"), HexColor("#6b6656"), HexColor("#a8cdd6")


def draw_streets(canvas, streets, ground):
    """An imported network, `[(x, y)]` in metres a line: thin and solid, without names."""
    canvas.saveState()
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.6)
    for line in streets:
        points = [ground.at(x, y) for x, y in line]
        canvas.lines([(*a, *b) for a, b in pairwise(points)])
    canvas.restoreState()


def draw_barriers(canvas, barriers, ground, sizes):
    """Rivers, lakes, railways and expressways, `(name, geometry in metres)`, pale and broad."""
    canvas.saveState()
    canvas.setStrokeColor(WATER)
    canvas.setFillColor(WATER)
    canvas.setLineWidth(2.4)
    for _name, geometry in barriers:
        for part in geometry if geometry.geom_type.startswith("Multi") else [geometry]:
            draw_barrier(canvas, part, ground)
    canvas.setFillColor(NAMES)
    canvas.setFont(NAME, sizes.text)
    for name, geometry in barriers:
        at = name_at(geometry, ground)
        if at:
            canvas.drawCentredString(at[0], at[1] + sizes.text * 0.5, printable(name))
    canvas.restoreState()


def name_at(geometry, ground):
    """Where the name of a barrier stands: where it is well inside the map, or nowhere."""
    if geometry.geom_type != "LineString":
        at = ground.at(*geometry.point_on_surface.coords)
        return at if ground.shows(*at) else None
    seen = inside(ground, [ground.at(x, y) for x, y, *_height in geometry.coords])
    return seen[len(seen) // 3] if seen else None


def draw_barrier(canvas, part, ground):
    """One line or one area."""
    rings = list(part) if part.geom_type == "Polygon" else [part]
    path = canvas.beginPath()
    for ring in rings:
        for number, (x, y, *_height) in enumerate(ring.coords):
            (path.lineTo if number else path.moveTo)(*ground.at(x, y))
        if part.geom_type == "Polygon":
            path.close()
    canvas.drawPath(path, stroke=1, fill=int(part.geom_type == "Polygon"))


def draw(canvas, ground, sizes):
    """Every schematic road that crosses the map."""
    canvas.saveState()
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.9)
    canvas.setDash(4, 2.5)
    seen = []
    for name, line in metric_roads(roads_path().stat().st_mtime_ns):
        points = [ground.at(x, y) for x, y in line]
        canvas.lines([(*a, *b) for a, b in pairwise(points)])
        seen.append((name, inside(ground, points)))
    canvas.setDash()
    canvas.setFillColor(NAMES)
    for name, points in seen:
        if points:
            write(canvas, printable(name), points, sizes.text * 0.95)
    canvas.restoreState()


@lru_cache(maxsize=1)
def metric_roads(_version):
    """`[(name, [(x, y)])]` in metres; read anew when the file changes."""
    features = json.loads(roads_path().read_text(encoding="utf-8"))["features"]
    return [
        (feature["properties"]["name"], [point[:2] for point in line_of(feature).coords])
        for feature in features
    ]


def line_of(feature):
    """A road as a line in metres."""
    return metric(GEOSGeometry(json.dumps(feature["geometry"]), srid=4326))


def inside(ground, points):
    """Points along a road that lie well inside the frame."""
    found = []
    for (x1, y1), (x2, y2) in pairwise(points):
        for part in range(21):
            x, y = x1 + (x2 - x1) * part / 20, y1 + (y2 - y1) * part / 20
            if ground.shows(x, y):
                found.append((x, y))
    return found


def write(canvas, name, points, size):
    """The name near the road's western or northern end: level beside it, or letter by letter."""
    (x1, y1), (x2, y2) = points[0], points[-1]
    canvas.setFont(NAME, size)
    if abs(y2 - y1) > abs(x2 - x1):
        x, y = max(points, key=lambda point: point[1])
        for number, letter in enumerate(name):
            canvas.drawCentredString(x + size * 0.8, y - number * size * 1.1, letter)
        return
    x, y = min(points)
    canvas.drawString(x, y + size * 0.3, name)
