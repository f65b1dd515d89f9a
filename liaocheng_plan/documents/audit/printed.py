"""All printed words of a book with the record that holds them."""

import re
from bisect import bisect_right
from dataclasses import dataclass

HAN = re.compile(r"[\u3400-\u9fff]")
TEXT = "text"
OWN_WORDS = {"points", "measures", "notes"}


@dataclass(frozen=True)
class Mention:
    """Words as printed (or as transcribed), and where they stand."""

    words: str
    row: object
    path: str

    @property
    def printed(self):
        """Whether the words are the document's own, and no summary of ours."""
        return self.path.split(".")[0] not in OWN_WORDS

    def reading(self, value):
        """A reading of some of these words; words of an attached text are their own quote."""
        found = self.row.reading(self.path, value)
        if self.path == TEXT:
            found["citation"] = {**found["citation"], "item": None, "quote": str(value)}
            found |= {"record": None, "field": None}
        return found


def mentions(book):
    """Every name, quote and text of every record; quotes first: they are the printed words."""
    for key, words in book.texts:
        if f"clauses/{key}" in book.by_ref:
            yield Mention(words, book.by_ref[f"clauses/{key}"], TEXT)
    for row in book.rows:
        yield Mention(row.name, row, "name")
        for field, citation in row.citations.items():
            yield Mention(citation["quote"], row, field)
        for name, value in row.values.items():
            for path, words in texts(name, value):
                yield Mention(words, row, path)


def texts(path, value):
    """`(path, words)` of all Chinese texts inside a value."""
    if isinstance(value, str):
        if HAN.search(value):
            yield path, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from texts(f"{path}.{name}", item)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from texts(f"{path}.{place}", item)


class Corpus:
    """All mentions as one text, so that words can be looked up quickly."""

    def __init__(self, book):
        self.mentions = list(mentions(book))
        self.text = "\n".join(m.words.replace("\n", " ") for m in self.mentions)
        self.starts, at = [], 0
        for mention in self.mentions:
            self.starts.append(at)
            at += len(mention.words) + 1

    def at(self, position):
        """The mention at a position of the text."""
        return self.mentions[bisect_right(self.starts, position) - 1]

    def find_all(self, words):
        """Positions of words, in order."""
        at = self.text.find(words)
        while at >= 0:
            yield at
            at = self.text.find(words, at + 1)


def corpus(book):
    """The corpus of a book, made once."""
    if not hasattr(book, "_corpus"):
        book._corpus = Corpus(book)
    return book._corpus
