"""Figures in words and in records, so that the two can be compared."""

import re
from decimal import Decimal

from .printed import fold, without_blanks

CHINESE_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
MULTIPLIERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
FIGURE = re.compile(r"(零下|负)?(?:(\d+(?:\.\d+)?)|([零一二两三四五六七八九十百千]+))([万亿]*)")


def figures(words):
    """Every figure in words: 1.4万 counts as 1.4 and as 14000, 五 as 5, 零下23 as -23."""
    found = set()
    for minus, arabic, chinese, multiplier in FIGURE.findall(fold(without_blanks(words))):
        figure = Decimal(arabic) if arabic else Decimal(chinese_figure(chinese))
        scale = 1
        for sign in multiplier:
            scale *= MULTIPLIERS[sign]
        for value in (figure, figure * scale):
            found.add(-value if minus else value)
    return found


def chinese_figure(words):
    """A Chinese numeral below ten thousand as an int: 十五 is 15, 两百 is 200."""
    total, digit = 0, 0
    for sign in words:
        if sign in MULTIPLIERS:
            total += (digit or 1) * MULTIPLIERS[sign]
            digit = 0
        else:
            digit = digit * 10 + CHINESE_DIGITS[sign]
    return total + digit


def recorded(values, path=""):
    """`(dotted path, Decimal)` of every figure in a record's values."""
    if isinstance(values, dict):
        for name, value in values.items():
            yield from recorded(value, f"{path}.{name}" if path else str(name))
    elif isinstance(values, list):
        for number, value in enumerate(values):
            yield from recorded(value, f"{path}.{number}")
    elif isinstance(values, int | float | Decimal) and not isinstance(values, bool):
        yield path, Decimal(str(values))
    elif isinstance(values, str) and re.fullmatch(r"-?\d+(?:\.\d+)?", values):
        yield path, Decimal(values)
    elif isinstance(values, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", values):
        yield from ((path, Decimal(part)) for part in values.split("-"))
