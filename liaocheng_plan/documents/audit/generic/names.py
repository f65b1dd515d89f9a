"""Names: one twice in a list, one thing under two spellings, one mall under two kinds of word."""

import re
from collections import defaultdict
from itertools import permutations

from django.utils.translation import gettext_lazy as _

from liaocheng_plan import registry

from ..declaring import (
    AMBIGUITY,
    DUPLICATE,
    HIGH,
    HOLDS,
    LOW,
    MEDIUM,
    SPELLING,
    Found,
    audited,
    rule,
)
from ..printed import HAN, corpus
from ..proper import by_name, contained
from ..telling import cited, places, told

# What tells two names of a series apart; a difference in one of these is no slip of the pen.
TELLS_APART = set("东西南北中上下左右前后内外新老大小高低一二三四五六七八九十0123456789")
SHORTEST = 4
LONGEST_CUT = 5
LONG_ENOUGH = 5
SURE = 6
FUNCTION_WORDS = set("等于和与及的为以")
ROAD = ("路", "街")
KINDS_OF_MALL = ["商厦", "商城", "商场", "大厦", "百货", "购物中心", "商贸城"]


@rule(
    "same-name",
    _("One name twice: %(what)s"),
    _("Each entry of a list bears a name of its own; a name printed twice is one entry or a slip."),
)
def same_names(book):
    """Records of one collection with one name; a collection without any is a check that holds."""
    for declared in audited().values():
        rows = book.by_collection[declared.collection]
        if not declared.proper or not rows:
            continue
        groups = defaultdict(list)
        for row in rows:
            groups[(row.name, *(row.value(field) for field in declared.within))].append(row)
        twice = [found for found in groups.values() if len(found) > 1]
        for found in twice:
            yield Found(
                kind=DUPLICATE,
                subject=" ".join(row.ref for row in found),
                readings=[row.reading("name") for row in found],
                sentence=told(
                    _(
                        "“%(name)s” stands %(times)s times in the list at %(places)s: one entry is "
                        "printed twice, or one of the names is wrong."
                    ),
                    name=found[0].name,
                    times=len(found),
                    places=places([row.reading("name") for row in found]),
                ),
                what=found[0].name,
                severity=HIGH,
            )
        if not twice:
            yield Found(
                kind=HOLDS,
                subject=declared.collection,
                readings=[rows[0].reading("name", len(rows), says="listed")],
                sentence=told(
                    _("All %(number)s names of the list are different."), number=len(rows)
                ),
                what=rows[0].citation()["section"],
                severity=LOW,
                title=each_once(declared.collection, rows[0]),
            )


def each_once(collection, row):
    """The title of what is said of the names of one list."""
    label, section = registry.get(collection).label, row.citation()["section"]
    return told(_("Each name once: %(list)s, %(section)s"), list=label, section=section)


@rule(
    "near-name",
    _("One letter apart: %(what)s"),
    _("Two names that differ in one character only are likely one name, one of them misprinted."),
)
def near_names(book):
    """A proper name of four characters or more against all printed words."""
    names, text = by_name(book), corpus(book)
    seen = set()
    for name, mention in names.items():
        for position, words in one_apart(name, text):
            if frozenset((name, words)) in seen or (words in names and names[words] is mention):
                continue
            seen.add(frozenset((name, words)))
            other = text.at(position)
            if other.row is mention.row and words not in names:
                continue
            end_differs = name[-1] != words[-1]
            if (end_differs and name[:-1] in names) or name.endswith(ROAD):
                continue  # an area's name and a word, or two roads: no slip of the pen
            if words in names and listed_together(mention, names[words]):
                continue
            yield spelling(ONE_APART, name, mention, words, other)


def listed_together(one, other):
    """Whether two names are entries of one printed list, and so two things."""
    first, second = one.row.citation(), other.row.citation()
    return (
        one.row.collection == other.row.collection
        and one.path == other.path == "name"
        and (first["document"], first["section"]) == (second["document"], second["section"])
    )


