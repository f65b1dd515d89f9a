"""Signs that a PDF gives for others that look alike.

Fonts draw the Kangxi radical ⼀ and the sign 一 with one glyph, and PDF writers may name either.
Kangxi radicals have a decomposition in Unicode; the simplified ones of the supplement do not, see
EquivalentUnifiedIdeograph.txt of the Unicode Character Database.
"""

import unicodedata

SUPPLEMENT = dict(
    zip(
        "⻅⻆⻉⻋⻓⻔⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⺠⺬⺮⻄⻁⺩⺝⺟⻘⻏⻌⻈⻂⻖⻐⻑⻒",
        "见角贝车长门韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟民示竹西虎王月母青阝辶讠衤阝钅長镸",
        strict=True,
    )
)
KANGXI = {
    chr(code): unicodedata.normalize("NFKC", chr(code))
    for block in (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))
    for code in block
    if unicodedata.normalize("NFKC", chr(code)) != chr(code)
}
TABLE = str.maketrans(KANGXI | SUPPLEMENT)


def unified(words):
    """The words with each such sign as the one that is meant."""
    return words.translate(TABLE)
