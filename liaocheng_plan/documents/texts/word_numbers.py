"""Automatic numbers of Word paragraphs: 一、 （一） 1. are printed but not in the words."""

from collections import defaultdict

from docx.oxml.ns import qn

DIGITS = "零一二三四五六七八九"
CHINESE = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital"}
CIRCLED = 0x2460  # ①


class Numbering:
    """Counts the numbered paragraphs of a document as Word does when it prints them."""

    def __init__(self, document):
        self.counts = defaultdict(dict)
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            root = None
        self.levels = levels(root) if root is not None else {}
        self.styles = styles(document.styles.element)

    def number(self, paragraph):
        """The number that is printed before a paragraph, with its signs; "" for none."""
        identifier, level = self.place(paragraph)
        levels = self.levels.get(identifier)
        if not levels or level not in levels:
            return ""
        counts = self.counts[identifier]
        counts[level] = counts.get(level, levels[level]["start"] - 1) + 1
        for deeper in [name for name in counts if name > level]:
            del counts[deeper]
        return self.printed(levels, level, counts)

    def place(self, paragraph):
        """`(numbering, level)` of a paragraph, by itself or by its style; `(None, 0)` for none."""
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if found is None:
            style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            found = self.styles.get(style.get(qn("w:val"))) if style is not None else None
        return (
            (None, 0)
            if found is None
            else (value(found, "w:numId"), int(value(found, "w:ilvl", 0)))
        )

    def printed(self, levels, level, counts):
        """The text of a level, `（%2）`, with the counts in it."""
        text = levels[level]["text"]
        for other in range(level + 1):
            if other in levels:
                count = counts.get(other, levels[other]["start"])
                text = text.replace(f"%{other + 1}", in_signs(count, levels[other]["format"]))
        return text


def levels(root):
    """`{numbering: {level: {start, format, text}}}` of the numbering part."""
    abstract = {}
    for element in root.iterfind(qn("w:abstractNum")):
        abstract[element.get(qn("w:abstractNumId"))] = {
            int(level.get(qn("w:ilvl"))): {
                "start": int(value(level, "w:start", 1)),
                "format": value(level, "w:numFmt", "decimal"),
                "text": ""
                if value(level, "w:numFmt") == "bullet"
                else value(level, "w:lvlText", ""),
            }
            for level in element.iterfind(qn("w:lvl"))
        }
    return {
        element.get(qn("w:numId")): abstract.get(value(element, "w:abstractNumId"), {})
        for element in root.iterfind(qn("w:num"))
    }


def styles(root):
    """`{style: its numPr}` of the paragraph styles that number."""
    found = {}
    for style in root.iterfind(qn("w:style")):
        number = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if number is not None:
            found[style.get(qn("w:styleId"))] = number
    return found


def value(element, name, default=None):
    """The `w:val` of a child."""
    child = element.find(qn(name))
    return default if child is None else child.get(qn("w:val"), default)


def in_signs(count, form):
    """A count as it is printed: 1, 一, ①."""
    if form in CHINESE:
        return chinese(count)
    if form == "decimalEnclosedCircle" and count <= 20:
        return chr(CIRCLED + count - 1)
    return str(count)


def chinese(count):
    """A count up to 99 in Chinese numerals."""
    tens, ones = divmod(count, 10)
    head = "" if not tens else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones or not tens else "")
