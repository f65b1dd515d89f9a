"""One clause of a text for the finders, its numbering blanked out.

What numbers the parts of a text (1.  （1）  ①  一是  专栏4  the first column of a table) states
nothing; it is replaced by `BLANK`, so that positions stay as they are.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from .outline import label
from .printed import PrintedText, Span, fold, without_blanks

BLANK = "\0"  # in place of the number of a list entry, a row or a heading
ASIDE = "\3"  # in place of a number inside a line: （1） ① 一是
NUMERALS = "一二三四五六七八九十"
IN_LINE = re.compile(
    rf"\((?:\d{{1,2}}|[{NUMERALS}]{{1,3}})\)|[①-⑳]|(?:专栏|附件|附表|附图)\d+"
    rf"|(?:(?<=[。；;:，,、\0\3])|^)[{NUMERALS}]{{1,2}}是"
)
LIST_NUMBER = re.compile(r"\d{1,3}[.、)](?!\d)")
ROW_NUMBER = re.compile(r"^[ \t\u3000]*(\d{1,3})(?=\s)", re.MULTILINE)
ROWS_AT_LEAST = 3


@dataclass
class ClauseText:
    """A clause in its text: `heading` is the printed one, `kind` that of the outline."""

    document: str
    text: PrintedText
    span: Span
    section: str
    kind: str
    heading: str

    @property
    def is_box(self):
        """Whether the clause is a box, in which every list is a list of names."""
        return self.kind == "box"

    @cached_property
    def body(self):
        """Where the words after the heading begin, counted in the text."""
        name = re.escape(fold(without_blanks(self.heading)))
        pattern = re.compile(label(self.section) + name)
        match = pattern.match(self.text.folded, self.span.start)
        return match.end() if match else self.span.start

    @cached_property
    def words(self):
        """The folded words, as long as the clause, with its numbering blanked out."""
        start, end = self.span.start, self.span.end
        words = list(self.text.folded[start:end])
        number = re.match(label(self.section), "".join(words)) if self.body > start else None
        blanked = [number.span()] if number else []
        blanked += [(row.start - start, row.end - start) for row in self.row_numbers]
        blanked += self.list_numbers()
        for first, last in blanked:
            words[first:last] = BLANK * (last - first)
        after_heading = "".join(words[: self.body - start]) + BLANK
        folded = after_heading + "".join(words[self.body - start :])
        for match in IN_LINE.finditer(folded):
            folded = folded[: match.start()] + ASIDE * len(match[0]) + folded[match.end() :]
        return folded[: len(after_heading) - 1] + folded[len(after_heading) :]

    def list_numbers(self):
        """The numbers before the entries of a list: at the start of a line, after — or ·."""
        start, words = self.span.start, self.text.folded[self.span.start : self.span.end]
        return [
            match.span()
            for match in LIST_NUMBER.finditer(words)
            if words[match.start() - 1 : match.start()] in ("-", "·")
            or self.text.starts_line(start + match.start())
        ]

    @cached_property
    def row_numbers(self):
        """The first column of a table: 1, 2, 3 … at the starts of lines, without a gap."""
        source = self.text.source(Span(self.body, self.span.end))
        expected, rows = 1, []
        for match in ROW_NUMBER.finditer(self.text.raw, source.start, source.end):
            if int(match[1]) == expected:
                rows.append(self.text.span_of_source(*match.span(1)))
                expected += 1
        return rows if len(rows) >= ROWS_AT_LEAST else []

    @property
    def words_after_heading(self):
        """What the clause says beside its heading."""
        return self.words[self.body - self.span.start :].strip(BLANK + ASIDE)

    def as_printed(self, found, words):
        """The printed form of (part of) the words found, with 约 and 左右 of a number."""
        if found.shown:
            start = found.start - found.shown.index(found.words)
            return self.text.read(self.in_text(start, start + len(found.shown)))
        start = found.start + found.words.rindex(words)
        return self.text.read(self.in_text(start, start + len(words)))

    def in_text(self, start, end):
        """A run of `words` as a run of the text."""
        return Span(self.span.start + start, self.span.start + end)

    def line_starts(self):
        """The positions in `words`, after the heading, that begin a line of the file."""
        body = self.body - self.span.start
        return [
            i for i in range(body, len(self.words)) if self.text.starts_line(self.span.start + i)
        ]

    def cells(self, number, following):
        """The cells of the row between two row numbers (`Span`s; None: up to the end)."""
        end = following.start if following else self.span.end
        source = self.text.source(Span(number.end, end))
        found = []
        for match in re.finditer(r"\S+", self.text.raw[source.start : source.end]):
            span = self.text.span_of_source(
                source.start + match.start(), source.start + match.end()
            )
            found.append((span.start - self.span.start, span.end - self.span.start))
        return found

    def hard_breaks(self):
        """Where a line begins that is no continuation of the one before."""
        starts = self.line_starts()
        before = [0, *starts]
        return [
            start
            for previous, start in zip(before, starts, strict=False)
            if self.words[start] in "·-" + BLANK
            or self.is_indented(start)
            or (self.kind == "head" and not re.search("[、,]", self.words[previous:start]))
        ]

    def is_indented(self, position):
        """Whether the line of the file that begins here begins with a tab."""
        offset = self.text.offsets[self.span.start + position]
        return "\t" in self.text.raw[self.text.raw.rfind("\n", 0, offset) + 1 : offset]
