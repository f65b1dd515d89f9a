"""Misspelt words: one that sounds like the usual one, two halves that look like a whole one."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from ..characters import look_alike, sounds
from ..cutting import words
from ..declaring import LOW, MEDIUM, SPELLING, Found, rule
from ..telling import told

USUAL = 2
WORD = 2
# What an area is called: 下辖镇 and 镇区 meet without a character too many.
KINDS_OF_AREA = set("省市县区镇乡村")
PARTICLES = set("的了与和及等以在对为使将把从由并按各有至是让向其之于上下内中外里也更")


SOUNDS_ALIKE = _(
    "%(first_at)s prints “%(first)s” once; elsewhere “%(second)s” (%(second_at)s) is usual, which"
    " sounds the same."
)
LOOKS_ALIKE = _(
    "“%(first)s” (%(first_at)s) is no word; “%(second)s” (%(second_at)s) differs in a character of"
    " like form."
)


def wrong_word(sentence, severity, printed, usual):
    """The finding of words beside the usual ones: `(words, passage)` of each."""
    readings = [passage.reading(words) for words, passage in (printed, usual)]
    return Found(
        kind=SPELLING,
        subject=f"{printed[0]} {usual[0]}",
        readings=readings,
        sentence=told(sentence, *readings),
        what=f"{printed[0]} / {usual[0]}",
        severity=severity,
    )


@rule(
    "homophone",
    _("A word that sounds like the usual one: %(what)s"),
    _("Printed once with a neighbour that elsewhere goes with a word of the same sound."),
)
def homophones(book):
    """Words of two characters that are typed alike; `加快新城` beside `加快形成`."""
    found = words(book)
    for word, other in typed_alike(found.counted):
        for item in found.places[word]:
            pair = usual_pair(item, other, found.pairs)
            if pair is not None:
                odd, usual = pair
                second = next(i for i in found.places[other] if usual in near(i))
                severity = LOW if related(word, other, found.counted) else MEDIUM
                printed, usually = (odd, item.passage), (usual, second.passage)
                yield wrong_word(SOUNDS_ALIKE, severity, printed, usually)


def related(word, other, counted):
    """Whether two words share a character and are both in use (新兴, 新型): each may be meant."""
    shared = any(a == b for a, b in zip(word, other, strict=True))
    return shared and min(counted[word], counted[other]) >= USUAL


def typed_alike(counted):
    """Ordered pairs of different words of two characters with the same sounds."""
    groups = defaultdict(list)
    for word in counted:
        if len(word) == WORD:
            for one in sounds(word[0]):
                for two in sounds(word[1]):
                    groups[one, two].append(word)
    pairs = {(a, b) for group in groups.values() for a in group for b in group if a != b}
    return sorted(pairs)


def usual_pair(item, other, pairs):
    """`(as printed, as usual)` of a word with a neighbour that mostly goes with the other one."""
    if is_odd(item.before, pairs[item.before, item.word], pairs[item.before, other]):
        return item.with_before(), item.with_before(other)
    if is_odd(item.after, pairs[item.word, item.after], pairs[other, item.after]):
        return item.with_after(), item.with_after(other)
    return None


def is_odd(neighbour, times, usual):
    """Whether a neighbour that says something goes with the word once, with the other often."""
    return len(neighbour) >= WORD and times == 1 and usual >= USUAL


def near(item):
    """A word with either neighbour."""
    return {item.with_before(), item.with_after()}


@rule(
    "broken-word",
    _("Two characters that make no word: %(what)s"),
    _("Two characters that no dictionary joins, beside a whole word that differs in a like one."),
)
def broken_words(book):
    """`控投` beside `控股`: one character the same, the other composed like it."""
    found = words(book)
    whole = [word for word in found.counted if len(word) == WORD]
    for item in found.cuts:
        halves = item.word + item.after
        if not lone(item, found.pairs):
            continue
        for word in whole:
            if one_like(halves, word):
                second = found.places[word][0]
                printed, usual = (halves, item.passage), (word, second.passage)
                yield wrong_word(LOOKS_ALIKE, MEDIUM, printed, usual)


def lone(item, pairs):
    """Whether a word and the next are single characters that stand together once."""
    return (
        len(item.word) == len(item.after) == 1
        and pairs[item.word, item.after] == 1
        and not PARTICLES & {item.word, item.after}
    )


def one_like(halves, word):
    """Whether one character is the same and the other looks like its match."""
    same = [a == b for a, b in zip(halves, word, strict=True)]
    return sum(same) == 1 and look_alike(halves[same.index(False)], word[same.index(False)])


@rule(
    "doubled-character",
    _("A character printed twice: %(what)s"),
    _("A single character before a word that begins with it: one of the two may be too many."),
)
def doubled_characters(book):
    """`店 店铺`; a word that is a doubling itself (紧紧) is none, nor what an area is called."""
    found = words(book)
    for item in found.cuts:
        if once_doubled(item, found.pairs):
            twice = item.before + item.word + item.after
            yield Found(
                kind=SPELLING,
                subject=twice,
                readings=[item.passage.reading(twice)],
                sentence=told(
                    _(
                        "In “%(first)s” (%(first_at)s) “%(character)s” stands twice: one of the two"
                        " may be too many."
                    ),
                    item.passage.reading(twice),
                    character=item.word,
                ),
                what=twice,
                severity=LOW,
            )


def once_doubled(item, pairs):
    """Whether a single character stands before a word with the same beginning, and only here."""
    return (
        len(item.word) == 1
        and item.before != ""
        and len(item.after) == WORD
        and item.after.startswith(item.word)
        and item.word not in KINDS_OF_AREA
        and pairs[item.word, item.after] == 1
    )
