"""The sheet to hang up as a PDF: A4, the QR code 10.5 cm wide, Chinese above English."""

from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.textsplit import wordSplit
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from ..circles.guide_map import fonts
from . import survey_links

WIDTH, HEIGHT = A4
SIDE = 105 * mm
QUIET_ZONE = 14 * mm  # four modules of the code stay empty around it
TEXT = 170 * mm
INK, QUIET = HexColor("#1b2430"), HexColor("#566273")


def pdf(survey):
    """The page of a `SurveyPresenter` as bytes; raises `fonts.FontMissing`."""
    font, buffer = fonts.ready(), BytesIO()
    page = Canvas(buffer, pagesize=A4)
    page.setTitle(survey.survey.title)
    y = HEIGHT - 18 * mm
    for text, size, colour in above(survey):
        y = write(page, font, text, size, colour, y)
    y -= QUIET_ZONE
    draw_code(page, survey.address, y - SIDE)
    y -= SIDE + QUIET_ZONE
    for text, size, colour in below(survey):
        y = write(page, font, text, size, colour, y)
    page.save()
    return buffer.getvalue()


def above(survey):
    """Who asks, and what: `(text, points, colour)`."""
    yield "聊城市商务局", 14, QUIET
    yield survey.survey.title, 26, INK
    if survey.survey.title_en:
        yield survey.survey.title_en, 14, QUIET


def below(survey):
    """How to answer, until when, and what is not asked."""
    yield "手机扫码作答", 28, INK
    yield "Scan to answer", 14, QUIET
    yield survey.address, 14, INK
    yield survey.days, 14, INK
    yield "不记姓名，不记电话，不需登录。", 13, INK
    yield "No name, no phone number, no login.", 13, INK
    yield survey.circle.name, 12, QUIET


def write(page, font, text, size, colour, y):
    """Centred lines that fit the page; gives where the next text begins."""
    page.setFont(font, size)
    page.setFillColor(colour)
    for _room, line in wordSplit(fonts.printable(text), TEXT, font, size):
        y -= size * 1.3
        page.drawCentredString(WIDTH / 2, y, line)
    return y - 2.5 * mm


def draw_code(page, address, bottom):
    """The QR code as squares: sharp at any size."""
    rows = [list(row) for row in survey_links.code(address).matrix_iter(border=0)]
    step = SIDE / len(rows)
    page.setFillColor(HexColor("#000000"))
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                x, y = WIDTH / 2 - SIDE / 2 + across * step, bottom + SIDE - (down + 1) * step
                page.rect(x, y, step, step, stroke=0, fill=1)
