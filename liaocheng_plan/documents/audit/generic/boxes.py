"""A clause's running text against the lists that go with it: its box, its annexes, its issuers."""

import re
from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from ..declaring import AMBIGUITY, LOW, MISCOUNT, Found, audited, rule
from ..running import bodies
from ..telling import told
from .labels import boxes
from .names import is_short_form

HAN = "[\u4e00-\u9fff]"
ROW = re.compile(
    rf"(?:{HAN}{{2,8}}、)+{HAN}{{2,8}}?(?:(?:和|与){HAN}{{2,8}}?)?(?=等|的|，|。|；|在|化)"
)
HEADS = re.compile(rf"(?:——|·\s*)({HAN}+)[。：]|与“?({HAN}{{2,4}}?)业?”?融合")
JOINED = re.compile(r"^[^、]+与(?=[^、]+、)")
BEGINNINGS = re.compile("^(?:促进|推动|发展|加快|在)+")
BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
DEPARTMENTS = re.compile(
    rf"[^。：\n]*(?:{HAN}{{2,10}}、){{2,}}{HAN}{{2,10}}(?:等部门|管理部门)[^。：\n]*"
)
MAIN = re.compile(rf"(?P<main>{HAN}{{2,}})为主体[^。；]*?为补充")
TAIL = re.compile("(?:等|管理)?部门.*$|支?局$")
LEAST, NEARLY_ALL, SHORT = 2, 0.8, 4
SEVERAL, MANY = 4, 5


@rule(
    "row-and-box",
    _("Named in the text, and listed in its box: %(what)s"),
    _("What a clause enumerates and its box takes up one by one should be the same entries."),
)
def rows_and_boxes(book):
    """Enumerations of which at least two entries head an entry of the box, and not all."""
    text = {body.row.key: body for body in bodies(book)}
    for box, clause in boxes(book):
        if box.key in text and clause.key in text:
            heads = list(dict.fromkeys(headings(text[box.key].words)))
            for match in ROW.finditer(text[clause.key].words):
                items = entries(match[0], heads)
                if LEAST <= len(set(items) & set(heads)) < len(items):
                    yield unlike(text[clause.key], text[box.key], match[0], items, heads)


def headings(words):
    """What heads the entries of a box: after a dash or a dot, or in 与 … 融合."""
    for dashed, joined in HEADS.findall(words):
        yield dashed or joined


def entries(row, heads):
    """The entries of an enumeration; the first and the last without the words around them."""
    items = re.split("[、和与]", JOINED.sub("", row))
    for place in (0, -1):
        known = [head for head in heads if items[place].endswith(head)]
        items[place] = known[0] if known else items[place]
    return [BEGINNINGS.sub("", item) for item in items]


def unlike(clause, box, words, items, heads):
    """The finding of an enumeration and the entries of its box."""
    left = "、".join(item for item in items if item not in heads)
    more = "、".join(head for head in heads if head not in items)
    listed = {**box.reading(heads[0]), "value": "、".join(heads), "says": "listed"}
    return Found(
        kind=AMBIGUITY if len(items) == len(heads) else MISCOUNT,
        subject=f"{clause.row.ref} {box.row.ref} {left}",
        readings=[clause.reading(words), listed],
        sentence=told(
            _(
                "%(first_at)s names %(items)s entries, and the box %(second_at)s has %(heads)s: in"
                " the text alone %(left)s, in the box alone %(more)s."
            ),
            clause.reading(words),
            listed,
            items=len(items),
            heads=len(heads),
            left=left,
            more=more or "—",
        ),
        what=f"{box.row.value('section')}（{left}）",
        severity=LOW,
    )


@rule(
    "other-order",
    _("One list in two orders: %(what)s"),
    _("Entries that are numbered in one list should be named in that order in another one."),
    choice=False,
)
def other_orders(book):
    """A clause, not that of the list itself, that names nearly all records of a numbered one."""
    for declared in audited().values():
        rows = numbered(book, declared)
        own = {(row.citation() or {}).get("section") for row in rows}
        for body in bodies(book):
            named = named_in(body.words, rows)
            numbers = [row.value(declared.order) for row in named]
            enough = len(named) >= max(SEVERAL, NEARLY_ALL * len(rows))
            if enough and body.row.value("section") not in own and numbers != sorted(numbers):
                yield Found(
                    kind=AMBIGUITY,
                    subject=f"{body.row.ref} {declared.collection}",
                    readings=[body.reading(named[0].name), named[-1].reading(declared.order)],
                    sentence=told(
                        _(
                            "%(first_at)s names %(names)s of the list at %(second_at)s in another "
                            "order than their numbers there."
                        ),
                        body.reading(named[0].name),
                        named[-1].reading(declared.order),
                        names=[row.name for row in out_of_order(named, numbers)],
                    ),
                    what="、".join(row.name for row in out_of_order(named, numbers)),
                    severity=LOW,
                )


