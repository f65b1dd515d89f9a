"""Names in two forms: a part in brackets or before, one stem as village and community, a short
name that fits two entries of a list."""

import re
from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from ..declaring import AMBIGUITY, LOW, SPELLING, Found, audited, rule
from ..printed import corpus
from ..telling import cited, told

BRACKETED = re.compile(r"(?P<head>[\u4e00-\u9fff]{2,6})（(?P<part>[\u4e00-\u9fff])）")
SETTLEMENT = re.compile(
    r"(?<![\u4e00-\u9fff])[地在位于处临至]*?(?P<stem>[\u4e00-\u9fff]{2})(?P<kind>村|社区)"
    r"(?![\u4e00-\u9fff])"
)
TOGETHER = re.compile(
    r"(?P<items>(?:[\u4e00-\u9fff]{2,8}、)+[\u4e00-\u9fff]{2,8}?)等(?P<kind>[\u4e00-\u9fff]{2})"
)
SHORTEST = 3


@rule(
    "bracket-order",
    _("A part before the word and in brackets: %(what)s"),
    _("A grade should be written in one way, its rank before the level or in brackets behind it."),
)
def bracket_orders(book):
    """One character in brackets that elsewhere stands before the same word."""
    text, seen = corpus(book), set()
    for words, reading in labels(book):
        for match in BRACKETED.finditer(words):
            other = match["part"] + match["head"]
            at = next(text.find_all(other), None)
            if at is None or match[0] in seen:
                continue
            seen.add(match[0])
            yield Found(
                kind=SPELLING,
                subject=f"{match[0]} {other}",
                readings=[{**reading, "value": match[0]}, text.at(at).reading(other)],
                sentence=told(
                    _(
                        "“%(first)s” (%(first_at)s) has in brackets what “%(second)s”"
                        " (%(second_at)s) has before the word."
                    ),
                    {**reading, "value": match[0]},
                    text.at(at).reading(other),
                ),
                what=f"{match[0]} / {other}",
                severity=LOW,
            )


def labels(book):
    """`(words, reading)` of all printed words, and of the items that citations name."""
    for mention in corpus(book).mentions:
        yield mention.words, mention.reading(mention.words)
    for row in book.rows:
        for field, citation in row.citations.items():
            if citation["item"]:
                yield citation["item"], row.reading(field)


@rule(
    "settlement",
    _("A village and a community of one name: %(what)s"),
    _("One stem as village and as community: one place before and after a change, or two."),
)
def settlements(book):
    """Names that end in either, by themselves or after a word of place."""
    stems = defaultdict(dict)
    for mention in corpus(book).mentions:
        for match in SETTLEMENT.finditer(mention.words):
            name = match["stem"] + match["kind"]
            stems[match["stem"]].setdefault(match["kind"], (name, mention.reading(name)))
    for stem, kinds in stems.items():
        if len(kinds) > 1:
            names = [name for name, _reading in kinds.values()]
            yield Found(
                kind=AMBIGUITY,
                subject=stem,
                readings=[reading for _name, reading in kinds.values()],
                sentence=told(
                    _("One name stands as a village and as a community: %(names)s."),
                    names=[cited(reading) for _name, reading in kinds.values()],
                ),
                what=" / ".join(names),
                severity=LOW,
            )


@rule(
    "fits-two",
    _("A short name that fits two entries: %(what)s"),
    _("In a row of short names each must mean one entry of the list alone."),
    choice=False,
)
def fits_two(book):
    """Items of an enumeration that end in the kind of a collection's names."""
    for mention in corpus(book).mentions:
        for match in TOGETHER.finditer(mention.words):
            for rows in entries(book, match["kind"]):
                for item in match["items"].split("、"):
                    meant = [row for row in rows if item in row.name]
                    if len(meant) > 1 and len(item) >= SHORTEST:
                        yield several(mention, item, meant)


def entries(book, kind):
    """Lists of records of which most names end in a word."""
    for name in audited():
        rows = book.by_collection[name]
        if sum(row.name.endswith(kind) for row in rows) * 2 > len(rows):
            yield rows


def several(mention, item, meant):
    """The finding of a short name of several entries."""
    names = "、".join(row.name for row in meant)
    return Found(
        kind=AMBIGUITY,
        subject=f"{item} {' '.join(row.ref for row in meant)}",
        readings=[mention.reading(item), *(row.reading("name") for row in meant)],
        sentence=told(
            _("“%(first)s” (%(first_at)s) can mean %(number)s entries: %(names)s."),
            mention.reading(item),
            number=len(meant),
            names=names,
        ),
        what=f"{item}（{names}）",
        severity=LOW,
    )
