"""Reading an official file: by what it holds, not by what its name says."""

import io
import zipfile

from django.utils.translation import gettext as _

from . import pdf, plain, word
from .errors import AttachError

LARGEST = 50_000_000  # bytes; the two real files have 60 KB to some MB
LARGEST_UNPACKED = 200_000_000  # bytes of a docx, pictures included
LARGEST_RATIO = 200  # of packed XML; Word reaches some 30
LEAST_SIGNS = 40  # fewer signs are no official text
OLE = b"\xd0\xcf\x11\xe0"


def read(data: bytes):
    """`Extracted` of a txt, docx or pdf file; raises `AttachError`."""
    if len(data) > LARGEST:
        raise AttachError(_("The file is larger than 50 MB; save it without pictures."))
    found = reader(data)(data)
    if len("".join(found.words.split())) < LEAST_SIGNS:
        raise AttachError(no_text(found.format))
    return found


def reader(data):
    """The function that reads this kind of file."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return pdf.read
    if data.startswith(b"PK"):
        refuse_bomb(data)
        return word.read
    if data.startswith(OLE):
        raise AttachError(_("This is an old Word file (.doc); save it as .docx first."))
    return plain.read


def refuse_bomb(data):
    """Raise `AttachError` for a packed file that would fill the memory, before unpacking it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise AttachError(_("The file is damaged: it cannot be unpacked.")) from error
    unpacked = sum(entry.file_size for entry in entries)
    swollen = any(e.file_size > LARGEST_RATIO * max(e.compress_size, 4096) for e in entries)
    if unpacked > LARGEST_UNPACKED or swollen:
        raise AttachError(_("The file unpacks to an implausible size and was not opened."))


def no_text(format_name):
    """Why a file without words cannot be attached."""
    if format_name == "pdf":
        return _(
            "The PDF holds pictures of pages and no text; attach the Word file, or recognise it"
            " first (OCR)."
        )
    return _("The file holds no text.")
