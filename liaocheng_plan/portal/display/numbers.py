"""Numbers as a careful official prints them: grouped, with 左右 and 约 where they were printed."""

import re
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import pgettext

from liaocheng_plan.documents.audit.units import BEFORE


def plain(value):
    """A number without superfluous zeros, thousands grouped (`1.1`, `65,000`); "" for None."""
    if value is None:
        return ""
    text = f"{Decimal(str(value)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value, digits=2):
    """A computed number, to two decimals: more would claim what nobody knows."""
    return plain(None if value is None else round(Decimal(value), digits))


def as_printed(value, quote=""):
    """The number with the digits of its quote, so that a printed 1.10 stays 1.10."""
    if value is None:
        return ""
    wanted = Decimal(str(value))
    for found in re.findall(r"\d+\.\d+", quote or ""):
        if Decimal(found) == wanted:
            return found
    return plain(wanted)


def around(qualifier):
    """The printed qualifier as `(before, after)` the number; `大约…余` has both."""
    qualifier = qualifier or ""
    if "…" in qualifier:
        before, after = qualifier.split("…", 1)
        return (before, after) if "…" not in after else ("", qualifier)
    return (qualifier, "") if qualifier in BEFORE else ("", qualifier)


def percent(share):
    """A share of 1 as a percentage with at most one decimal."""
    return f"{plain(round(Decimal(share) * 100, 1))}%"


def period(start, end):
    """Years of a plan: `2021–2025`."""
    years = [str(year) for year in (start, end) if year]
    return "–".join(dict.fromkeys(years))


def span(first, last):
    """A stretch of time: `2021–2023` for whole years, else by month: `2023-10–2023-12`."""
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    return period(first.year, last.year) if whole else period(f"{first:%Y-%m}", f"{last:%Y-%m}")


def day(value):
    """A date as the reader's language writes it: 2026年11月22日, 22 November 2026."""
    if value is None:
        return ""
    # Translators: a Django date format; in Chinese Y年n月j日
    return date_format(value, pgettext("date format", "j F Y"))
