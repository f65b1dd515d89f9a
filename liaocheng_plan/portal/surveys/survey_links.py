"""The address that residents type or scan, and its QR code."""

from io import BytesIO

import segno
from django.urls import reverse
from django.utils.safestring import mark_safe

from ..circles.views_guide_map import public_url

QUIET = 4  # modules of quiet zone, as ISO/IEC 18004 asks for
KINDS = {"svg": "image/svg+xml", "png": "image/png"}


def address(request, survey):
    """Where residents answer: below `SITE_URL`, or where this page is read while none is set."""
    return public_url(request, reverse("survey-answer", args=[survey.token]))


def code(text):
    """The code with medium error correction: paper on a wall gets dirty."""
    return segno.make(text, error="m", micro=False)


def inline(text):
    """As SVG inside a page: dark on light in every colour scheme, no style attribute."""
    return mark_safe(code(text).svg_inline(omitsize=True, border=QUIET, dark="#000", light="#fff"))


def file(text, kind):
    """As a file of one of `KINDS`; PNG with 12 pixels a module, sharp at 5 cm on paper."""
    buffer = BytesIO()
    code(text).save(buffer, kind=kind, scale=12, border=QUIET, dark="#000", light="#fff")
    return buffer.getvalue()
