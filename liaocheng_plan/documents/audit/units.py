"""Units and qualifiers of printed figures: what stands around a number, so that it is no bare one.

A unit is a field of the record, or follows from the name of the column; a qualifier (约, 左右) is a
field, else it is read from the quoted words.
"""

import re

from .numbers import number, show

WITH_UNIT = {"value", "value_max", "baseline", "parts"}
ENDINGS = (
    ("_10k_m2", "万平方米"),
    ("_km2", "平方公里"),
    ("_m2", "平方米"),
    ("_mu", "亩"),
    ("_year", "年"),
    ("population", "人"),
    ("households", "户"),
)
BEFORE = (
    *("约", "约为", "大约", "总计", "第"),
    *("不低于", "不小于", "不超过", "不少于", "至少", "基本形成"),
)
"""Qualifiers that stand before their number; 左右, 以上, 余, 内 … follow it."""
LEADING = r"(?P<before>大约|约为|约)\s*{}(?!\d|\.\d)"
FOLLOWING = r"{}(?!\d|\.\d)[^，。；、\d]{{0,8}}?(?P<after>左右|余)"


def unit_of(row, path):
    """The unit of a figure of a record; "" where none is known."""
    if path.split(".")[0] in WITH_UNIT and row.values.get("unit"):
        return row.values["unit"]
    last = path.rpartition(".")[2]
    return next((unit for ending, unit in ENDINGS if last.endswith(ending)), "")


def qualifier_of(row, path, value, quote):
    """约, 左右 and the like, as printed around a figure; "" where it is exact."""
    above = path.rpartition(".")[0]
    own = (f"{above}.qualifier", f"{path}_qualifier") if above else (f"{path}_qualifier",)
    kept = [row.value(name) for name in own]
    if path == "value":
        kept.append(row.value("qualifier"))
    return next((str(found) for found in kept if found), "") or quoted(value, quote)


def quoted(value, quote):
    """The qualifier that the quoted words put before or after a number."""
    digits = re.escape(digits_in(value, quote))
    found = (re.search(pattern.format(digits), quote or "") for pattern in (LEADING, FOLLOWING))
    return "…".join(match[1] for match in found if match)


def digits_in(value, quote):
    """A number with the digits of its quote: a printed 1.10 stays 1.10."""
    wanted = number(value)
    for found in re.findall(r"\d+\.\d+", quote or ""):
        if number(found) == wanted:
            return found
    return show(value)


def worth(figure, unit):
    """A number with its unit: 200万平方米, 7%; a composed unit is no different."""
    return f"{figure}{unit}"


def amount(reading):
    """A reading's value with unit and qualifier: 约35万平方米, 200万平方米左右."""
    value = reading["value"]
    if isinstance(value, list):
        return "、".join(str(item) for item in value)
    if number(value) is None:
        return str(value)
    qualifier = reading.get("qualifier", "")
    before, _dots, after = qualifier.partition("…")
    if not after:
        before, after = (qualifier, "") if qualifier in BEFORE else ("", qualifier)
    return f"{before}{worth(printed(reading), reading.get('unit', ''))}{after}"


def printed(reading):
    """A reading's number as it is printed."""
    quote = (reading["citation"] or {}).get("quote")
    return digits_in(reading["value"], quote if reading["says"] == "stated" else "")
