"""Text files: UTF-8 (with or without mark), UTF-16 with mark, GB 18030."""

import codecs

from django.utils.translation import gettext as _

from .errors import AttachError
from .extracted import Extracted
from .furniture import join_pages

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read(data):
    """`Extracted` of a text file; a form feed ends a page."""
    words = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    return Extracted("txt", join_pages(words.split("\f")))


def decode(data):
    """The text of these bytes; raises `AttachError` where they are none."""
    marked = [name for mark, name in MARKS.items() if data.startswith(mark)]
    for encoding in marked or ("utf-8", "gb18030"):
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in words:
            return words
    raise AttachError(
        _("The file is neither txt (UTF-8 or GB 18030) nor docx nor pdf, or it is damaged.")
    )
