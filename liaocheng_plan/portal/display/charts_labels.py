"""Labels of a chart that do not cover each other: the telling ones first, where there is room.

How wide a chart is drawn is known in the browser only, so room is reckoned for the narrowest wide
drawing and for a phone; what a phone has no room for is hidden there by its class.
"""

from dataclasses import dataclass, replace

from .charts import text
from .tongues import HAN

WIDE, NARROW = 560, 300  # pixels
SIGN, HAN_SIGN, ABOVE, BELOW = 7.5, 13.5, 14, 5  # of a label, in pixels
SHARE = {"start": 0, "middle": 0.5, "end": 1}
FEW = 6  # points that are all worth a label


@dataclass(frozen=True)
class Label:
    """Words at a place (`x` in per cent, `y` in pixels); the lower its rank, the more it tells.

    `point` is the number of the point that it belongs to, None for another; `wide` is whether it
    is seen in wide drawings alone.
    """

    rank: int
    x: float
    y: float
    words: str
    css: str = "chart__text"
    anchor: str = "middle"
    url: str = ""
    point: int | None = None
    wide: bool = False

    def box(self, width):
        """`(left, right, top, bottom)` in pixels of a chart of that width."""
        size = sum(HAN_SIGN if HAN.match(sign) else SIGN for sign in self.words)
        left = self.x * width / 100 - SHARE[self.anchor] * size
        return left, left + size, self.y - ABOVE, self.y + BELOW

    def draw(self):
        """The label, with its link unless it is that of a point."""
        css = f"{self.css} chart__text--wide" if self.wide else self.css
        url = self.url if self.point is None else ""
        return text(self.x, self.y, self.words, css, self.anchor, url=url)


def fitting(labels):
    """The labels for which there is room, those without room on a phone marked as `wide`."""
    wide = placed(labels, WIDE)
    narrow = placed(wide, NARROW)
    return [label if label in narrow else replace(label, wide=True) for label in wide]


def placed(labels, width):
    """Labels that cover none of lower rank in a chart of that width."""
    found = []
    for label in sorted(labels, key=lambda label: label.rank):
        if not any(covers(label.box(width), other.box(width)) for other in found):
            found.append(label)
    return found


def covers(one, other):
    """Whether two boxes share any ground."""
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def ranks(values):
    """`{number: rank}` of the points worth a label: last, first, highest, lowest; of few all."""
    last = len(values) - 1
    telling = (last, 0, values.index(max(values)), values.index(min(values))) if values else ()
    others = range(len(values)) if len(values) <= FEW else ()
    found = {}
    for rank, number in enumerate((*telling, *others), 1):
        found.setdefault(number, rank)
    return found
