"""The Chinese font of PDFs: TrueType outlines, since a PDF cannot embed the system's other ones.

WenQuanYi Zen Hei (Debian: fonts-wqy-zenhei, GPL 2 with an exception for embedding) has all 27,484
characters of the first two CJK blocks, Latin and signs; only the glyphs in use are embedded.
"""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

NAME = "guide-map"
BLANK = "〓"
"""What stands for a character that the font does not have."""
PLACES = (
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/wqy-zenhei/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
)
"""Where distributions put it; the second font lacks rare characters."""


class FontMissing(Exception):
    """There is no usable font; the text names the file that was looked for."""


def places():
    """The files to look for: the one that `PDF_FONT` names, else the usual ones."""
    return (settings.PDF_FONT,) if settings.PDF_FONT else PLACES


def ready():
    """Register the font with the PDF library, once for each file; returns its name."""
    path = next((place for place in places() if Path(place).is_file()), None)
    if path is None:
        raise FontMissing(places()[0])
    return load(path)


@lru_cache(maxsize=4)
def load(path):
    """Read a font file; `FontMissing` for one whose outlines cannot be embedded."""
    try:
        font = TTFont(NAME, path)
    except TTFError as error:
        raise FontMissing(path) from error
    pdfmetrics.registerFont(font)
    return NAME


def printable(text):
    """The text with `BLANK` for what the font does not have, so that nothing vanishes unseen."""
    glyphs = pdfmetrics.getFont(NAME).face.charToGlyph
    return "".join(char if ord(char) in glyphs or char.isspace() else BLANK for char in str(text))
