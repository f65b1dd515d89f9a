"""What stands below the map: north, scale, what the lines mean, how sure the positions are."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from reportlab.lib.colors import black, white
from reportlab.lib.units import mm

from ...display import numbers
from .. import outline_words
from .drawing import MUTED, STYLES
from .fonts import NAME, printable
from .looks import CIRCLE, INK, Look
from .roads import LINE, WATER


def draw(canvas, sheet, at, width, size):
    """Draw the strip with its upper left corner at `at`; returns its height in points."""
    x, y = at
    north(canvas, x + 3 * mm, y - 1 * mm, size)
    right = scale_bar(canvas, x + 9 * mm, y - size * 1.6, sheet.ground, size)
    return items(canvas, lines(sheet), (right + 6 * mm, y), x + width, size)


def north(canvas, x, y, size):
    """An arrow to the north: the projection's north, which is true north to half a degree."""
    canvas.setFillColor(INK)
    path = canvas.beginPath()
    for number, (dx, dy) in enumerate(((0, 0), (-1.6, -5), (0, -3.8), (1.6, -5))):
        (path.lineTo if number else path.moveTo)(x + dx * mm, y + dy * mm)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFont(NAME, size)
    canvas.drawCentredString(x, y - 5.2 * mm - size * 0.8, printable(_("N")))


def scale_bar(canvas, x, y, ground, size):
    """A bar in two halves with its length and the scale; returns where it ends."""
    half = ground.length(ground.bar) / 2
    canvas.setLineWidth(0.6)
    canvas.setStrokeColor(black)
    for part, fill in ((0, INK), (1, white)):
        canvas.setFillColor(fill)
        canvas.rect(x + part * half, y, half, 1.4 * mm, stroke=1, fill=1)
    canvas.setFillColor(INK)
    canvas.setFont(NAME, size)
    words = f"{numbers.plain(ground.bar)} m    1:{numbers.plain(ground.scale)}"
    canvas.drawString(x, y - size * 1.25, words)
    return x + max(2 * half, canvas.stringWidth(words, NAME, size))


def lines(sheet):
    """`(how to draw it, words)` of what is on this map."""
    content, marks = sheet.content, sheet.marks
    found = [
        (("line", STYLES[row.kind]), outline_words.outline(row))
        for row, _geometry in content.outlines
    ]
    if content.ring and content.ring[2]:
        off = _("Position of the circle: may lie anywhere inside (±%(metres)s m)")
        found.append(
            (
                ("line", (0.8, (1.5, 3), MUTED)),
                off % {"metres": numbers.plain(content.ring[2])},
            )
        )
    elif content.area is not None:
        dashed = (1.5, 3) if content.circle.provisional else ()
        found.append((("line", (0.8, dashed, MUTED)), _("Area of the circle as located")))
    if any(entry.provisional for _look, entry in content.drawn):
        found.append((("mark", None), _("Dashed and pale: position to be checked")))
    if content.suspected:
        said = ngettext(
            "%(n)s outlet may be listed twice (suspected duplicate)",
            "%(n)s outlets may be listed twice (suspected duplicates)",
            content.suspected,
        )
        found.append((None, said % {"n": content.suspected}))
    if marks.crowded:
        found.append((None, _("Many outlets: find them by the cells of the grid")))
    if content.drawn:
        found.append((("leader", None), _("Hairline: mark moved aside, the dot is its place")))
    return found + ground_lines(*sheet.around)


def ground_lines(streets, barriers, day):
    """What the streets are, and barriers where there are any."""
    if streets:
        words = _("Streets (network of %(day)s)") % {"day": numbers.day(day)}
        found = [(("line", (0.7, (), LINE)), words)]
    else:
        found = [(("line", (0.9, (4, 2.5), LINE)), _("Roads are schematic"))]
    if barriers:
        found.append((("line", (2.4, (), WATER)), _("Rivers, lakes, railways, expressways")))
    return found


def items(canvas, found, at, right, size):
    """The entries one after another in lines; returns the height that they take."""
    left, top = at
    x, y, step = left, top - size, size * 1.6
    canvas.setFont(NAME, size)
    for sample, words in found:
        words = printable(words)
        width = size * 3.4 + canvas.stringWidth(words, NAME, size) + size
        if x > left and x + width > right:
            x, y = left, y - step
        if sample:
            draw_sample(canvas, sample, x, y + size * 0.35, size)
        canvas.setFillColor(INK)
        canvas.setFont(NAME, size)
        canvas.drawString(x + (size * 3.4 if sample else 0), y, words)
        x += width
    return max(top - y + size * 0.6, 11 * mm)


def draw_sample(canvas, sample, x, y, size):
    """A piece of a line, a mark to be checked, or a hairline with its dot."""
    kind, style = sample
    canvas.saveState()
    if kind == "line":
        width, dashed, hue = style
        canvas.setStrokeColor(hue)
        canvas.setLineWidth(width)
        if dashed:
            canvas.setDash(*dashed)
        canvas.line(x, y, x + size * 2.8, y)
    elif kind == "mark":
        Look("basic", CIRCLE).draw(canvas, x + size * 1.4, y, size * 0.45, provisional=True)
    else:
        canvas.setStrokeColor(INK)
        canvas.setFillColor(INK)
        canvas.setLineWidth(0.4)
        canvas.line(x + size * 0.4, y - size * 0.2, x + size * 2.4, y + size * 0.3)
        canvas.circle(x + size * 0.4, y - size * 0.2, 0.9, stroke=0, fill=1)
    canvas.restoreState()
