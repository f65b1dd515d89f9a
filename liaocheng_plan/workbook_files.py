"""Opening a stranger's workbook: everything that could harm is refused before it is parsed."""

from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.xml.functions import iterparse

LARGEST = 5 * 1024 * 1024  # bytes of the file
UNPACKED = 30 * 1024 * 1024  # bytes of all its parts
PARTS = 200
OLE = b"\xd0\xcf\x11\xe0"


def opened(upload, largest=LARGEST, unpacked=UNPACKED):
    """The workbook of an uploaded file of at most so many bytes, for reading row by row.

    Raises `ValidationError` as `checked` does, and where it cannot be parsed.
    """
    checked(upload, largest, unpacked)
    return parsed(upload)


def checked(upload, largest=LARGEST, unpacked=UNPACKED):
    """How many bytes a file unpacks to; nothing of it is unpacked for that.

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
    return check_parts(upload, unpacked)


def check_parts(upload, unpacked):
    """The bytes of all parts, as the archive says; reading it unpacks nothing."""
    try:
        with ZipFile(upload) as archive:
            parts = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        refuse(_("The file is damaged or no .xlsx file."))
    size = sum(part.file_size for part in parts)
    if len(parts) > PARTS or size > unpacked:
        refuse(_("The file unpacks to far more than a form can hold."))
    names = {part.filename for part in parts}
    if any("vbaproject" in part.lower() or "macrosheets" in part.lower() for part in names):
        refuse(_("Files with macros are not taken; save it as .xlsx."))
    if "xl/workbook.xml" not in names:
        refuse(_("The file is damaged or no .xlsx file."))
    upload.seek(0)
    return size


class Sheet(ReadOnlyWorksheet):
    """A sheet that is not searched for its size: where none is stated, that reads all its rows."""

    def _get_size(self):
        """Leave the size unknown; parse the beginning, where forbidden entities are declared."""
        with self._get_source() as source:
            next(iterparse(source, events=["start"]), None)


class Reader(ExcelReader):
    """openpyxl's reader, with such sheets; those of charts have no rows."""

    def read_worksheets(self):
        """Make the sheets, without reading them."""
        for sheet, place in self.parser.find_sheets():
            if place.target in self.valid_files and "chartsheet" not in place.Type:
                made = Sheet(self.wb, sheet.name, place.target, self.shared_strings)
                made.sheet_state = sheet.state
                self.wb._sheets.append(made)


def parsed(upload):
    """The workbook, read row by row; XML entities are refused by defusedxml."""
    try:
        reader = Reader(upload, read_only=True, data_only=False, keep_links=False)
        reader.read()
        return reader.wb
    except Exception:  # a hostile file can break the parser in any way
        refuse(_("The file is damaged or no .xlsx file."))


def refuse(sentence):
    """Raise `ValidationError`."""
    raise ValidationError(sentence, code="file")