def numbered(book, declared):
    """The records of a collection that bear a number and a name that can be looked for."""
    rows = book.by_collection[declared.collection] if declared.order else ()
    return [row for row in rows if len(row.name) >= LEAST and row.value(declared.order)]


def named_in(words, rows):
    """The records that words name, in the order of their first mention."""
    at = {row.ref: words.find(row.name) for row in rows}
    return sorted((row for row in rows if at[row.ref] >= 0), key=lambda row: at[row.ref])


def out_of_order(rows, numbers):
    """Records named before one with a lower number."""
    return [row for place, row in enumerate(rows) if numbers[place] > min(numbers[place:])]


@rule(
    "issuers-left-out",
    _("Issuers that an enumeration leaves out: %(what)s"),
    _("A clause that gives the issuing departments their parts, one by one, should name them all."),
    choice=False,
)
def issuers_left_out(book):
    """Enumerations of at least five and of half of the issuers; the head names recipients."""
    departments = {row.key: row for row in book.by_collection["departments"]}
    for document in book.by_collection["documents"]:
        issuers = [departments[k] for k in document.value("issuers") or () if k in departments]
        for body in bodies(book):
            row = DEPARTMENTS.search(body.words)
            of_it = body.row.value("document") == document.key and body.row.value("kind") != "head"
            if row is None or not of_it:
                continue
            parts = re.split("[、，；]", BRACKETS.sub("", row[0]))
            left = [d for d in issuers if not any(means(part, d, cities(book)) for part in parts)]
            if left and len(issuers) - len(left) >= max(MANY, len(issuers) / 2):
                yield short_of(document, issuers, left, body.reading(row[0]))


def short_of(document, issuers, left, reading):
    """The finding of issuers that an enumeration does not name."""
    return Found(
        kind=AMBIGUITY,
        subject=f"{document.ref} {reading['citation']['section']}",
        readings=[
            reading,
            document.reading("issuers", len(issuers)),
            *(row.reading("name") for row in left),
        ],
        sentence=told(
            _(
                "The parts given one by one at %(first_at)s are for %(named)s of the %(all)s"
                " issuing departments; left out: %(left)s."
            ),
            reading,
            named=len(issuers) - len(left),
            all=len(issuers),
            left=[row.name for row in left],
        ),
        what="、".join(row.name for row in left),
        severity=LOW,
    )


def cities(book):
    """Names of cities, with which the names of their departments begin."""
    return [row.name for row in book.by_collection["areas"] if row.value("kind") == "city"]


def means(words, department, places):
    """Whether words end in a short form of a department's name, its city's name aside."""
    name = department.name
    for place in places:
        name = name.removeprefix(place)
    short = TAIL.sub("", words)
    ends = (short[at:] for at in range(len(short) - LEAST + 1))
    return any(end[0] in name[:SHORT] and is_short_form(end, name) for end in ends)


@rule(
    "main-part-missing",
    _("The main part is missing: %(what)s"),
    _("What a clause calls the main part of a system should be found in each part of its list."),
    choice=False,
)
def main_parts_missing(book):
    """`农贸市场为主体` where no place to be kept is named after a market."""
    for body in bodies(book):
        for match in MAIN.finditer(body.words):
            noun = match["main"][-LEAST:]
            for action, rows in listed_below(book, body.row).items():
                if len(rows) >= MANY and not any(noun in row.name for row in rows):
                    yield Found(
                        kind=AMBIGUITY,
                        subject=f"{body.row.ref} {action}",
                        readings=[body.reading(match[0]), rows[0].reading("name", len(rows))],
                        sentence=told(
                            _(
                                "%(first_at)s says “%(first)s”, but of the %(rows)s places listed"
                                " for it at %(second_at)s none is named %(noun)s."
                            ),
                            body.reading(match[0]),
                            rows[0].reading("name"),
                            rows=len(rows),
                            noun=noun,
                        ),
                        what=f"{noun}（0 / {len(rows)}）",
                        severity=LOW,
                    )


def listed_below(book, clause):
    """`{planned action: records}` cited from the boxes of a clause."""
    sections = {
        (row.value("document"), row.value("section"))
        for row in book.by_collection["clauses"]
        if row.value("parent") == clause.key and row.value("kind") == "box"
    }
    found = defaultdict(list)
    for row in book.rows:
        own = row.citation() or {}
        if row.values.get("plan_action") and (own.get("document"), own.get("section")) in sections:
            found[row.value("plan_action")].append(row)
    return found
