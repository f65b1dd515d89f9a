"""Words of business types that no list and no crosswalk has: how often each stands in a file."""

from collections import Counter

from . import values
from .problems import Wrong

MOST = 200
"""Different words that are kept; a file with more has another column there."""


class Counted:
    """A checker that counts such words on the way; `chosen` are those that people gave a type."""

    def __init__(self, checker, found, chosen):
        self.checker, self.chosen, self.words = checker, chosen, Counter()
        self.index = found.get("business_type") if chosen else None

    def batch(self, lines):
        """As the checker's."""
        rows, problems = self.checker.batch(lines)
        self.words.update(
            word_of(problem.value) for _line, problem in problems if problem.code == "no_type"
        )
        if self.index is not None:
            cells = (cells[self.index] for _line, cells in lines if self.index < len(cells))
            self.words.update(word for word in map(word_of, cells) if word in self.chosen)
        return rows, problems

    def found(self):
        """`[[word, rows], …]`, the most frequent first."""
        return [[word, number] for word, number in self.words.most_common(MOST)]


def word_of(cell):
    """The word of a cell as types are looked up by, "" for none."""
    try:
        return values.text(cell)[: values.WORD]
    except Wrong:
        return ""
