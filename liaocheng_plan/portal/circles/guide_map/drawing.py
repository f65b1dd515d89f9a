"""The map itself: ground, outlines, marks with numbers, grid; nothing at a made-up spot."""

from dataclasses import dataclass

import numpy as np
from django.contrib.gis.geos import Polygon
from reportlab.lib.colors import HexColor, white
from reportlab.lib.units import mm

from . import roads
from .fonts import NAME, printable
from .looks import INK
from .spreading import pushes, spread

MUTED, EDGE, LAKE = HexColor("#566273"), HexColor("#8b9099"), HexColor("#0b6272")
STYLES = {
    "community": (0.9, (), HexColor("#6d5a2a")),
    "declared": (2.2, (), LAKE),
    "reach": (1.1, (5, 3), LAKE),
}
"""Width, dashes and hue of each kind of outline; the computed one is dashed."""
HOLE_M2 = 60_000
"""Holes of an area below this, some 250 m across, are not drawn."""


@dataclass(frozen=True)
class Sizes:
    """Measures that grow with the sheet, in points."""

    mark: float
    text: float

    @property
    def label(self):
        """Width and height of a mark with its number."""
        return self.mark * 2.3 + self.text * 1.8, max(self.mark * 2.5, self.text * 1.25)


def draw(canvas, sheet):
    """Draw the map of a `Sheet` into its frame."""
    content, ground, sizes = sheet.content, sheet.ground, sheet.paper.sizes
    left, bottom, width, height = ground.frame
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(left, bottom, width, height)
    canvas.clipPath(clip, stroke=0, fill=0)
    grid(canvas, ground)
    streets, barriers, _day = sheet.around
    roads.draw_barriers(canvas, barriers, ground, sizes)
    if streets:
        roads.draw_streets(canvas, streets, ground)
    else:
        roads.draw(canvas, ground, sizes)
    own_ground(canvas, content, ground)
    for row, geometry in content.outlines:
        outline(canvas, row.kind, geometry, ground)
    marks(canvas, content.drawn, sheet.marks, sizes)
    canvas.restoreState()
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.8)
    canvas.rect(left, bottom, width, height)
    grid_names(canvas, ground, sizes)


def own_ground(canvas, content, ground):
    """The circle's own position: its area, or its middle with the circle of error."""
    canvas.saveState()
    canvas.setStrokeColor(MUTED)
    canvas.setLineWidth(0.8)
    if content.area is not None:
        canvas.setDash(*dashes(content.circle.provisional))
        canvas.drawPath(path_of(canvas, content.area, ground), stroke=1, fill=0)
    elif content.ring is not None:
        x, y = ground.at(*content.ring[:2])
        canvas.line(x - 4, y, x + 4, y)
        canvas.line(x, y - 4, x, y + 4)
        if content.ring[2]:
            canvas.setDash(1.5, 3)
            canvas.circle(x, y, ground.length(content.ring[2]), stroke=1, fill=0)
    canvas.restoreState()


def dashes(provisional):
    """Dashes of what has to be checked."""
    return ((1.5, 3),) if provisional else ()


def outline(canvas, kind, geometry, ground):
    """One outline in its own style."""
    width, dashed, hue = STYLES[kind]
    canvas.saveState()
    canvas.setStrokeColor(hue)
    canvas.setLineWidth(width)
    if dashed:
        canvas.setDash(*dashed)
    canvas.drawPath(path_of(canvas, geometry, ground), stroke=1, fill=0)
    canvas.restoreState()


def path_of(canvas, geometry, ground):
    """Rings of an area in metres as a path of the page, without its small holes."""
    path = canvas.beginPath()
    for ring in rings(geometry):
        for number, (x, y, *_height) in enumerate(ring.coords):
            (path.lineTo if number else path.moveTo)(*ground.at(x, y))
        path.close()
    return path


def rings(geometry):
    """Outer rings and the holes of `HOLE_M2` or more.

    A reach by streets has dozens of smaller holes between them, which would hide the outlets.
    They are left out of the drawing alone: the outline itself and all that is counted keep them.
    """
    for area in geometry if geometry.geom_type == "MultiPolygon" else [geometry]:
        outer, *holes = area
        yield outer
        yield from (hole for hole in holes if Polygon(hole).area >= HOLE_M2)


