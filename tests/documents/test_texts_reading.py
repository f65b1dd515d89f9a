"""What is read out of official files: encodings, Word, PDF, furniture, hostile files."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from liaocheng_plan.documents.ledger.printed import without_blanks
from liaocheng_plan.documents.texts import files, reading
from liaocheng_plan.documents.texts.errors import AttachError
from liaocheng_plan.documents.texts.furniture import join_pages
from liaocheng_plan.documents.texts.heads import without_heads
from liaocheng_plan.documents.texts.radicals import unified

from .. import papers
from . import fairs

WORDS = without_blanks(fairs.TEXT)
LONG = "甲湖市东街集市改造提升工程按照统一规划、分步实施的原则推进，"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_is_read_in_every_usual_encoding(encoding):
    assert files.read(fairs.TEXT.encode(encoding)).words.strip() == fairs.TEXT.strip()


@pytest.mark.parametrize("make", [papers.word, papers.pdf])
def test_word_and_pdf_give_the_words_in_reading_order(make):
    found = files.read(make(fairs.TEXT))
    assert WORDS in without_blanks(found.words)
    assert found.words.count("\t东街与河滨路交叉口") == (1 if make is papers.word else 0)


def test_a_long_pdf_keeps_paragraphs_whole_and_loses_its_furniture():
    raw = "\n".join(f"第{n}段，" + LONG * (3 + n % 4) + "完成。" for n in range(1, 40))
    found = files.read(papers.pdf(raw)).words
    assert without_blanks(found) == without_blanks(raw)
    assert len(found.strip().split("\n")) < 60  # 39 paragraphs, not some 150 printed lines


def test_furniture_is_what_pages_repeat_and_page_numbers():
    streets = ("东街", "西街", "南街", "北街")
    pages = [
        "\n".join([f"公报 第{n}期", *[f"{street}集市改造"] * 6, "200", str(n)])
        for n, street in enumerate(streets, start=1)
    ]
    kept = join_pages(pages).split()
    assert kept == [word for street in streets for word in [*[f"{street}集市改造"] * 6, "200"]]
    assert join_pages(["甲\n5\n乙"]).split() == ["甲", "5", "乙"]


def test_a_repeated_line_is_a_head_only_where_it_breaks_sentences_off():
    torn = "\n".join([LONG * 12 + "休闲娱", "甲湖市人民政府公报", "乐设施。"] * 3)
    assert without_heads(torn) == torn.replace("甲湖市人民政府公报\n", "")
    lists = "\n".join([LONG * 12 + "如下：", "甲湖市商务局", "乙湖市商务局"] * 3)
    assert without_heads(lists) == lists
    cells = "\n".join(["东至东街，西至西街", "甲湖市便民生活圈"] * 4 + ["完"])
    assert without_heads(cells) == cells


def read(words):
    """The lines of words as they are read: rows as lists, paragraphs as texts."""
    found = reading.lines(words, 0, len(words), [])
    texts = [["".join(s.words for s in cell) for cell in line.cells] for line in found]
    return [cells if line.is_row else cells[0] for line, cells in zip(found, texts, strict=True)]


def test_cells_below_one_another_are_read_as_the_table_they_were():
    box = fairs.TEXT[fairs.TEXT.index("\t· 集市") : fairs.TEXT.index("二、保障")]
    assert read(box)[:3] == [
        "· 集市名录：",
        ["序号", "名称", "区位", "面积"],
        ["1", "东街集市", "东街与河滨路交叉口", "面积0.80万平方米"],
    ]
    assert len(read(box)) == 5
    # a row that lacks a cell: what follows is left as it stands
    torn = box.replace("\t西街集市\n", "")
    assert len(read(torn)) > 5 and "南关集市" in read(torn)


@pytest.mark.parametrize(
    ("words", "paragraphs"),
    [
        ("辖区面积0.5，平方公\n\n里，共三处。", ["辖区面积0.5，平方公里，共三处。"]),
        ("（一）建设内容\n改造大棚，", ["（一）建设内容", "改造大棚，"]),
        ("改造，提升。\n新建摊位", ["改造，提升。", "新建摊位"]),
        ("改造，提升\n2.西街集市", ["改造，提升", "2.西街集市"]),
        ("改造，约\n1.5万平方米", ["改造，约1.5万平方米"]),
        ("改造，提升“集市。”\n新建", ["改造，提升“集市。”", "新建"]),
    ],
)
def test_a_paragraph_that_a_page_broke_is_read_as_one(words, paragraphs):
    assert read(words) == paragraphs


def test_a_figure_in_a_table_is_no_page_number():
    assert join_pages(["面积\n12\n公顷"]).split() == ["面积", "12", "公顷"]


def test_signs_that_a_pdf_takes_for_others_are_made_whole():
    assert unified("⼀、⽬标⻓度⻋⾯") == "一、目标长度车面"


def numbered(paragraph, level):
    """Give a paragraph an automatic number."""
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(xml))


def levels(document, *forms):
    """Define numbering 7 with `(format, text)` by level."""
    root = document.part.numbering_part.element
    inside = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(forms)
    )
    root.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{inside}</w:abstractNum>')
    )
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="7"><w:abstractNumId w:val="77"/></w:num>')
    )


def saved(document):
    """The bytes of a Word file."""
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_automatic_numbers_of_word_are_read_as_printed():
    document = docx.Document()
    levels(document, ("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    for level, words in (
        (0, "目标"),
        (1, "总量"),
        (2, "面积"),
        (2, "数量"),
        (1, "布局"),
        (0, "措施"),
    ):
        numbered(document.add_paragraph(words), level)
    document.add_paragraph(
        "本段没有自动编号，只是为了让文件有足够的文字，可以作为一份正式文件附入系统之中，供人查阅。"
    )
    lines = files.read(saved(document)).words.split("\n")
    assert lines[:6] == ["一、目标", "（一）总量", "1.面积", "2.数量", "（二）布局", "二、措施"]


def test_deleted_words_are_left_out_and_text_boxes_stand_where_they_hang():
    document = docx.Document()
    paragraph = document.add_paragraph("集市达到")
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:t>11</w:t></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>12处</w:t></w:r></w:ins>"))
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>专栏1：集市布局</w:t>"
            "</w:r></w:p></w:txbxContent></w:pict></w:r>"
        )
    )
    document.add_paragraph("后文" * 20)
    lines = files.read(saved(document)).words.split("\n")
    assert lines[:3] == ["集市达到12处", "\t专栏1：集市布局", "后文" * 20]


def archive(**entries):
    """A packed file with these entries."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "没有文字"),
        (b"\x00\x01\x02\xff\xfe" * 50, "已损坏"),
        (b"PK\x03\x04 no archive", "无法解压"),
        (archive(a="x"), "Word"),
        (archive(bomb=b"0" * 60_000_000), "大小异常"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, ".docx"),
        (b"%PDF-1.7 nothing", "PDF"),
        (papers.pdf("短"), "扫描"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_the_reason(data, said):
    with pytest.raises(AttachError, match=said):
        files.read(data)
