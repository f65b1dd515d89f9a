"""The sheet: head with QR code, map, legend, list in columns, foot; A4 or A3 upright."""

from dataclasses import dataclass
from io import BytesIO

import segno
from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.pagesizes import A3, A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate

from . import drawing, fonts, legend, listing
from .content import Content
from .fonts import NAME, printable
from .looks import INK

MUTED = HexColor("#566273")
EDGE = 12 * mm


@dataclass(frozen=True)
class Paper:
    """A size of paper: millimetres of the map's height, columns, sizes of text in points."""

    size: tuple
    map_height: float
    columns: int
    text: float
    title: float
    sizes: drawing.Sizes


SIZES = {
    "A4": Paper(A4, 142 * mm, 3, 7.6, 20, drawing.Sizes(mark=3.4, text=6.4)),
    "A3": Paper(A3, 212 * mm, 4, 9.6, 28, drawing.Sizes(mark=4.6, text=8.4)),
}


def pdf(circle, url, size="A4"):
    """The guide map as bytes; raises `FontMissing`. The texts are in the active language."""
    paper, file = SIZES[size], BytesIO()
    font = fonts.ready()
    sheet = Sheet(Content(circle, url), paper)
    document = BaseDocTemplate(
        file,
        pagesize=paper.size,
        initialFontName=font,
        title=" ".join([circle.name, _("Guide map")]),
        author=_("Commercial plan of Liaocheng"),
        pageTemplates=sheet.templates(),
    )
    story = [NextPageTemplate("next"), *listing.story(sheet.content, paper.text)]
    document.build(story, canvasmaker=Numbered)
    return file.getvalue()


