"""How outlets are told apart on paper: hue and filling by tier, shape by type; grey print too."""

from dataclasses import dataclass
from math import cos, pi, sin

from reportlab.lib.colors import Color, HexColor, white

HUES = {"basic": "#14507f", "public": "#20642a", "quality": "#8a420b", "": "#4a5462"}
FILLINGS = {"basic": "solid", "public": "dotted", "quality": "hollow", "": "hollow"}
CIRCLE, INK = "circle", HexColor("#1b2430")


def regular(corners, turn=0.0, inner=None):
    """Corners of a regular polygon, or (`inner`: radius of the dents) of a star, of radius 1."""
    count = corners * (2 if inner else 1)
    radii = [1 if inner is None or n % 2 == 0 else inner for n in range(count)]
    angles = [pi / 2 + turn + 2 * pi * n / count for n in range(count)]
    return [(r * cos(a), r * sin(a)) for r, a in zip(radii, angles, strict=True)]


SHAPES = (
    CIRCLE,
    regular(4, pi / 4),
    regular(3),
    regular(4),
    regular(5, inner=0.45),
    regular(3, pi),
    regular(6),
    regular(4, pi / 4, inner=0.42),
)


@dataclass(frozen=True)
class Look:
    """A type's mark: `shape` of `SHAPES`; `ringed` for those after the eighth of a tier."""

    tier: str
    shape: object
    ringed: bool = False

    def draw(self, canvas, x, y, radius, provisional=False):
        """Draw the mark around a point; provisional ones are pale and dashed."""
        hue, filling = HexColor(HUES[self.tier]), FILLINGS[self.tier]
        canvas.saveState()
        canvas.setStrokeColor(hue)
        canvas.setLineWidth(radius * 0.28)
        canvas.setFillColor(white if filling == "hollow" else hue)
        if provisional:
            canvas.setDash(radius * 0.62, radius * 0.45)
            canvas.setFillColor(white if filling == "hollow" else pale(hue))
        outline(canvas, self.shape, x, y, radius)
        canvas.setDash()
        if filling == "dotted":
            canvas.setFillColor(hue if provisional else white)
            canvas.circle(x, y, radius * 0.3, stroke=0, fill=1)
        if self.ringed:
            canvas.setLineWidth(radius * 0.18)
            canvas.circle(x, y, radius * 1.45, stroke=1, fill=0)
        canvas.restoreState()


def outline(canvas, shape, x, y, radius):
    """A filled shape with its edge."""
    if shape == CIRCLE:
        canvas.circle(x, y, radius * 0.9, stroke=1, fill=1)
        return
    path = canvas.beginPath()
    for number, (dx, dy) in enumerate(shape):
        (path.lineTo if number else path.moveTo)(x + dx * radius, y + dy * radius)
    path.close()
    canvas.drawPath(path, stroke=1, fill=1)


def pale(hue):
    """A quarter of a hue on white."""
    return Color(*(1 - (1 - part) / 4 for part in hue.rgb()))


def looks(tiers):
    """A look for each of these types, given as their tiers in order."""
    seen, found = {}, []
    for tier in tiers:
        number = seen[tier] = seen.get(tier, -1) + 1
        ringed = number // len(SHAPES) % 2 == 1
        found.append(Look(tier, SHAPES[number % len(SHAPES)], ringed))
    return found
