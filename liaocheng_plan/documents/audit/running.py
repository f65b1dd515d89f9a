"""Running text of the attached documents: by clause, paragraph and sentence, page breaks undone."""

import re
from dataclasses import dataclass

from .printed import TEXT, Mention

BROKEN = re.compile(r"(?<=[\u4e00-\u9fff，、0-9])\n+(?=[\u4e00-\u9fff，、“《0-9])")
HEADING = re.compile(r"[（(]?[一二三四五六七八九十0-9]+[）)、.．]")
SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
LONGEST_HEADING = 24


@dataclass(frozen=True)
class Passage:
    """Words of one clause as they run: a clause's body, a paragraph or a sentence of it."""

    words: str
    row: object

    def reading(self, quote, says="stated"):
        """A reading whose value and quote are words of the passage."""
        return {**Mention(self.words, self.row, TEXT).reading(quote), "says": says}


def bodies(book):
    """The attached clauses in the order of their documents, breaks inside sentences undone."""
    if not hasattr(book, "_bodies"):
        rows = [(book.by_ref.get(f"clauses/{key}"), words) for key, words in book.texts]
        found = [Passage(flowing(words), row) for row, words in rows if row is not None]
        book._bodies = sorted(found, key=place_in_book)
    return book._bodies


def place_in_book(passage):
    """Document and place in it; rows of tests may have no order."""
    return str(passage.row.value("document") or ""), passage.row.value("order") or 0


def flowing(words):
    """The words with lines that a page has broken in mid-sentence joined to the next one."""
    return BROKEN.sub(lambda match: joint(words, match), words)


def joint(words, match):
    """Nothing where a page has broken a sentence; the break itself after a heading or a cell."""
    line = words[words.rfind("\n", 0, match.start()) + 1 : match.start()]
    prose = "。" in line or (len(line) > LONGEST_HEADING and not HEADING.match(line))
    return "" if prose else match[0]


def paragraphs(book):
    """Each line of each clause."""
    for body in bodies(book):
        for line in body.words.split("\n"):
            if line.strip():
                yield Passage(line.strip(), body.row)


def sentences(book):
    """Each sentence of each clause, its closing sign included; made once."""
    if not hasattr(book, "_sentences"):
        book._sentences = [
            Passage(match[0].strip(), body.row)
            for body in bodies(book)
            for match in SENTENCE.finditer(body.words)
            if match[0].strip()
        ]
    return book._sentences


def holding(book, pattern):
    """`(match, passage)` of a pattern in all sentences; quick where it is nowhere."""
    if not hasattr(book, "_running"):
        book._running = "\n".join(passage.words for passage in sentences(book))
    if not pattern.search(book._running):
        return
    for passage in sentences(book):
        for match in pattern.finditer(passage.words):
            yield match, passage
