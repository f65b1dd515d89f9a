"""Which records hold what was found at a place of a clause."""

import re
from dataclasses import replace

from .found import ENTRY, NUMBER
from .holdings import plain
from .printed import Span

CHINESE_NUMERALS = "零一二两三四五六七八九十百千万亿"
JOINED = re.compile("以及|[及和与]")
SHORTEST = 2
SHORTEST_WITHIN = 3  # of an item that is only contained in a value
SHORTEST_PART = 4  # of a part of an open item that is only contained in a value
BETWEEN_WORDS = re.compile("[、,:;。()+和及与或等]|以及")


def holders(found, place, holdings, names):
    """`(words, [holders])` of something found; the words without what leads in or follows.

    `place` is its run of the text, `names` are the names of all records.
    """
    if found.kind == NUMBER:
        return found.words, number_holders(found, place, holdings)
    for words in trimmed(found):
        equal = [holder for value, holder in holdings.values if value == plain(words)]
        if equal:
            return words, equal
    covering = [holder for span, holder in holdings.places if span.covers(core(found, place))]
    if covering:
        return found.words, covering
    for words in trimmed(found):
        within = [holder for value, holder in holdings.values if has(value, words, found)]
        if within:
            return words, within
    for words in trimmed(found):
        if found.kind != ENTRY and names.get(plain(words)):
            return words, names[plain(words)]
    return found.words, []


def has(value, words, found):
    """Whether a text names these words: short ones as an item of a list, not inside a word."""
    whole = words == found.words
    words = plain(words)
    if words not in value or len(words) >= (SHORTEST_WITHIN if whole else SHORTEST_PART):
        return words in value
    ends_item = not found.open_end and f"{words}、" in value
    begins_item = not found.open_start and f"、{words}" in value
    return ends_item or begins_item or words in BETWEEN_WORDS.split(value)


def trimmed(found):
    """The words, then ever less of them at the open sides."""
    words = found.words
    yield words
    if found.open_start:
        yield from (words[cut:] for cut in range(1, len(words) - SHORTEST + 1))
    if found.open_end:
        yield from (words[:-cut] for cut in range(1, len(words) - SHORTEST + 1))


def core(found, place):
    """The part of a place that a quote must cover: all of it, of an open item the fixed side."""
    if found.open_start:
        return Span(max(place.start, place.end - SHORTEST_PART), place.end)
    if found.open_end:
        return Span(place.start, min(place.end, place.start + SHORTEST_PART))
    return place


def number_holders(found, place, holdings):
    """The holders of a number: quotes over its place, values that have it as a whole number."""
    covering = [holder for span, holder in holdings.places if span.covers(place)]
    number = re.escape(plain(found.words))
    before = r"(?<![\d.%s])" % (CHINESE_NUMERALS if found.words[0] in CHINESE_NUMERALS else "")
    after = r"(?![\d.])" if found.words[-1].isdigit() else ""
    whole = re.compile(before + number + after)
    return covering + [holder for value, holder in holdings.values if whole.search(value)]


def parts(found):
    """The names that 和, 及 and the like join in one item."""
    runs, start = [], 0
    for joint in JOINED.finditer(found.words):
        if joint.start() - start >= SHORTEST:
            runs.append((start, joint.start()))
            start = joint.end()
    runs.append((start, len(found.words)))
    if len(runs) < 2 or runs[-1][1] - runs[-1][0] < SHORTEST:
        return []
    return [
        replace(
            found,
            words=found.words[first:last],
            start=found.start + first,
            end=found.start + last,
            open_start=found.open_start and first == 0,
            open_end=found.open_end and last == len(found.words),
        )
        for first, last in runs
    ]
