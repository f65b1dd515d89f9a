"""Opening a stranger's workbook: everything that could harm is refused before it is parsed."""

from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook

LARGEST = 5 * 1024 * 1024  # bytes of the file
UNPACKED = 30 * 1024 * 1024  # bytes of all its parts
PARTS = 200
OLE = b"\xd0\xcf\x11\xe0"


def opened(upload, largest=LARGEST, unpacked=UNPACKED):
    """The workbook of an uploaded file of at most so many bytes, for reading row by row.

    Raises `ValidationError` for a file that is too large, packed to burst, protected by a
    password, of another type, with macros, or damaged.
    """
    name = (upload.name or "").lower()
    if upload.size > largest:
        refuse(_("The file is larger than %(most)d MB.") % {"most": largest // 1024 // 1024})
    if name.endswith((".xlsm", ".xltm", ".xlsb")):
        refuse(_("Files with macros are not taken; save it as .xlsx."))
    beginning = upload.read(4)
    upload.seek(0)
    if beginning == OLE:
        refuse(_("The file is protected by a password, or an old .xls; save it as open .xlsx."))
    if not name.endswith(".xlsx"):
        refuse(_("This is no .xlsx file; fill in the workbook that was downloaded here."))
    check_parts(upload, unpacked)
    return parsed(upload)


def check_parts(upload, unpacked):
    """What the archive says of its parts; reading it unpacks nothing."""
    try:
        with ZipFile(upload) as archive:
            parts = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        refuse(_("The file is damaged or no .xlsx file."))
    if len(parts) > PARTS or sum(part.file_size for part in parts) > unpacked:
        refuse(_("The file unpacks to far more than a form can hold."))
    names = {part.filename for part in parts}
    if any("vbaproject" in part.lower() or "macrosheets" in part.lower() for part in names):
        refuse(_("Files with macros are not taken; save it as .xlsx."))
    if "xl/workbook.xml" not in names:
        refuse(_("The file is damaged or no .xlsx file."))
    upload.seek(0)


def parsed(upload):
    """The workbook, read row by row; XML entities are refused by defusedxml."""
    try:
        return load_workbook(upload, read_only=True, data_only=False, keep_links=False)
    except Exception:  # a hostile file can break the parser in any way
        refuse(_("The file is damaged or no .xlsx file."))


def refuse(sentence):
    """Raise `ValidationError`."""
    raise ValidationError(sentence, code="file")
