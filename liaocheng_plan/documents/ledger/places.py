"""Roads, bounds and bodies in a clause: every 路, 街, 高速, 胡同, what 东至 and 西临 name, firms.

A name that the fixtures do not know is found by the sign it ends with, so that none is forgotten.
"""

import re

from .found import FIRM, ROAD, Found

ROAD_SIGN = re.compile(r"路街|大街|外环路?|高速(?!公路|发展)|胡同|路|街")
BODY_SIGN = re.compile(r"集团|公司|商厦|商贸城|商城|财富城|医院|银行|公园|小学|中学")
BOUND = re.compile(
    r"[东西南北](?:起|至|接|临|邻)(?P<name>[\u4e00-\u9fff]{2,8}?)"
    r"(?=[、,。;)]|的|围|及|[东西南北](?:起|至|接|临|邻))"
)
# Words that end so and name nothing.
NO_NAME = re.compile(
    "道路|铁路|公路港?|水路|通路|线路|思路|占路|路网|路口|路段|路径|路标|街区|街道|街坊|街角|街头|临街"
    "|逛街|过街|步行街|商业街|美食街|老街|古街|网上商城|街角公园|银行卡|银行保险|人民银行|证券公司"
)
CUES = "与至起接临邻于沿为在及和的以内外由从有、是"
LONGEST = 5


def find_places(clause, known):
    """Roads and bounds of a `ClauseText`; `known` are road names, folded."""
    bounds = {match.span("name"): match["name"] for match in BOUND.finditer(clause.words)}
    found = bounds | sweep(clause, ROAD_SIGN, known)
    return [Found(ROAD, name, *span) for span, name in sorted(found.items())]


def find_bodies(clause, known):
    """Firms and institutions: those that are known, and what ends as such names do."""
    found, words = {}, clause.words
    for name in sorted(known, key=len, reverse=True):
        for match in re.finditer(re.escape(name), words):
            if not overlaps(match.span(), found):
                found[match.span()] = name
    for span, name in sweep(clause, BODY_SIGN, known).items():
        if not overlaps(span, found):
            found[span] = name
    return [Found(FIRM, name, *span) for span, name in sorted(found.items())]


def sweep(clause, sign, known):
    """`{(start, end): name}` of all that ends with a sign; a name nobody knows is found too."""
    found, words = {}, clause.words
    body = clause.body - clause.span.start
    generic = [match.span() for match in NO_NAME.finditer(words)]
    for match in sign.finditer(words):
        floor = body if match.start() >= body else 0
        start, end = name_start(words, match, known, floor), match.end()
        inside = any(first <= match.start() and end <= last for first, last in generic)
        if start is not None and (words[start:end] in known or not inside):
            found[start, end] = words[start:end]
    return found


def name_start(words, sign, known, floor):
    """Where the name that ends with this sign begins: the longest known one, else by the words."""
    for start in range(max(floor, sign.end() - 12), sign.start()):
        if words[start : sign.end()] in known:
            return start
    start = sign.start()
    while start > max(floor, sign.start() - LONGEST) and is_name_sign(words[start - 1]):
        start -= 1
    return start if start < sign.start() else None


def is_name_sign(sign):
    """Whether a sign may stand in a name that nobody knows."""
    return "\u4e00" <= sign <= "\u9fff" and sign not in CUES


def overlaps(span, others):
    """Whether a run shares words with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)
