"""Official-looking files made from a plain text: Word and PDF with heads, feet, boxes, tables."""

import io
import re

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

FONT = "STSong-Light"
HEAD = "聊城市人民政府公报"
BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, wordWrap="CJK")


def layout(raw):
    """`("p", line)`, `("box", lines)` and `("table", rows)` of a text whose boxes are set in.

    Rows are what stands between empty lines of a box and begins with a running number.
    """
    blocks = []
    for chunk in re.split(r"\n\s*\n", raw):
        lines = [line for line in chunk.split("\n") if line.strip()]
        inside = [line.strip() for line in lines if line.startswith("\t")]
        if not inside or len(inside) < len(lines):
            blocks += [("p", line.strip()) for line in lines]
        elif len(inside) > 1 and inside[0].isdigit():
            append(blocks, "table", inside)
        else:
            append(blocks, "box", *inside)
    return blocks


def append(blocks, kind, *rows):
    """Add rows to the block before, if it is of the same kind."""
    if blocks and blocks[-1][0] == kind:
        blocks[-1][1].extend(rows)
    else:
        blocks.append((kind, list(rows)))


def word(raw):
    """The bytes of a Word file with a head, page numbers, boxes and tables."""
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = HEAD
    page_number(file.sections[0].footer.paragraphs[0])
    for kind, content in layout(raw):
        if kind == "p":
            file.add_paragraph(content)
        elif kind == "box":
            cell = file.add_table(1, 1).cell(0, 0)
            cell.text = content[0]
            for line in content[1:]:
                cell.add_paragraph(line)
        else:
            word_table(file, content)
    data = io.BytesIO()
    file.save(data)
    return data.getvalue()


def word_table(file, rows):
    """A table of as many columns as its widest row."""
    table = file.add_table(0, max(map(len, rows)))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=False):
            cell.text = words


def page_number(paragraph):
    """A field that prints the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def pdf(raw):
    """The bytes of a PDF with a running head, — 1 — at the foot, boxes and tables."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    data = io.BytesIO()
    story = [flowable(kind, content) for kind, content in layout(raw)]
    SimpleDocTemplate(data, pagesize=A4).build(story, onFirstPage=furnish, onLaterPages=furnish)
    return data.getvalue()


def flowable(kind, content):
    """A block as reportlab sets it; long cells break their lines."""
    if kind == "p":
        return Paragraph(content, BODY)
    rows = [[line] for line in content] if kind == "box" else content
    width = 440 / max(map(len, rows))
    cells = [[Paragraph(words, BODY) for words in row] for row in rows]
    return Table(cells, colWidths=width, style=TableStyle([("BOX", (0, 0), (-1, -1), 1, "#000")]))


def furnish(canvas, page):
    """Running head and page number of one page."""
    canvas.setFont(FONT, 9)
    canvas.drawString(200, 800, HEAD)
    canvas.drawString(280, 30, f"— {page.page} —")
