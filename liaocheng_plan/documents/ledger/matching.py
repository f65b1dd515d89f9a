"""Which records hold what was found at a place of a clause."""

import re
from dataclasses import replace

from .figures import figures
from .found import ENTRY, ITEM, NUMBER, ROAD
from .holdings import plain

CHINESE_NUMERALS = "零一二两三四五六七八九十百千万亿"
JOINED = re.compile("以及|[及和与]")
SHORTEST = 2
SHORTEST_WITHIN = 3  # of an item that is only contained in a value
SHORTEST_PART = 4  # of a part of an open item that is only contained in a value
BETWEEN_WORDS = re.compile("[、,:;。()+和及与或等]|以及")
MEASURED = re.compile(r"\D{0,2}\d[^A-Za-z]*[^\dA-Za-z]")
IN_OWN_WORDS = ("clauses", "tasks")
# How the words before the first name of a list end.
LEADS_IN = re.compile(
    "(?:(?<!商业)发展|建设|提供|推动|促进|推进|推广|支持|鼓励|引导|引进|设置|配置|布局|打造|打造成|构建"
    "|通过|包括|有|是|如|以|为|对|将|把|集|在|与|及|的|内|到|成|起|至|邻|于|向|可|要|让|从|由|充分|积极"
    "|着力|大力|加快|重点|主要|适度|进一步|提升|完善|拓展|开发|开展|进行|满足|突出|扩充|加强|优化|配套"
    "|做好|设立|开设|整合|挖掘|宣传|扩大|形成|串联|^应用|推广应用|鼓励应用|采用|利用|依托|按照|搭载|考虑"
    "|融入|引入|关注|联动|督促|探索|配齐|达到|发挥|落实|推出|增加|承担|实施|具有|严禁|禁止|限制"
    "|各类|一批|一部分|社区|辖区|城区|街区|片区|区位|周边|居民|市场|商圈|物流|消费)$"
)


def holders(found, place, holdings, names):
    """`(words, [holders])` of something found; the words without what leads in or follows.

    `place` is its run of the text, `names` are the names of named things. Words count as held
    where a record has them among its values; that a quote merely covers them is not enough.
    """
    if found.kind == NUMBER:
        return found.words, number_holders(found, place, holdings)
    values = holdings.values
    if found.kind == ROAD:  # the words of place name it anyway; a road stands in a list of its own
        values = [(value, holder) for value, holder in values if holder.field != "location_text"]
    for words in trimmed(replace(found, open_start=found.open_start or found.kind == ITEM)):
        equal = [holder for value, holder in values if value == plain(words)]
        if equal:
            return words, equal
    named = [h for value, h in values if plain(found.words) in BETWEEN_WORDS.split(value)]
    if named:
        return found.words, named
    for words in trimmed(found):
        within = [holder for value, holder in values if has(value, words, found)]
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
        cuts = range(1, len(words) - SHORTEST + 1)
        yield from (words[cut:] for cut in cuts if LEADS_IN.search(words[:cut]))
    if found.open_end:
        yield from (words[:-cut] for cut in range(1, len(words) - SHORTEST + 1))


def number_holders(found, place, holdings):
    """The holders of a number: fields whose quote covers it and that record it, texts that have it.

    A measured figure (480亿元) needs a record; that a clause or task repeats it is not enough.
    """
    whole = whole_number(found.words)
    stated = figures(found.words)
    covering = [
        quoted.holder
        for quoted in holdings.places
        if quoted.span.covers(place)
        and (stated & quoted.figures or any(whole.search(words) for words in quoted.words))
    ]
    every = covering + [holder for value, holder in holdings.values if whole.search(value)]
    if MEASURED.fullmatch(found.words):
        return [holder for holder in every if holder.collection not in IN_OWN_WORDS]
    return every


def whole_number(words):
    """The pattern of a number that is no part of a longer one."""
    numerals = CHINESE_NUMERALS if words[0] in CHINESE_NUMERALS else ""
    after = r"(?![\d.])" if words[-1].isdigit() else ""
    return re.compile(rf"(?<![\d.{numerals}])" + re.escape(plain(words)) + after)


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