ONE_APART = _(
    "“%(first)s” (%(first_at)s) and “%(second)s” (%(second_at)s) differ in one character: one of"
    " the two is likely misprinted."
)
HARDLY_USED = _(
    "“%(first)s” (%(first_at)s) holds a character that is hardly used; it is printed “%(second)s”"
    " as well (%(second_at)s)."
)
LEFT_OUT = _(
    "“%(first)s” (%(first_at)s) is also printed “%(second)s” (%(second_at)s), with a part left out:"
    " the same thing, or another one."
)


def spelling(sentence, name, mention, words, other):
    """The finding of one name in two spellings."""
    readings = [mention.reading(name), other.reading(words)]
    return Found(
        kind=SPELLING,
        subject=" ".join(sorted((name, words))),
        readings=readings,
        sentence=told(sentence, *readings),
        what=f"{name} / {words}",
        severity=MEDIUM,
    )


def one_apart(name, text):
    """`(position, words)` of printed words that differ from a name in one telling character.

    Either half of such words is a half of the name, which is what is looked for.
    """
    if len(name) < SHORTEST:
        return
    half = len(name) // 2
    for start, part in ((0, name[:half]), (half, name[half:])):
        for at in text.find_all(part):
            words = text.text[at - start : at - start + len(name)] if at >= start else ""
            if (
                len(words) == len(name)
                and differs_in_one(name, words)
                and alone(name, words, text.text, at - start)
            ):
                yield at - start, words


def alone(name, words, text, at):
    """Whether words stand by themselves where a short name, or one that differs at its end, must.

    聊城市委 is no misprint of 聊城市商务局, nor 旅游服务点 of 旅游服务网点.
    """
    starts = at == 0 or not HAN.match(text[at - 1])
    ends = not HAN.match(text[at + len(words) : at + len(words) + 1])
    if len(name) < SURE or name[-1] != words[-1]:
        return starts and ends and words[-1] not in FUNCTION_WORDS
    return starts or name[0] == words[0]


def differs_in_one(name, words):
    """Whether words differ from the name in one character that tells no series apart."""
    if len(name) != len(words):
        return False
    apart = [(a, b) for a, b in zip(name, words, strict=True) if a != b]
    if len(apart) != 1:
        return False
    a, b = apart[0]
    if not is_common(a) or not is_common(b):
        return False  # found as an unusual character
    return bool(HAN.match(a) and HAN.match(b)) and not TELLS_APART & {a, b}


@rule(
    "rare-character",
    _("An unusual character: %(what)s"),
    _("A character outside GB 2312 in a name that is elsewhere printed with another one."),
)
def rare_characters(book):
    """Names of two characters and more; the other spelling must be printed too."""
    text = corpus(book)
    seen = set()
    for name, mention in by_name(book).items():
        for place, character in enumerate(name):
            if not HAN.match(character) or is_common(character):
                continue
            pattern = re.escape(name[:place]) + "([\u3400-\u9fff])" + re.escape(name[place + 1 :])
            for match in re.finditer(pattern, text.text):
                words = match[0]
                if words != name and (name, words) not in seen:
                    seen.add((name, words))
                    yield spelling(HARDLY_USED, name, mention, words, text.at(match.start()))