@dataclass(frozen=True)
class Marks:
    """Where marks stand: `points` are the outlets' own, `places` those of the labels, in points.

    `crowded`: with numbers they would be pushed too far from their places, so that small marks
    stand alone and the list finds them by the cells of the grid.
    """

    points: list
    places: object
    label: tuple
    crowded: bool

    @classmethod
    def of(cls, drawn, ground, sizes):
        """Labels spread inside the frame."""
        points = [ground.at(*entry.point) for _look, entry in drawn]
        left, bottom, width, height = ground.frame
        frame = (left + 1, bottom + 1, left + width - 1, bottom + height - 1)
        places = spread(points, *sizes.label, frame)
        if not crowded(points, places, sizes.label):
            return cls(points, places, sizes.label, False)
        small = (sizes.mark * 1.5, sizes.mark * 1.5)
        return cls(points, spread(points, *small, frame), small, True)


def crowded(points, places, label):
    """Whether a tenth of the labels stand far from their places, or a twentieth still overlap."""
    if not points:
        return False
    way = np.abs(places - np.asarray(points)).max(axis=1)
    overlapping, _push = pushes(places, np.array(label))
    return float(np.quantile(way, 0.9)) > 3 * label[0] or len(overlapping) > len(points) / 20


def marks(canvas, drawn, found, sizes):
    """Marks with numbers; one that had to move aside has a hairline to its place."""
    canvas.setStrokeColor(INK)
    canvas.setFillColor(INK)
    canvas.setLineWidth(0.4)
    width, height = found.label
    ends = [end_of(place, found, sizes) for place in found.places]
    for (x, y), place, end in zip(found.points, found.places, ends, strict=True):
        if abs(place[0] - x) > width * 0.55 or abs(place[1] - y) > height * 0.55:
            canvas.line(x, y, *end)
            canvas.circle(x, y, 0.9, stroke=0, fill=1)
    for (look, entry), end in zip(drawn, ends, strict=True):
        if found.crowded:
            look.draw(canvas, *end, sizes.mark * 0.6, entry.provisional)
        else:
            mark(canvas, look, entry, end, sizes)


def end_of(place, found, sizes):
    """Where the mark of a label stands: at its left, alone in its middle."""
    aside = 0 if found.crowded else sizes.mark * 1.15 - found.label[0] / 2
    return float(place[0] + aside), float(place[1])


def mark(canvas, look, entry, at, sizes):
    """A mark and its number on a white ground."""
    x, y = at
    look.draw(canvas, x, y, sizes.mark, entry.provisional)
    words = str(entry.number)
    canvas.setFont(NAME, sizes.text)
    start = x + sizes.mark * 1.5
    canvas.setFillColor(white)
    canvas.setFillAlpha(0.75)
    width = canvas.stringWidth(words, NAME, sizes.text)
    canvas.rect(start - 0.5, y - sizes.text * 0.45, width + 1, sizes.text * 0.95, stroke=0, fill=1)
    canvas.setFillAlpha(1)
    canvas.setFillColor(INK)
    canvas.drawString(start, y - sizes.text * 0.36, words)


def grid(canvas, ground):
    """Hairlines of the grid."""
    left, bottom, width, height = ground.frame
    canvas.setStrokeColor(HexColor("#e3e1da"))
    canvas.setLineWidth(0.5)
    for x, _name in columns(ground):
        canvas.line(x, bottom, x, bottom + height)
    for y, _name in rows(ground):
        canvas.line(left, y, left + width, y)


def columns(ground):
    """`(x, letter)` of the grid's columns."""
    left, _bottom, width, _height = ground.frame
    count = round(width / ground.cell)
    return [(left + n * ground.cell, chr(ord("A") + n)) for n in range(count)]


def rows(ground):
    """`(y, number)` of the upper edges of the grid's rows."""
    _left, bottom, _width, height = ground.frame
    top, found = bottom + height, []
    while top - len(found) * ground.cell > bottom + 1:
        found.append((top - len(found) * ground.cell, str(len(found) + 1)))
    return found


def grid_names(canvas, ground, sizes):
    """Letters above, numbers at the left, outside the frame."""
    left, bottom, _width, height = ground.frame
    canvas.setFont(NAME, sizes.text)
    canvas.setFillColor(MUTED)
    for x, name in columns(ground):
        canvas.drawCentredString(x + ground.cell / 2, bottom + height + 1 * mm, name)
    for y, name in rows(ground):
        middle = (y + max(y - ground.cell, bottom)) / 2
        canvas.drawRightString(left - 1 * mm, middle - sizes.text * 0.36, printable(name))
