"""PDF files with a text layer: pages in the order in which they were set, lines made whole."""

import io
import logging

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from .errors import AttachError
from .extracted import Extracted
from .furniture import join_pages
from .radicals import unified

MOST_PAGES = 2000
FULL = 0.86  # of the widest lines: such a line was broken by the margin, not by its writer
ENDS = "。！？；：:;!?"


def read(data):
    """`Extracted` of a pdf file; raises `AttachError`."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # its remarks on sloppy files help nobody
    try:
        pdf = PdfReader(io.BytesIO(data))
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise AttachError(_("The PDF is protected by a password; save it without one."))
        if len(pdf.pages) > MOST_PAGES:
            raise AttachError(_("The PDF has more than 2,000 pages."))
        pages = [unified(page.extract_text()) for page in pdf.pages]
    except AttachError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise AttachError(_("The PDF is damaged and cannot be read.")) from error
    return Extracted("pdf", whole_lines(join_pages(pages)))


def whole_lines(words):
    """Lines that the margin broke joined again; others stay."""
    lines = words.split("\n")
    lengths = sorted(len(line) for line in lines if line.strip())
    widest = lengths[int(len(lengths) * 0.95)] if lengths else 0
    joined = []
    for number, line in enumerate(lines):
        if number and continues(lines[number - 1], line, widest):
            joined[-1] += line.strip()
        else:
            joined.append(line)
    return "\n".join(joined)


def continues(before, line, widest):
    """Whether a line goes on where the one before was full."""
    full = len(before.rstrip()) >= FULL * widest > 10
    return full and bool(line.strip()) and not before.rstrip().endswith(tuple(ENDS))
