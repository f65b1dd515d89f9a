"""A printed text without what printing added: blanks, line breaks, page numbers.

Positions are counted in `words`, the text without blanks; `source` leads back to the file.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

# What stands on a line of its own at the foot or head of a page: — 3 —, - 3 -, 第 3 页 共 9 页.
PAGE_NUMBER = re.compile(
    r"^[ \t\u3000]*(?:[-—–－]+[ \t\u3000]*\d{1,4}[ \t\u3000]*[-—–－]+"
    r"|第[ \t]*\d{1,4}[ \t]*页(?:[ \t,，/]*共[ \t]*\d{1,4}[ \t]*页)?)[ \t\u3000]*$",
    re.MULTILINE,
)
# A bare number is a page number only beside a page break; in a table it may be a figure.
PAGE_BREAK_NUMBER = re.compile(r"^[ \t]*\d{1,4}\s*\f|\f[ \t]*\d{1,4}[ \t]*$", re.MULTILINE)
INVISIBLE = "\ufeff\u200b\u200c\u200d\u00ad"
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
HALF_WIDTH = str.maketrans("｡､･｢｣", "。、·「」")
SAME_SIGN = (
    FULL_WIDTH
    | HALF_WIDTH
    | str.maketrans(
        {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "•": "·", "・": "·"}
    )
)
# Signs that the finders tell apart, and that careless copying writes for one another.
WRITTEN_FOR = str.maketrans("。〔〕［］【】〈〉", ".[][][]<>")


@dataclass(frozen=True, order=True)
class Span:
    """A run of a text, from `start` up to, without, `end`."""

    start: int
    end: int

    def covers(self, other):
        """Whether the other run lies inside this one."""
        return self.start <= other.start and other.end <= self.end


class PrintedText:
    """The words of a file and where each of them stands in it."""

    def __init__(self, raw):
        self.raw = raw
        furniture = page_furniture(raw)
        self.offsets = [
            i
            for i, sign in enumerate(raw)
            if not sign.isspace() and sign not in INVISIBLE and i not in furniture
        ]
        self.words = "".join(raw[i] for i in self.offsets)
        self.folded = fold(self.words)
        self.compared = comparable(self.words)

    @property
    def whole(self):
        """The run of the whole text."""
        return Span(0, len(self.words))

    def read(self, span):
        """The words of a run."""
        return self.words[span.start : span.end]

    def source(self, span):
        """The same run, counted in the file."""
        if span.start == span.end:
            return Span(0, 0)
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)

    def span_of_source(self, start, end):
        """A run of the file as a run of the words."""
        return Span(bisect_left(self.offsets, start), bisect_left(self.offsets, end))

    def starts_line(self, position):
        """Whether nothing but blanks stands before this position on its line of the file."""
        offset = self.offsets[position]
        line_start = self.raw.rfind("\n", 0, offset) + 1
        return not self.raw[line_start:offset].strip()

    def occurrences(self, quote, span=None):
        """Every run inside `span` with the words of `quote`; blanks, line breaks, widths aside."""
        span = span or self.whole
        wanted = comparable(without_blanks(quote))
        found = []
        start = self.compared.find(wanted, span.start, span.end) if wanted else -1
        while start >= 0:
            found.append(Span(start, start + len(wanted)))
            start = self.compared.find(wanted, start + 1, span.end)
        return found

    def locate(self, quote, span=None):
        """The first such run, or None."""
        return next(iter(self.occurrences(quote, span)), None)


def locate(text, quote, span=None):
    """Where a quote stands in a `PrintedText` (inside `span`), or None."""
    return text.locate(quote, span)


def without_blanks(words):
    """Words without blanks, line breaks and invisible signs."""
    return "".join(sign for sign in words if not sign.isspace() and sign not in INVISIBLE)


def fold(words):
    """Full-width forms as half-width ones, one sign for one sign, quotation marks as one kind."""
    return words.translate(SAME_SIGN)


def comparable(words):
    """Folded words in which a full stop and a point, and all square brackets, are one sign."""
    return fold(words).translate(WRITTEN_FOR)


def page_furniture(raw):
    """The offsets of page numbers."""
    return {
        offset
        for pattern in (PAGE_NUMBER, PAGE_BREAK_NUMBER)
        for match in pattern.finditer(raw)
        for offset in range(*match.span())
    }