class Numbered(Canvas):
    """Pages that say which of how many they are."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.pages = []

    def showPage(self):
        """Keep the page until their number is known."""
        self.pages.append(dict(self.__dict__))
        self._startPage()

    def save(self):
        """Write every page with its number."""
        width, _height = self._pagesize
        for number, page in enumerate(self.pages, 1):
            self.__dict__.update(page)
            self.setFont(NAME, 8)
            self.setFillColor(MUTED)
            self.drawRightString(width - EDGE, 7 * mm, f"{number} / {len(self.pages)}")
            super().showPage()
        super().save()


class Sheet:
    """Where everything stands on the paper."""

    def __init__(self, content, paper):
        self.content, self.paper = content, paper
        self.width, self.height = paper.size
        self.top = self.height - EDGE - paper.title * 2.6
        bottom = self.top - paper.map_height
        inner = self.width - 2 * EDGE - 4 * mm
        self.ground = content.frame((EDGE + 4 * mm, bottom, inner, paper.map_height - 5 * mm))
        if self.ground is None:
            bottom = self.top - paper.title * 3
        self.map_bottom = bottom
        self.around = content.around(self.ground) if self.ground else None
        self.marks = self.ground and drawing.Marks.of(content.drawn, self.ground, paper.sizes)

    def templates(self):
        """The first page with the map, and those that carry on with the list."""
        small = self.paper.text * 0.95
        legend_height = self.legend_height(small)
        first = self.frames(self.map_bottom - legend_height - 2 * mm)
        rest = self.frames(self.height - EDGE - self.paper.title * 1.2)
        return [
            PageTemplate("first", first, onPage=self.first_page),
            PageTemplate("next", rest, onPage=self.next_page),
        ]

    def legend_height(self, size):
        """How high the legend will be: drawn once on a canvas that is thrown away."""
        if self.ground is None:
            return 0
        trial = Canvas(BytesIO(), pagesize=self.paper.size)
        return self.draw_legend(trial, size)

    def draw_legend(self, canvas, size):
        """The strip below the map; returns its height."""
        at = (EDGE + 4 * mm, self.map_bottom - 2.5 * mm)
        width = self.width - 2 * EDGE - 4 * mm
        return legend.draw(canvas, self, at, width, size)

    def frames(self, top):
        """Columns between `top` and the foot."""
        count, gap, bottom = self.paper.columns, 5 * mm, 14 * mm
        width = (self.width - 2 * EDGE - gap * (count - 1)) / count
        return [
            Frame(EDGE + n * (width + gap), bottom, width, top - bottom, 0, 0, 0, 0)
            for n in range(count)
        ]

    def first_page(self, canvas, _document):
        """Head, map and legend, or why there is no map."""
        self.head(canvas)
        if self.ground is None:
            self.no_map(canvas)
        else:
            drawing.draw(canvas, self)
            self.draw_legend(canvas, self.paper.text * 0.95)
        self.foot(canvas)

    def next_page(self, canvas, _document):
        """The circle's name again."""
        canvas.setFillColor(INK)
        canvas.setFont(NAME, self.paper.title * 0.6)
        words = " · ".join([self.content.circle.name, _("Guide map")])
        canvas.drawString(EDGE, self.height - EDGE - self.paper.title * 0.6, printable(words))
        self.foot(canvas)

    def head(self, canvas):
        """What it is, of which circle, and the way to its page."""
        title, top = self.paper.title, self.height - EDGE
        side = title * 2.7
        canvas.setFillColor(MUTED)
        canvas.setFont(NAME, title * 0.5)
        what = _("Guide map of the 15-minute living circle")
        words = f"{what} · {self.content.eyebrow}"
        canvas.drawString(EDGE, top - title * 0.5, printable(words))
        canvas.setFillColor(INK)
        name = printable(self.content.circle.name)
        room = self.width - 2 * EDGE - side * 2.4
        wide = canvas.stringWidth(name, NAME, title)
        canvas.setFont(NAME, title * min(1, room / wide))
        canvas.drawString(EDGE, top - title * 1.65, name)
        canvas.setFont(NAME, title * 0.45)
        canvas.setFillColor(MUTED)
        canvas.drawString(EDGE, top - title * 2.35, printable(listing.counted(self.content)))
        self.code(canvas, self.width - EDGE - side, top - side, side)

    def code(self, canvas, x, y, side):
        """The QR code of the circle's page, with words and the address beside it."""
        rows = list(segno.make(self.content.url, error="m").matrix_iter(border=2))
        cell = side / len(rows)
        canvas.setFillColor(white)
        canvas.rect(x, y, side, side, stroke=0, fill=1)
        canvas.setFillColor(black)
        for number, row in enumerate(rows):
            for column, dark in enumerate(row):
                if dark:
                    top = y + side - (number + 1) * cell
                    canvas.rect(x + column * cell, top, cell * 1.02, cell * 1.02, stroke=0, fill=1)
        canvas.linkURL(self.content.url, (x, y, x + side, y + side))
        size = self.paper.text
        canvas.setFont(NAME, size)
        canvas.setFillColor(INK)
        right = x - 2 * mm
        canvas.drawRightString(right, y + size * 2.2, printable(_("Scan: what this circle has")))
        canvas.setFillColor(MUTED)
        canvas.setFont(NAME, size * 0.85)
        canvas.drawRightString(right, y + size * 0.8, printable(self.content.url))

    def no_map(self, canvas):
        """Words instead of a map at a made-up spot."""
        size, y = self.paper.text * 1.25, self.top - self.paper.title
        canvas.setFont(NAME, size)
        canvas.setFillColor(INK)
        for sentence in (
            _("Nothing supports a position of this circle or of its outlets yet."),
            _("So no map is drawn; the list says what is known."),
        ):
            canvas.drawString(EDGE, y, printable(sentence))
            y -= size * 1.6

    def foot(self, canvas):
        """Day, datum, whether the map is reviewed."""
        canvas.setFont(NAME, 8)
        canvas.setFillColor(MUTED)
        canvas.drawString(EDGE, 7 * mm, printable(" · ".join(self.content.notes)))
