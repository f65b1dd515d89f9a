"""When two printed terms for a business format mean the same, and when they merely touch."""

import re

ENDINGS = re.compile("(?:服务)?(?:店|点|站|馆|房|室|中心|网点|设施|机构|门店|商店)$")
BEGINNINGS = re.compile("^(?:社区|大型|连锁|品牌|综合|便民|城市)")
BRACKETS = re.compile("[（(]([^（）()]*)[）)]")
# Words of the trade for one kind of shop.
SYNONYMS = {"美容美发": "理发", "洗染": "洗衣", "农贸市场": "菜市场", "便民市场": "菜市场"}
# Words that name no format: two terms that share only these are different.
NO_FORMAT = re.compile(
    "服务|网点|商业|商品|设施|大型|大中型|专业|专卖|商店|市场|中心|生活|综合|居民|建设|开发|发展|配送|特色|精品|品牌"
)


def forms(term):
    """The words before brackets and those inside, each without general beginnings and endings."""
    parts = [BRACKETS.sub("", term), *BRACKETS.findall(term)]
    return {stem(part) for part in parts if part}


def stem(word):
    """`社区养老服务中心` → `养老`; a word that would vanish stays."""
    short = shorter(ENDINGS, word)
    while (next_ := shorter(BEGINNINGS, short)) != short:
        short = next_
    return SYNONYMS.get(short, short)


def shorter(pattern, word):
    """The word without what the pattern finds, unless too little remains."""
    short = pattern.sub("", word)
    return short if len(short) >= 2 else word


def same(one, other):
    """Whether two terms are one format: equal but for brackets, 社区, 店, 服务点 …"""
    return bool(forms(one) & forms(other))


def touching(one, other):
    """The word for a format in both terms, e.g. 餐饮 in 餐饮美食 and 住宿餐饮网点; else ""."""
    one, other = NO_FORMAT.sub(" ", one), NO_FORMAT.sub(" ", other)
    for length in range(min(len(one), len(other)), 1, -1):
        for start in range(len(one) - length + 1):
            run = one[start : start + length]
            if run in other and " " not in run and "/" not in run:
                return run
    return ""


def missing(wanted, given):
    """Terms of `wanted` that no term of `given` means."""
    return [term for term in wanted if not any(same(term, other) for other in given)]
