"""Running text cut into words, with the dictionary of a library and nothing guessed beyond it."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from .running import sentences

RUN = re.compile(r"[\u4e00-\u9fff]+")
EDGE = ""


@dataclass(frozen=True)
class Cut:
    """A word in its run of characters: the words before and after it, "" at an end."""

    word: str
    before: str
    after: str
    passage: object

    def with_before(self, word=None):
        """The word, or another in its place, with the one before it."""
        return self.before + (word or self.word)

    def with_after(self, word=None):
        """The word, or another in its place, with the one after it."""
        return (word or self.word) + self.after


class Words:
    """All words of the attached texts: `cuts` in order, `counted` alone, `pairs` of neighbours."""

    def __init__(self, book):
        self.cuts = list(cut(book))
        self.counted = Counter(item.word for item in self.cuts)
        self.pairs = Counter((item.word, item.after) for item in self.cuts)
        self.places = defaultdict(list)
        for item in self.cuts:
            self.places[item.word].append(item)


def words(book):
    """The words of a book's attached texts, cut once."""
    if not hasattr(book, "_words"):
        book._words = Words(book)
    return book._words


def cut(book):
    """Every word of every sentence, within its run of characters."""
    for passage in sentences(book):
        for run in RUN.findall(passage.words):
            row = [EDGE, *tokens(run), EDGE]
            for before, word, after in zip(row, row[1:], row[2:], strict=False):
                yield Cut(word, before, after, passage)


def tokens(run):
    """The words of a run of characters."""
    from rjieba import cut as cut_run  # its dictionary takes half a second and 30 MB to load

    return cut_run(run, hmm=False)
