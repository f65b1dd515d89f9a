"""The numbered list by type, in columns, over as many pages as it takes."""

from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Spacer

from .fonts import NAME, printable
from .looks import INK

MUTED = "#566273"


def styles(size):
    """Paragraph styles for a size of text in points."""
    common = {"fontName": NAME, "textColor": INK, "wordWrap": "CJK"}
    return {
        "entry": ParagraphStyle(
            "entry",
            fontSize=size,
            leading=size * 1.32,
            leftIndent=size * 2.1,
            bulletFontName=NAME,
            bulletFontSize=size,
            bulletIndent=0,
            **common,
        ),
        "note": ParagraphStyle("note", fontSize=size, leading=size * 1.4, **common),
    }


class Heading(Flowable):
    """A type with its mark and the number of its outlets; stays with its first outlet."""

    keepWithNext = True

    def __init__(self, group, size):
        super().__init__()
        self.group, self.size = group, size

    def wrap(self, width, _height):
        """A line with room above."""
        self.width = width
        return width, self.size * 2.1

    def draw(self):
        """Mark, name, number, and a hairline below."""
        canvas, size = self.canv, self.size
        base = size * 0.55
        if self.group.look:
            self.group.look.draw(canvas, size * 0.6, base + size * 0.35, size * 0.46)
        canvas.setFillColor(INK)
        canvas.setFont(NAME, size * 1.08)
        canvas.drawString(size * 1.7, base, fitted(self.group.name, self.width - size * 5, size))
        canvas.setFont(NAME, size * 0.9)
        canvas.drawRightString(self.width, base, str(len(self.group.entries)))
        canvas.setStrokeColor(HexColor("#8b9099"))
        canvas.setLineWidth(0.4)
        canvas.line(0, size * 0.2, self.width, size * 0.2)


def fitted(text, width, size):
    """A name cut to a width, with a sign that it is cut."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    text = printable(text)
    if stringWidth(text, NAME, size * 1.08) <= width:
        return text
    while text and stringWidth(text + "…", NAME, size * 1.08) > width:
        text = text[:-1]
    return text + "…"


class Apart:
    """A group that stands for outlets which are not drawn."""

    look = None

    def __init__(self, name, entries):
        self.name, self.entries = name, entries


def story(content, size):
    """The list as flowables: drawn outlets by type, then those that are not on the map."""
    found, style = [], styles(size)
    for group in content.groups:
        shown = [entry for entry in group.entries if entry.number]
        if shown:
            found.append(Heading(Shown(group, shown), size))
            found += [line(entry, style["entry"]) for entry in shown]
    for name, far in ((_("Outside the map"), True), (_("To be located"), False)):
        apart = content.left_out(far)
        if apart:
            found.append(Heading(Apart(name, apart), size))
            found += [line(entry, style["entry"], kind_of(entry)) for entry in apart]
    if not content.number:
        found.append(Paragraph(printable(nothing()), style["note"]))
    return [*found, Spacer(1, size)]


class Shown:
    """A type with those of its outlets that are drawn."""

    def __init__(self, group, entries):
        self.look, self.name, self.entries = group.look, group.name, entries


def line(entry, style, kind=""):
    """One outlet: number, name, cell, and in muted ink address and uncertainty."""
    name = escape(printable(entry.outlet.name))
    cell = f' <font color="{MUTED}">[{entry.cell}]</font>' if entry.cell else ""
    more = " · ".join(part for part in (kind, entry.about) if part)
    about = f' <font color="{MUTED}">{escape(printable(more))}</font>' if more else ""
    return Paragraph(f"{name}{cell}{about}", style, bulletText=str(entry.number or "—"))


def kind_of(entry):
    """The type of an outlet that stands apart from its group."""
    kind = entry.outlet.business_type
    return kind.name if kind else _("Type not known")


def nothing():
    """What an empty list says."""
    return _("No open outlet is registered in this circle. That does not say that there is none.")


def counted(content):
    """How many outlets there are, how many of them are on the map."""
    number, drawn = content.number, len(content.drawn)
    return ngettext("%(n)s open outlet", "%(n)s open outlets", number) % {"n": number} + (
        _(", %(n)s on the map") % {"n": drawn} if number else ""
    )