def is_common(character):
    """Whether a character is in the national standard set of 6,763."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@rule(
    "shortened-name",
    _("A name with a part left out: %(what)s"),
    _("A name that is also printed without words from its middle: the same thing or another one."),
)
def shortened_names(book):
    """The ends must be the same; of a short name the shorter form must be a name as well."""
    names, text = by_name(book), corpus(book)
    for name, mention in names.items():
        term = mention.row.value("standard")  # a format, not a name: its words vary
        if term or len(name) < SHORTEST or not all(HAN.match(c) for c in name):
            continue
        for words in cuts(name):
            if len(words) < LONG_ENOUGH and words not in names:
                continue
            place = next(standing(words, text, names), None)
            if place is not None:
                yield spelling(LEFT_OUT, name, mention, words, text.at(place))
                break


def cuts(name):
    """The name without some characters of its middle, at most a third of it; longest first."""
    for length in range(1, min(LONGEST_CUT, len(name) // 3) + 1):
        for start in range(2, len(name) - length):
            words = name[:start] + name[start + length :]
            if words not in name and not TELLS_APART & set(name[start : start + length]):
                yield words


def standing(words, text, names):
    """Positions at which words stand by themselves, not inside a longer name."""
    longer = [name for name in names if words in name and name != words]
    for at in text.find_all(words):
        if not text.at(at).printed:
            continue
        around = text.text[max(0, at - 12) : at + len(words) + 12]
        if not any(name in around for name in longer):
            yield at


@rule(
    "mall-name",
    _("One mall under two kinds of word: %(what)s"),
    _("Names that differ only in the word for a shopping centre may be one place."),
)
def mall_names(book):
    """Proper names with one stem and different words for a mall."""
    stems = defaultdict(dict)
    for name, mention in by_name(book).items():
        for kind in KINDS_OF_MALL:
            if name.endswith(kind) and len(name) > len(kind) + 1:
                stems[name.removesuffix(kind)].setdefault(name, mention)
    for stem, names in stems.items():
        if len(names) < 2 or any(differs_in_one(*pair) for pair in permutations(names, 2)):
            continue  # one letter apart is found as such
        yield Found(
            kind=AMBIGUITY,
            subject=f"mall {stem}",
            readings=[mention.reading(name) for name, mention in names.items()],
            sentence=told(
                _("One name stands with different words for a shopping centre: %(names)s."),
                names=[cited(mention.reading(name)) for name, mention in names.items()],
            ),
            what=" / ".join(names),
            severity=MEDIUM,
        )


@rule(
    "alias",
    _("One body under two names: %(what)s"),
    _("A further name that is no short form of the first: renamed, or another body."),
)
def aliases(book):
    """Departments and areas; `全市` and the like name no body."""
    for row in book.rows:
        if row.value("kind") not in {"department", "district", "functional_zone"}:
            continue
        for alias in row.value("aliases") or ():
            if f"原{alias}" in (row.citation("aliases") or {}).get("quote", ""):
                continue  # the document says that it is the former name
            short = re.sub("^市|部门$", "", alias)
            if contained(short, [row.name]) or is_short_form(short, row.name):
                continue
            yield Found(
                kind=AMBIGUITY,
                subject=f"{row.ref} {alias}",
                readings=[row.reading("name"), row.reading("aliases", alias)],
                sentence=told(
                    _(
                        "“%(first)s” (%(first_at)s) is called “%(second)s” as well (%(second_at)s),"
                        " which is no short form of it."
                    ),
                    row.reading("name"),
                    row.reading("aliases", alias),
                ),
                what=f"{row.name} / {alias}",
                severity=LOW,
            )
            break


def is_short_form(short, name):
    """Whether the characters of a short form stand in the name, in order."""
    rest = iter(name)
    return all(character in rest for character in short)


@rule(
    "prefixed-name",
    _("A name with another name before it: %(what)s"),
    _("Two names of firms of which one is the other after a third name: one firm, or two."),
)
def prefixed_names(book):
    """`振华五星百货` where both 振华 and 五星百货 are names of the same collection."""
    for rows in list(book.by_collection.values()):
        names = {row.name: row for row in rows if row.collection in audited()}
        for name, row in names.items():
            for other in names:
                before = name.removesuffix(other)
                if before not in (name, "") and before in names and len(other) >= SHORTEST:
                    yield Found(
                        kind=AMBIGUITY,
                        subject=f"{row.ref} {names[other].ref}",
                        readings=[row.reading("name"), names[other].reading("name")],
                        sentence=told(
                            _(
                                "“%(first)s” (%(first_at)s) is “%(before)s” and “%(second)s” "
                                "(%(second_at)s), which are listed as names of their own."
                            ),
                            row.reading("name"),
                            names[other].reading("name"),
                            before=before,
                        ),
                        what=f"{other} / {name}",
                        severity=LOW,
                    )
