"""Words of place as geometry: which road bounds a place, and which roads are one."""

import re

SIDES = {"东": "east", "西": "west", "南": "south", "北": "north"}
OPPOSITE = {"east": "west", "west": "east", "north": "south", "south": "north"}
ALONG = {"east": "ns", "west": "ns", "north": "ew", "south": "ew"}
"""A road that bounds a place in the east or west runs north–south."""

HALF = re.compile(r"^(.{2,})[东西南北中](路|街|大街)$")
RING = re.compile(r"^[东西南北]?(外环|内环|二环|三环)路?$")
BEYOND = re.compile(
    r"((?:[\u4e00-\u9fff]{2,6}(?:路|街|环|高速)、)*[\u4e00-\u9fff]{2,6}(?:路|街|环|高速))以([东西南北])"
)
CROSSING = re.compile(
    r"([\u4e00-\u9fff]{2,7}(?:路|街))[与和]([\u4e00-\u9fff]{2,7}(?:路|街))交[叉汇]"
)


def whole_road(name):
    """The road of which a name is a half: 柳园北路 → 柳园路, 南外环路 → 外环路, 湖南路 stays."""
    ring = RING.match(name)
    if ring:
        return f"{ring[1]}路"
    half = HALF.match(name)
    return f"{half[1]}{half[2]}" if half else name


def half_runs(name):
    """How a road runs by its half's name: 柳园北路 north–south, 东昌东路 east–west; else None."""
    half = HALF.match(name)
    if not half:
        return None
    return "ns" if name[len(half[1])] in "南北" else "ew" if name[len(half[1])] in "东西" else None


def beyond(words):
    """`[(side, [roads])]` of `甲路、乙路以西`: the place lies on that side of each road."""
    return [(SIDES[side], roads.split("、")) for roads, side in BEYOND.findall(words or "")]


def crossings(words):
    """`[(road, road)]` of `甲路与乙路交叉口`, without the district before the first."""
    return [
        (re.sub("^.*[区县道]", "", one), re.sub("^.*[区县]", "", other))
        for one, other in CROSSING.findall(words or "")
    ]
