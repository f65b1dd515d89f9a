"""Word files (docx): paragraphs, tables, text boxes and automatic numbers, in reading order.

Heads, feet and page numbers lie in parts of their own and are not read; what tracked changes
deleted is left out, what they inserted counts.
"""

import io
from zipfile import BadZipFile

import docx
from django.utils.translation import gettext as _
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from .errors import AttachError
from .extracted import Extracted
from .word_numbers import Numbering

PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
TEXT, TAB, BREAK, HYPHEN = qn("w:t"), qn("w:tab"), {qn("w:br"), qn("w:cr")}, qn("w:noBreakHyphen")
BOX = qn("w:txbxContent")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LEFT_OUT = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText"), FALLBACK}


def read(data):
    """`Extracted` of a docx file; raises `AttachError`."""
    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise AttachError(_("The file is no readable Word file (.docx).")) from error
    lines = list(blocks(document.element.body, Numbering(document)))
    return Extracted("docx", "\n".join(lines) + "\n")


def blocks(parent, numbering):
    """The lines of a body, a cell or a text box."""
    for child in parent:
        if child.tag == PARAGRAPH:
            yield from paragraph(child, numbering)
        elif child.tag == TABLE:
            yield from table(child, numbering)
        elif child.tag not in LEFT_OUT and isinstance(child.tag, str):
            yield from blocks(child, numbering)


def paragraph(element, numbering):
    """A paragraph's line or lines, then those of the text boxes that hang on it."""
    words, boxes = [], []
    collect(element, words, boxes)
    line = "".join(words)
    if line.strip():
        yield numbering.number(element) + line
    for box in boxes:
        yield from ("\t" + inside for inside in blocks(box, numbering))


def collect(element, words, boxes):
    """Gather the words of runs; text boxes are kept for afterwards."""
    for child in element:
        if child.tag in LEFT_OUT:
            continue
        if child.tag == BOX:
            boxes.append(child)
        elif child.tag == TEXT:
            words.append(child.text or "")
        elif child.tag == TAB:
            words.append("\t")
        elif child.tag in BREAK:
            words.append("\n")
        elif child.tag == HYPHEN:
            words.append("-")
        else:
            collect(child, words, boxes)


def table(element, numbering):
    """Its rows: a table of one column is a box, its lines set in; else a row is a line."""
    rows = [list(row.iterfind(CELL)) for row in element.iter(ROW) if own(row, element)]
    box = all(len(cells) == 1 for cells in rows)
    for cells in rows:
        lines = [list(blocks(cell, numbering)) for cell in cells]
        if box:
            yield from ("\t" + line for line in lines[0])
        else:
            yield "\t".join(" ".join(cell).strip() for cell in lines)


def own(row, element):
    """Whether a row belongs to this table, not to one inside it."""
    parent = row.getparent()
    while parent.tag != TABLE:
        parent = parent.getparent()
    return parent is element
