"""Whether two names may be one outlet's: full- and half-width, brackets, firms, branches."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

BRACKETS = re.compile(r"[(\[{【〔<《「『](.*?)[)\]}】〕>》」』]")
SIGNS = re.compile(r"[\s·•・.,，。、\-_—~&'\"“”’‘*#!！?？:：/]+")
FIRM = re.compile(
    r"(有限责任公司|股份有限公司|有限公司|个人独资企业|个体工商户|集团|总公司|分公司|公司)$"
)
PLACE = re.compile(
    r"^(山东省?)?(聊城市?)?(东昌府区?|茌平区?|阳谷县?|莘县|东阿县?|冠县|高唐县?|临清市?)?"
)
BRANCH = re.compile(r"(.{1,8}?)(分店|店|号店|分号|门店|直营店|旗舰店|加盟店)$")
NUMBER = re.compile(r"[0-9一二三四五六七八九十]+")
LIKE = 0.8
SHORTEST = 2


@dataclass(frozen=True)
class Name:
    """A name without what says nothing: its core, and its branch where brackets name one."""

    core: str
    branch: str


@lru_cache(maxsize=100_000)
def parsed(name):
    """The parts of a name that tell outlets apart."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    branch = ""
    for inside in BRACKETS.findall(plain):
        if BRANCH.match(inside):
            branch = SIGNS.sub("", BRANCH.match(inside)[1])
    core = SIGNS.sub("", BRACKETS.sub("", plain))
    shorter = PLACE.sub("", core)
    core = shorter if len(shorter) >= SHORTEST else core
    while FIRM.search(core) and len(FIRM.sub("", core)) >= SHORTEST:
        core = FIRM.sub("", core)
    return Name(core, branch)


def like(one, other):
    """Whether two names may mean the same: like cores, and not two different branches."""
    first, second = parsed(one), parsed(other)
    if first.branch and second.branch and first.branch != second.branch:
        return False
    if first.core == second.core:
        return True
    if NUMBER.findall(first.core) != NUMBER.findall(second.core):
        return False  # 一号店 and 二号店, 第1 and 第2: told apart by nothing else
    short, long = sorted((first.core, second.core), key=len)
    if len(short) > SHORTEST and long.startswith(short):
        return True
    if not set(short) & set(long):
        return False
    matcher = SequenceMatcher(None, short, long, autojunk=False)
    return matcher.quick_ratio() >= LIKE and matcher.ratio() >= LIKE
