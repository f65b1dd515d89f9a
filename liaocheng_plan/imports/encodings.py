"""The encoding of a text file: UTF-8 (with a mark or not) or GB18030, never both."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder

from .refusing import FileRefused

CHUNK = 1 << 20
# Bytes of GB18030 can pass for two-byte UTF-8 by chance; Chinese in UTF-8 has three bytes.
FIRST_CHINESE = "ࠀ"
NAMES = {"utf-8": "UTF-8", "gb18030": "GB18030"}


def encoding_of(file):
    """`utf-8-sig` or `gb18030`; raises `FileRefused` naming the first line that does not fit."""
    file.seek(0)
    start = file.read(4)
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise FileRefused("utf16")
    if start.startswith(BOM_UTF8) or decodes(file, "utf-8"):
        check_marked(file)
        return "utf-8-sig"
    refuse_mixed(file)
    return "gb18030"


def decodes(file, encoding):
    """Whether the whole file is in an encoding."""
    decoder = getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def check_marked(file):
    """A file that is marked as UTF-8 must be it to the end."""
    if not decodes(file, "utf-8"):
        refuse_mixed(file, "utf-8")
        raise FileRefused("damaged")


def refuse_mixed(file, here=""):
    """Raise where lines of both encodings stand in one file, or of neither."""
    file.seek(0)
    for number, line in enumerate(file, 1):
        kind = encoding_of_line(line)
        if kind == "":
            raise FileRefused("encoding", line=number)
        if kind and here and kind != here:
            raise FileRefused("mixed", line=number, here=NAMES[here], there=NAMES[kind])
        here = here or kind


def encoding_of_line(line):
    """`utf-8` or `gb18030` where the line tells, None where it does not, "" where it is neither."""
    if line.isascii():
        return None
    try:
        return "utf-8" if max(line.decode("utf-8")) >= FIRST_CHINESE else None
    except UnicodeDecodeError:
        pass
    try:
        line.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "gb18030"
