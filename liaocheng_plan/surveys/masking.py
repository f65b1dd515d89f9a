"""Numbers that tell who somebody is, taken out of free texts before they are kept."""

import re

HIDDEN = "〔号码已隐去〕"
D = "[0-9０-９]"
GAP = r"[\s\-－–—.．·]?"


def digits(count):
    """A run of digits, full-width ones too, single separators between them allowed."""
    return f"{D}(?:{GAP}{D}){{{count - 1}}}"


NUMBERS = re.compile(
    "|".join(
        (
            # 18 characters of an identity card (GB 11643), the last one may be X; then the old 15.
            f"{digits(17)}{GAP}[0-9０-９XxＸｘ]",
            digits(15),
            # mobile numbers, with or without +86
            f"(?:[+＋]?[8８][6６]{GAP})?[1１][3-9３-９](?:{GAP}{D}){{9}}",
            # fixed lines with their area code
            f"[0０]{D}{{2,3}}{GAP}{D}{{7,8}}",
            r"[A-Za-z0-9_.+-]+[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
        )
    )
)
ALONE = re.compile(rf"(?<!{D})(?:{NUMBERS.pattern})(?!{D})")


def mask(text):
    """The text with phone, identity and e-mail numbers replaced, and blanks trimmed."""
    return ALONE.sub(HIDDEN, text.strip())
