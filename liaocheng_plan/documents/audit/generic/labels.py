"""Words in another order: labels of one list, headings and their boxes."""

import re
from itertools import combinations

from django.utils.translation import gettext_lazy as _

from ..declaring import LOW, SPELLING, Found, rule
from ..printed import corpus
from ..telling import told

COUNTED = re.compile(r"([\u4e00-\u9fff]{4})[（(]?\d+(?:处|条|个|家)")
WORD = 2


@rule(
    "swapped-words",
    _("The same words in another order: %(what)s"),
    _("A label that is printed with its words in another order elsewhere."),
)
def swapped_words(book):
    """Labels before a number, names of one kind, and a box's name against its clause's heading."""
    seen = set()
    for group in (counted_labels(book), typed_names(book)):
        for (one, first), (other, second) in combinations(group.items(), 2):
            if swapped(one, other):
                seen.add((one, other))
                yield finding(one, first, other, second)
    for box, heading in boxes(book):
        for words in windows(box.name):
            for other in swaps(words):
                if other in heading.name and words not in heading.name:
                    yield finding(words, whole(box), other, whole(heading))


def finding(one, first, other, second):
    """The finding of two orders."""
    readings = [{**first, "value": one}, {**second, "value": other}]
    return Found(
        kind=SPELLING,
        subject=" ".join(sorted((one, other))),
        readings=readings,
        sentence=told(
            _(
                "The same words stand in two orders: “%(first)s” (%(first_at)s) and “%(second)s” "
                "(%(second_at)s)."
            ),
            *readings,
        ),
        what=f"{one} / {other}",
        severity=LOW,
    )


def whole(row):
    """The reading of a record's name."""
    return row.reading("name")


def counted_labels(book):
    """`{label: reading}` of labels of four characters that stand before a number."""
    found = {}
    for mention in corpus(book).mentions:
        for match in COUNTED.finditer(mention.words):
            found.setdefault(match[1], mention.reading(match[1]))
    return found


def typed_names(book):
    """`{name: reading}` of the terms of lists: records that belong to a standard."""
    return {row.name: row.reading("name") for row in book.rows if row.value("standard")}


def swapped(one, other):
    """Whether two neighbouring words of two characters have changed places, and nothing else."""
    return one != other and len(one) == len(other) and other in swaps(one)


def swaps(words):
    """The words with two neighbouring words of two characters exchanged."""
    return {
        words[:at] + words[at + WORD : at + 2 * WORD] + words[at : at + WORD]
        + words[at + 2 * WORD :]
        for at in range(len(words) - 2 * WORD + 1)
    }  # fmt: skip


def windows(name):
    """All runs of four characters."""
    return [name[at : at + 2 * WORD] for at in range(len(name) - 2 * WORD + 1)]


def boxes(book):
    """`(box, clause it stands in)`."""
    clauses = {row.key: row for row in book.by_collection["clauses"]}
    for row in clauses.values():
        if row.value("kind") == "box" and row.value("parent") in clauses:
            yield row, clauses[row.value("parent")]
