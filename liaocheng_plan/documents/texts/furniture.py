"""Page furniture: running heads and feet and page numbers, which are no part of a text."""

import re
from collections import Counter

from ..ledger.printed import PAGE_NUMBER, without_blanks

EDGE = 3  # lines at the top and at the bottom of a page that may be furniture
LEAST_PAGES = 2
LONGEST = 60  # signs; a paragraph is no running head
DIGITS = re.compile(r"\d+")
BARE_NUMBER = re.compile(r"\s*\d{1,4}\s*")


def join_pages(pages):
    """The words of all pages without what is repeated on them."""
    if len(pages) > 1:  # in a text without pages they show where a running head may stand
        pages = [PAGE_NUMBER.sub("", page) for page in pages]
    pages = [page.split("\n") for page in pages]
    repeated, offset = running_lines(pages), page_offset(pages)
    kept = [
        line
        for number, lines in enumerate(pages)
        for line in without_edges(lines, repeated, number + offset if offset is not None else None)
    ]
    return "\n".join(line.rstrip() for line in kept).strip("\n") + "\n"


def running_lines(pages):
    """Lines that stand at the edge of more than half of the pages, their numbers left out."""
    edges = Counter(shape for lines in pages for shape in {shape_of(lines[n]) for n in edge(lines)})
    return {shape for shape, times in edges.items() if often(times, pages) and shape != "#"}


def often(times, pages):
    """Whether something stands on more than half of the pages, and not on one alone."""
    return times >= LEAST_PAGES and times > len(pages) / 2


def page_offset(pages):
    """What is added to a page's place to give the bare number on it; None without numbers."""
    offsets = Counter(
        offset
        for place, lines in enumerate(pages)
        for offset in {int(lines[n]) - place for n in outermost(lines) if is_bare(lines[n])}
    )
    offset, times = offsets.most_common(1)[0] if offsets else (None, 0)
    return offset if often(times, pages) else None


def said(lines):
    """The places of the lines that say something."""
    return [number for number, line in enumerate(lines) if line.strip()]


def outermost(lines):
    """The places of a page's first and last line."""
    places = said(lines)
    return {*places[:1], *places[-1:]}


def is_bare(line):
    """Whether a line is a number and nothing else."""
    return bool(BARE_NUMBER.fullmatch(line))


def edge(lines):
    """The places of a page's first and last lines that say something: at most a quarter each."""
    places = said(lines)
    depth = min(EDGE, max(1, len(places) // 4))
    return [n for n in {*places[:depth], *places[-depth:]} if len(lines[n]) <= LONGEST]


def shape_of(line):
    """A line as it is compared between pages: without blanks, any number as #."""
    return DIGITS.sub("#", without_blanks(line))


def without_edges(lines, repeated, page):
    """A page without its running lines and its number (`page`; None: pages bear none)."""
    edges, outer = edge(lines), outermost(lines)
    return [
        line
        for number, line in enumerate(lines)
        if not (number in edges and shape_of(line) in repeated)
        and not (number in outer and is_bare(line) and int(line) == page)
    ]
