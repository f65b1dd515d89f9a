"""Single values of a file as typed values; `Wrong` says what cannot be taken, None is unknown."""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from django.utils import timezone

from liaocheng_plan.imports.tables import FORMULA

from .problems import Wrong

DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?$")
PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})$")
HALF = re.compile(r"\d{4}年?$|\d{4}[-/.年]\d{1,2}月?$")
DEGREES = re.compile(r"\s*-?\d{1,9}(\.\d*)?\s*$", re.ASCII)
THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?$")
YES, NO = {"是", "连锁", "y", "yes", "true", "1"}, {"否", "非连锁", "n", "no", "false", "0"}
LARGEST_AREA = Decimal(10) ** 8
MOST_PEOPLE = 1_000_000
NOISE = Decimal("0.000001")
"""What binary numbers of a spreadsheet may differ from the decimal that was typed."""
WORD = 80
"""Characters of a word that people can give a meaning to."""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def text(value):
    """A value as text in one line; a whole number of a spreadsheet without `.0`."""
    if value is None:
        return ""
    if isinstance(value, str) and value.isprintable() and not value.startswith("="):
        return value.strip()  # nearly all of them
    if value is FORMULA or (isinstance(value, str) and value.startswith("=")):
        raise Wrong("formula")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date() if value.time() == time.min else value
    found = value if isinstance(value, str) else str(value)
    if "\n" in found or UNPRINTABLE.search(found):
        found = " ".join(UNPRINTABLE.sub("", found).split())
    return found.strip()


def short(value, most):
    """Text of at most so many characters."""
    found = text(value)
    if len(found) > most:
        raise Wrong("long", most=most)
    return found


def plain(value):
    """Text in half-width characters, without commas between thousands."""
    found = unicodedata.normalize("NFKC", text(value))
    return found.replace(",", "") if THOUSANDS.match(found) else found


def decimal(value):
    """A number of at most two decimals, not below zero."""
    found = plain(value)
    if not found:
        return None
    try:
        exact = Decimal(found)
    except InvalidOperation as error:
        raise Wrong("no_number") from error
    if not exact.is_finite():
        raise Wrong("no_number")
    if exact < 0:
        raise Wrong("negative")
    if exact >= LARGEST_AREA:
        raise Wrong("too_large")
    kept = exact.quantize(Decimal("0.01"))
    if abs(exact - kept) > (NOISE if isinstance(value, float) else 0):
        raise Wrong("decimals")
    return kept


def whole(value):
    """A whole number, not below zero."""
    found = plain(value)
    if not found:
        return None
    if found.startswith("-") and found[1:].isdecimal():
        raise Wrong("negative")
    if not (found.isascii() and found.isdecimal()):
        raise Wrong("not_whole")
    if len(found) > 9 or int(found) > MOST_PEOPLE:
        raise Wrong("too_large")
    return int(found)


def truth(value):
    """Yes, no or unknown."""
    if isinstance(value, bool):
        return value
    found = text(value).casefold()
    if not found:
        return None
    if found not in YES | NO:
        raise Wrong("no_truth")
    return found in YES


def day(value):
    """A day that has come; a month or a year alone is no day."""
    if isinstance(value, datetime):
        value = value.date()
    found = value if isinstance(value, date) else day_of(plain(value))
    if found and found > timezone.localdate():
        raise Wrong("future")
    return found


def day_of(found):
    """A day from text."""
    if not found:
        return None
    match = DAY.match(found) or PACKED.match(found)
    if match is None:
        raise Wrong("half_day" if HALF.match(found) else "no_day")
    try:
        return date(*map(int, match.groups()))
    except ValueError as error:
        raise Wrong("no_day") from error


def degrees(value):
    """Degrees as a float, or None."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return float(value)
    found = value if isinstance(value, str) and value.isascii() else plain(value)
    if not found:
        return None
    if not DEGREES.match(found):
        shape = found.endswith(("Polygon", "LineString", "MultiPoint"))
        raise Wrong("no_point" if shape else "no_degree")
    return float(found)
