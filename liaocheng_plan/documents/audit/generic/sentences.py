"""Sentences that do not close, repeat themselves or hold a stray bracket: by grammar, no words."""

import re
from collections import Counter, defaultdict

from django.utils.translation import gettext_lazy as _

from ..declaring import DUPLICATE, LOW, SPELLING, Found, rule
from ..running import LONGEST_HEADING, bodies, sentences
from ..telling import told

HAN = "[\u4e00-\u9fff]"
CLOSING = "。！？）”"
OPEN = [
    # 在 … 的情况 wants 下; 在 … 有着 wants a word of place before the verb
    (re.compile(rf"在[^，。；“”]{{2,30}}?的(?:情况|前提|条件|背景|形势)(?!{HAN})"), "下"),
    (re.compile(r"在[^，。；“”在]{2,30}?(?<![中上下里内间时面])有着"), "中"),
]
FRAME = re.compile(rf"(?P<word>[对以将把给])[^，。；对以将把给为]{{4,}}?进行(?={HAN}{{2}})")
TWICE = re.compile(rf"(?<!{HAN})(?P<word>{HAN}{{2}})[在有包括对为][^。；]*?等(?P=word)")
BRACKET = re.compile(rf"(?<=({HAN}{{2}}))（({HAN}{{1,4}})）(?=({HAN}))")
PIECE = re.compile(rf"(?<![）\u4e00-\u9fff]){HAN}{{8,}}(?=[，。；])")
LAST_PART = re.compile(r"[^，。；：！？、]*[^\w]*$")
USUAL = 5
MOST = 0.8


def slip(kind, subject, sentence, *readings, what="", **values):
    """The finding of one odd place in running text."""
    return Found(
        kind=kind,
        subject=subject,
        readings=list(readings),
        sentence=told(sentence, *readings, **values),
        what=what or subject,
        severity=LOW,
    )


@rule(
    "unfinished",
    _("A clause without a full stop: %(what)s"),
    _("Where nearly all clauses of a document end with a full stop, one that does not breaks off."),
)
def unfinished(book):
    """Clauses of running text, boxes and headings aside."""
    ends = defaultdict(list)
    for body in bodies(book):
        last = body.words.rstrip().rpartition("\n")[2]
        if body.row.value("kind") != "box" and len(last) > LONGEST_HEADING:
            ends[body.row.value("document")].append((body, last))
    for found in ends.values():
        open_ = [(body, last) for body, last in found if last[-1] not in CLOSING]
        if len(open_) > len(found) * (1 - MOST):
            continue
        for body, last in open_:
            words = LAST_PART.search(last)[0]
            yield slip(
                SPELLING,
                last[-10:],  # part of the key since the first run
                _(
                    "%(first_at)s ends with “%(first)s” and no full stop, as %(closed)s of the "
                    "document's %(all)s clauses have."
                ),
                body.reading(words),
                what=words,
                closed=len(found) - len(open_),
                all=len(found),
            )


@rule(
    "open-frame",
    _("A frame that is not closed: %(what)s"),
    _("A phrase that begins with 在 needs its closing word."),
)
def open_frames(book):
    """`在 … 的情况，` without 下; `在 … 有着` without a word of place."""
    for passage in sentences(book):
        for pattern, wanted in OPEN:
            for match in pattern.finditer(passage.words):
                words = match[0]
                yield slip(
                    SPELLING,
                    words,
                    _("In “%(first)s” (%(first_at)s) the closing word %(wanted)s is missing."),
                    passage.reading(words),
                    wanted=wanted,
                )


@rule(
    "odd-frame",
    _("An unusual preposition: %(what)s"),
    _("A preposition that a text uses once where another one is usual with the same verb."),
)
def odd_frames(book):
    """`以 … 进行` beside `对 … 进行`."""
    found = defaultdict(list)
    for passage in sentences(book):
        for match in FRAME.finditer(passage.words):
            found[match["word"]].append(passage.reading(match[0]))
    usual = [word for word, readings in found.items() if len(readings) >= USUAL]
    for word, readings in found.items():
        if usual and len(readings) == 1:
            other = found[usual[0]]
            yield slip(
                SPELLING,
                readings[0]["value"],
                _(
                    "%(first_at)s is the only place with “%(word)s” before this verb; %(times)s"
                    " other places have “%(usual)s”."
                ),
                *readings,
                other[0],
                word=word,
                usual=usual[0],
                times=len(other),
            )


@rule(
    "word-twice",
    _("A word twice in one sentence: %(what)s"),
    _("An enumeration that begins with a word need not end with it."),
)
def words_twice(book):
    """`重点在 … 等重点领域`."""
    for passage in sentences(book):
        for match in TWICE.finditer(passage.words):
            words = match["word"]
            yield slip(
                DUPLICATE,
                words,
                _("The enumeration “%(first)s” (%(first_at)s) begins and ends with “%(word)s”."),
                passage.reading(match[0]),
                word=words,
            )


@rule(
    "clause-twice",
    _("The same words twice in one clause: %(what)s"),
    _("A part of a sentence of eight characters and more that ends two parts of one clause."),
)
def clauses_twice(book):
    """Outside boxes, whose entries are worded alike on purpose."""
    for body in bodies(book):
        if body.row.value("kind") == "box":
            continue
        pieces = Counter(PIECE.findall(body.words))
        for words in pieces:
            times = sum(piece.endswith(words) * number for piece, number in pieces.items())
            if times > 1:
                yield slip(
                    DUPLICATE,
                    words,
                    _("“%(first)s” stands %(times)s times in one clause (%(first_at)s)."),
                    body.reading(words),
                    times=times,
                )


@rule(
    "bracket-in-word",
    _("A bracket inside a word: %(what)s"),
    _("Words in brackets that stand nowhere else, inside a word that is usual without them."),
)
def brackets_in_words(book):
    """`停车（函号）场`, where 停车场 is usual and 函号 is printed once."""
    text = "\n".join(body.words for body in bodies(book))
    for passage in sentences(book):
        for match in BRACKET.finditer(passage.words):
            head, inner, tail = match.groups()
            if text.count(inner) == 1 and text.count(head + tail) >= USUAL:
                words = f"{head}（{inner}）{tail}"
                yield slip(
                    SPELLING,
                    words,
                    _(
                        "%(first_at)s prints “%(first)s”; elsewhere it is “%(usual)s”, without a"
                        " bracket inside."
                    ),
                    passage.reading(words),
                    usual=head + tail,
                )
