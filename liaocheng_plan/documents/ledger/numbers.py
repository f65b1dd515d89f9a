"""Every number of a clause with its unit: 约800万平方米, 1-2处, 零下23℃, 三级, 翻了一番.

Chinese numerals count unless they are part of a word that counts nothing (统一, 进一步, 零售) or
of a known name (八一社区).
"""

import re

from .furniture import BLANK

UNITS = """
平方米/千人 平方米/人 平方公里 平方米 立方米 公里 公顷 百米 米 亩 吨 千瓦 ℃ % ‰
刻钟 分钟 小时 个月 年末 年底 年 月 日 天 号 亿元 万元 美元 元
人次 人 户 名 家 处 条 个 种 类 大类 项 位 部门 件 套 辆 台 座 栋 所 字 层 级 轴 带 核 区 片 主 副
倍 番 次 届 期 批 方面 侧 端 圈 餐 不得
"""
UNIT = "|".join(sorted(UNITS.split(), key=len, reverse=True))
BEFORE = r"(?:约为|大约|约|近|超过|至少|不低于|不小于|不少于|不超过|力争|翻了)?"
AFTER = r"(?:左右|以上|以下|以内|之内)?(?:\(含\))?"
FIGURE = r"(?:零下|负)?\d+(?:,\d{3})*(?:\.\d+)?"
CHINESE = "零一二两三四五六七八九十百千万亿"

ARABIC = re.compile(
    rf"{BEFORE}(?P<core>"
    r"〔\d{4}〕\d+号"
    r"|\d{4}年\d{1,2}月(?:\d{1,2}日)?"
    r"|[A-Za-z]+\d[A-Za-z0-9]*|\d+[A-Za-z]+"
    rf"|第?{FIGURE}(?:[-~至]{FIGURE})?[十百千万亿]*[余多]?(?:{UNIT})?"
    rf"){AFTER}"
)
WORDED = re.compile(rf"{BEFORE}(?P<core>第?[{CHINESE}]+[余多]?(?:{UNIT}|[\u4e00-\u9fff])?){AFTER}")

# Words of the language in which 一, 百 and the like count nothing.
COUNTS_NOTHING = re.compile(
    "统一|单一|唯一|不一|一体|一般|一定|一致|一些|一系列|一批|一切|一旦|一直|一律|一样|一同|一并|一部分"
    "|一站式|一次性|一流|一环|[进下上]一步|新一[代轮]|之一|百货|百姓|零售|零散|第三方|第三产业|二手"
    "|二维码|万物|十分|千方百计"
)


def find_numbers(clause, known_names=()):
    """`(core, shown, start, end)` of every number, in order; `core` leaves out 约, 左右, 以上.

    `clause` is a `ClauseText`, positions are counted in its words; `known_names` are names whose
    numerals belong to the name.
    """
    words = clause.words
    found = list(ARABIC.finditer(words))
    spent = [match.span() for match in found]
    quiet = hide(words, spent)
    for name in sorted(known_names, key=len, reverse=True):
        quiet = quiet.replace(name, BLANK * len(name))
    quiet = hide(quiet, [match.span() for match in COUNTS_NOTHING.finditer(quiet)])
    found += WORDED.finditer(quiet)
    found.sort(key=lambda match: match.start())
    return [(m["core"], m[0], m.start("core"), m.end("core")) for m in found]


def hide(words, runs):
    """The words with these runs blanked out."""
    for start, end in runs:
        words = words[:start] + BLANK * (end - start) + words[end:]
    return words


def names_with_numerals(names):
    """Those of the names that hold a Chinese numeral."""
    return {name for name in names if re.search(f"[{CHINESE}]", name)}
