"""Which characters sound or look alike: `characters.tsv`, from the Unihan database.

One row for each of the 6,763 characters of GB 2312: the character, its readings without tones
(kMandarin, kHanyuPinlu), its Cangjie code (kCangjie), which spells how a character is composed.
`python liaocheng_plan/documents/audit/characters.py FOLDER` writes the table anew from Unihan's
files; the first lines of the table say which version it was made from, `characters.licence.txt`
on which terms.
"""

import re
import sys
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("characters.tsv")
VERSION = "15.0.0"
HEAD = f"""\
# Extract of the Unihan database {VERSION} (2022-08): kMandarin, kHanyuPinlu, kCangjie of GB 2312.
# Copyright © 1991-2022 Unicode, Inc.; licence: characters.licence.txt
"""
SHORTEST_CODE = 3
MERGED = [("zh", "z"), ("ch", "c"), ("sh", "s")]


@cache
def table():
    """`{character: (readings, Cangjie code)}`."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {character: (frozenset(sounds.split()), code) for character, sounds, code in rows}


@cache
def sounds(character):
    """The readings of a character, tones aside, with what many people type alike made one.

    Flat and retroflex initials, and finals in -n and -ng, count as one.
    """
    return {merged(reading) for reading in table().get(character, ((), ""))[0]}


def merged(reading):
    """`xing` → `xin`, `shi` → `si`."""
    for retroflex, flat in MERGED:
        if reading.startswith(retroflex):
            reading = flat + reading.removeprefix(retroflex)
    return reading[:-1] if reading.endswith("ng") else reading


def look_alike(one, other):
    """Whether the codes of two characters differ in one letter only: 投 QHNE, 股 BHNE."""
    first, second = (table().get(c, ((), ""))[1] for c in (one, other))
    return (
        one != other
        and len(first) == len(second) >= SHORTEST_CODE
        and sum(a != b for a, b in zip(first, second, strict=True)) == 1
    )


def write(folder):
    """Write the table from the files `Unihan_*.txt` of a folder."""
    fields = defaultdict(dict)
    for path in sorted(Path(folder).glob("Unihan_*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("U+"):
                point, field, value = line.split("\t")
                fields[chr(int(point[2:], 16))][field] = value
    rows = (row(character, found) for character, found in sorted(fields.items()))
    TABLE.write_text(HEAD + "".join(rows), encoding="utf-8")


def row(character, found):
    """The row of a character; "" for one outside GB 2312."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    spelt = (
        f"{found.get('kMandarin', '')} {re.sub(r'[(][0-9]+[)]', '', found.get('kHanyuPinlu', ''))}"
    )
    readings = sorted({toneless(reading) for reading in spelt.split()})
    return f"{character}\t{' '.join(readings)}\t{found.get('kCangjie', '')}\n"


def toneless(reading):
    """`xíng` → `xing`; ü stays."""
    letters = unicodedata.normalize("NFD", reading)
    bare = "".join(c for c in letters if c == "\u0308" or not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare)


if __name__ == "__main__":
    write(sys.argv[1])
