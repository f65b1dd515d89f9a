"""Running heads and page numbers that stand as lines in the midst of a paragraph.

A text copied out of a printed file has no pages any more, so what pages repeat is known by where
it stands: it breaks a sentence off. What is repeated and breaks none (a name in two lists, the
title) stays.
"""

import re
from collections import defaultdict
from difflib import SequenceMatcher
from itertools import pairwise

from ..ledger.printed import PAGE_NUMBER, fold, without_blanks
from .joining import goes_on, is_prose

LONGEST, SHORTEST = 60, 6  # signs of a running head
LEAST_REPEATED = 3
LEAST_APART = 300  # signs between two of them: a table repeats its cells sooner
LEAST_LIKE = 0.7  # of 1: how like the document's name a head is that stands once
ASIDE = re.compile(r"\([^()]*\)|[\"'\d]")
PUNCTUATED = re.compile(r"[,。;:!?、《》]")


def without_heads(words, names=()):
    """The words without page numbers on lines of their own and heads that break sentences off.

    `names` are the document's: a line like one of them is a head even where it stands once.
    """
    lines = words.split("\n")
    heads = repeated(lines) | named(lines, names)
    kept = [
        line
        for number, line in enumerate(lines)
        if shape_of(line) not in heads or not interrupts(lines, number)
    ]
    return "\n".join(line for line in kept if not PAGE_NUMBER.fullmatch(line))


def shape_of(line):
    """A line as it is compared."""
    return fold(without_blanks(line))


def may_be_head(line):
    """Whether a line is as short and bare as a running head; what is set in is a cell."""
    shape = shape_of(line)
    within = SHORTEST <= len(shape) <= LONGEST
    return within and not line.startswith("\t") and not PUNCTUATED.search(shape)


def repeated(lines):
    """Lines that stand as often and as far apart as pages do."""
    places, offset = defaultdict(list), 0
    for line in lines:
        if may_be_head(line):
            places[shape_of(line)].append(offset)
        offset += len(line)
    return {
        shape
        for shape, at in places.items()
        if len(at) >= LEAST_REPEATED and all(b - a >= LEAST_APART for a, b in pairwise(at))
    }


def named(lines, names):
    """Lines that are like the document's name, years and quotation marks aside."""
    wanted = [ASIDE.sub("", shape_of(name)) for name in names if name]
    shapes = {shape_of(line) for line in lines if may_be_head(line)}
    return {shape for shape in shapes if any(like(ASIDE.sub("", shape), w) for w in wanted)}


def like(words, wanted):
    """Whether words are nearly those wanted."""
    return SequenceMatcher(None, words, wanted, autojunk=False).ratio() >= LEAST_LIKE


def interrupts(lines, number):
    """Whether a line stands between words that are not at their end and others that go on.

    Without a page number beside it, only where the words before are prose.
    """
    before, numbered = next_said(lines[:number][::-1])
    after, numbered_after = next_said(lines[number + 1 :])
    return goes_on(before, after) and (numbered or numbered_after or is_prose(before))


def next_said(lines):
    """`(shape, whether a page number stands before it)` of the first line that says something."""
    numbered = False
    for line in lines:
        if PAGE_NUMBER.fullmatch(line):
            numbered = True
        elif line.strip():
            return shape_of(line), numbered
    return "", numbered
