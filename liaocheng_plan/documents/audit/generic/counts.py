"""Numbers that the headings of a list print, against the entries that stand below them."""

import re
from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from liaocheng_plan import registry

from ..declaring import HIGH, HOLDS, LOW, MISCOUNT, Found, audited, rule
from ..selecting import points
from ..telling import told

COUNTED = re.compile(r"(\d+)(?:处|条|个|家|项|类|大类)")
IN_ORDER = _("The numbers of the list at %(first_at)s run from 1 without gap or repetition.")
OUT_OF_ORDER = _("The numbers of the list at %(first_at)s have a gap or a repetition: %(numbers)s.")
AS_MANY = _("The heading “%(heading)s” (%(first_at)s) is followed by as many entries.")
NOT_AS_MANY = _("The heading “%(heading)s” (%(first_at)s) is followed by %(rows)s entries.")
NUMBER_AT_END = re.compile(r"[\s（(]*\d+[）)]?$")


@rule(
    "heading-count",
    _("Number in the heading and list: %(what)s"),
    _("A heading that prints a number must be followed by as many entries."),
    holds=_("Number in the heading, and entries below it: %(what)s"),
)
def heading_counts(book):
    """Entries are records cited under one printed heading, or carrying it as a field's words.

    A heading whose number is a record of its own is left to the check that compares it.
    """
    checked = recorded_headings(book)
    for (collection, where, heading), rows in groups(book).items():
        if heading in checked:
            continue
        stated = int(COUNTED.search(heading)[1])
        right = stated == len(rows)
        reading = rows[0].reading("", len(rows), says="listed")
        yield Found(
            kind=HOLDS if right else MISCOUNT,
            subject=f"{collection} {where} {NUMBER_AT_END.sub('', heading)}",
            readings=[{**reading, "value": stated, "says": "stated", "field": None}, reading],
            sentence=told(
                AS_MANY if right else NOT_AS_MANY, reading, heading=heading, rows=len(rows)
            ),
            arithmetic=f"{len(rows)} {'=' if right else '≠'} {stated}",
            what=heading,
            severity=LOW if right else HIGH,
        )


def recorded_headings(book):
    """Headings of which a `count` check compares the number."""
    figures = [
        p for check in book.checks_of("count") for p in points(book, check.settings["stated"])
    ]
    return {p.row.citation()["item"] for p in figures if p.row.citation()}


def groups(book):
    """`{(collection, clause, heading): rows}` of headings that print a number."""
    found = defaultdict(list)
    for row in book.rows:
        own = row.citation()
        if own is None or row.collection not in audited():
            continue
        heading = NUMBER_AT_END.sub("", own["item"] or "") if own["item"] else ""
        headings = {heading} | {c["quote"] for f, c in row.citations.items() if f == "plan_action"}
        for words in headings:
            if COUNTED.search(words):
                found[row.collection, f"{own['document']} {own['section']}", words].append(row)
    return found


@rule(
    "numbering",
    _("Running numbers: %(what)s"),
    _("Entries of a numbered list run from 1 without gap or repetition."),
    choice=False,
)
def numberings(book):
    """By the declared order, within the same planned action."""
    for declared in audited().values():
        if not declared.order:
            continue
        lists = defaultdict(list)
        for row in book.by_collection[declared.collection]:
            lists[row.value("plan_action")].append(row)
        numbers = [n for rows in joined(lists, declared) for n in rows]
        if not numbers:
            continue
        right = all(rows == list(range(1, len(rows) + 1)) for rows in joined(lists, declared))
        first = book.by_collection[declared.collection][0]
        yield Found(
            kind=HOLDS if right else MISCOUNT,
            subject=declared.collection,
            readings=[first.reading(declared.order)],
            sentence=told(
                IN_ORDER if right else OUT_OF_ORDER,
                first.reading(declared.order),
                numbers=", ".join(str(n) for n in numbers),
            ),
            what=first.citation()["section"],
            title=of_list(declared.collection, first),
            severity=LOW if right else HIGH,
        )


def of_list(collection, row):
    """The title of what is said of the numbers of one list."""
    label, section = registry.get(collection).label, row.citation()["section"]
    return told(_("Running numbers of a list: %(list)s, %(section)s"), list=label, section=section)


def joined(lists, declared):
    """Numbers of each list; one list where they run on from list to list."""
    rows = [[row.value(declared.order) for row in found] for found in lists.values()]
    rows = [sorted(n for n in numbers if n is not None) for numbers in rows]
    together = sorted(n for numbers in rows for n in numbers)
    return [together] if len(set(together)) == len(together) else rows
