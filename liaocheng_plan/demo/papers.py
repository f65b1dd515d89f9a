"""A PDF of a demo bears the words that its data are invented across every page."""

from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from liaocheng_plan.portal.circles.guide_map import FontMissing, fonts

WORDS = ("示例数据 · 非规划数据", "Demo data")


def mark(content):
    """The same PDF with the words on each page; what is no readable PDF stays as it is."""
    try:
        writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
        for page in writer.pages:
            box = page.mediabox
            over = PdfReader(BytesIO(words(float(box.width), float(box.height))))
            page.merge_page(over.pages[0])
    except PyPdfError:
        return content
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def words(width, height):
    """A page of this size in points with nothing but the words, pale and slanted."""
    file = BytesIO()
    try:
        font, said = fonts.ready(), WORDS
    except FontMissing:
        font, said = "Helvetica", WORDS[1:]
    canvas = Canvas(file, pagesize=(width, height))
    canvas.setFillColor(HexColor("#b3352b"))
    canvas.setFillAlpha(0.25)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(35)
    canvas.setFont(font, width / 14)
    for number, line in enumerate(said):
        canvas.drawCentredString(0, -number * width / 10, line)
    canvas.save()
    return file.getvalue()
