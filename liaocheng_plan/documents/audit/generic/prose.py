"""Slips of the pen in running text, found by comparing a text with itself: no list of words.

Most of them show only where the official text is attached; without it there are quotes alone.
"""

import re
from collections import Counter, defaultdict

from django.utils.translation import gettext_lazy as _

from ..declaring import AMBIGUITY, LOW, MEDIUM, SPELLING, Found, rule
from ..printed import TEXT, corpus
from ..telling import cited, told
from .names import TELLS_APART

RUN = re.compile(r"[\u4e00-\u9fff]+")
SPLIT = re.compile(r"(?<=([\u4e00-\u9fff]{2}))[ \u3000](?=([\u4e00-\u9fff]{2}))")
ROLE = re.compile(
    r"以(?P<who>[\u4e00-\u9fff]{1,8}?)为(?P<role>[\u4e00-\u9fff]{4})(?![\u4e00-\u9fff])"
)
USUAL = 5
NEIGHBOURS = 2


EXCHANGED = _(
    "%(first_at)s prints “%(first)s” once; elsewhere “%(second)s” is usual (%(second_at)s): two"
    " characters have changed places."
)
ALIKE = _(
    "%(first_at)s prints “%(first)s” once; elsewhere “%(second)s” is usual (%(second_at)s), with a"
    " character that looks like it."
)


def slip(sentence, words, usual, text):
    """The finding of rare words beside the usual ones."""
    readings = [text.at(next(text.find_all(w))).reading(w) for w in (words, usual)]
    return Found(
        kind=SPELLING,
        subject=f"{words} {usual}",
        readings=readings,
        sentence=told(sentence, *readings),
        what=f"{words} / {usual}",
        severity=MEDIUM,
    )


def distinct_runs(text):
    """Runs of characters, each once: of the attached texts, else of quotes and printed values.

    A quote repeats words of the text, so the two are never counted together.
    """
    own = [m for m in text.mentions if m.path == TEXT] or [m for m in text.mentions if m.printed]
    return {run for mention in own for run in RUN.findall(mention.words)}


def pieces(found, length):
    """How often each piece of so many characters stands in runs."""
    return Counter(run[at : at + length] for run in found for at in range(len(run) - length + 1))


@rule(
    "swapped-characters",
    _("Two characters in the wrong order: %(what)s"),
    _("Words printed once that differ from often printed ones in the order of two characters."),
)
def swapped_characters(book):
    """Runs of four characters, the last two or the middle two exchanged; the other order is usual.

    The words for sides and sizes are not looked at: 路南 and 南路 are two things.
    """
    text = corpus(book)
    counted, printed = pieces(distinct_runs(text), 4), pieces(RUN.findall(text.text), 4)
    for words, times in counted.items():
        for at in (2, 1) if times == 1 else ():
            usual = words[:at] + words[at + 1] + words[at] + words[at + 2 :]
            apart = TELLS_APART & set(words[at : at + 2])
            if words != usual and not apart and printed[usual] >= USUAL:
                yield slip(EXCHANGED, words, usual, text)


@rule(
    "look-alike",
    _("A character that looks like another: %(what)s"),
    _("A character printed nowhere else, where one of like radical and strokes is usual."),
)
def look_alikes(book):
    """Runs of three; Unicode orders characters by radical and strokes, so like ones stand close."""
    text = corpus(book)
    found = distinct_runs(text)
    counted, single = pieces(found, 3), Counter("".join(found))
    patterns = defaultdict(list)
    for words in counted:
        for at, character in enumerate(words):
            patterns[at, words[:at], words[at + 1 :]].append((character, words))
    for alike in patterns.values():
        for rare, words in alike:
            if single[rare] > 1:
                continue
            for other, usual in alike:
                near = 0 < abs(ord(rare) - ord(other)) <= NEIGHBOURS
                if near and counted[usual] > 1:
                    yield slip(ALIKE, words, usual, text)


@rule(
    "split-word",
    _("A word with a blank in it: %(what)s"),
    _("A blank between characters that are printed together elsewhere."),
)
def split_words(book):
    """Blanks in attached texts; the characters around them stand together at another place.

    A title is broken where its line ends, so a blank in a document's title, which its record bears
    without one, is none.
    """
    text, titles = corpus(book), [row.name for row in book.by_collection["documents"]]
    titles += [row.value("title") or "" for row in book.by_collection["documents"]]
    for mention in text.mentions:
        for match in SPLIT.finditer(mention.words):
            before, after = match[1], match[2]
            joined = [before + after[0], before[-1] + after]
            if mention.path != TEXT or not all(words in text.text for words in joined):
                continue
            if any(before + after in title for title in titles):
                continue
            words = f"{before} {after}"
            yield Found(
                kind=SPELLING,
                subject=words,
                readings=[mention.reading(words)],
                sentence=told(
                    _(
                        "%(first_at)s prints “%(first)s” with a blank; elsewhere these characters"
                        " stand together."
                    ),
                    mention.reading(words),
                ),
                what=words,
                severity=LOW,
            )


@rule(
    "two-bodies",
    _("One role, two bodies: %(what)s"),
    _("A role of four characters that two places of the plan give to different bodies."),
)
def two_bodies(book):
    """`以区为实施主体` and `以中心城区为实施主体`."""
    roles = defaultdict(dict)
    for mention in corpus(book).mentions:
        for match in ROLE.finditer(mention.words):
            roles[match["role"]].setdefault(match["who"], mention.reading(match[0]))
    for role, bodies in roles.items():
        if len(bodies) > 1:
            yield Found(
                kind=AMBIGUITY,
                subject=role,
                readings=list(bodies.values()),
                sentence=told(
                    _("“%(role)s” is said of different bodies: %(bodies)s."),
                    role=role,
                    bodies=[cited(reading) for reading in bodies.values()],
                ),
                what=f"{role}（{' / '.join(bodies)}）",
                severity=MEDIUM,
            )
