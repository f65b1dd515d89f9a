"""Derived figures whose inputs are data: the `plan-checks` that compare also imply."""

from functools import reduce
from operator import mul

from django.utils.translation import gettext_lazy as _

from ..derived import Derived, derivation
from ..formulas import base_of_growth, stock_before
from ..numbers import number, sensible, show, summed
from ..selecting import point, points, select
from ..units import amount
from .checks import years_of


@derivation("growth", _("Base of a growth rate"), _("target ÷ (1 + rate)ⁿ"))
def bases(book):
    """The base that `growth` checks imply."""
    for check in book.checks_of("growth"):
        target = point(book, check.settings["target"])
        rate, years = point(book, check.settings["rate"]), check.settings["years"]
        value = base_of_growth(target.value, rate.value, years)
        yield Derived(
            what=check.name,
            readings=[target.reading(), rate.reading(), years_of(book, target.row, years)],
            numbers=f"{target.shown} ÷ (1 + {rate.shown})^{years}",
            value=sensible(value, target.value),
            unit=target.row.value("unit") or "",
        )


@derivation("stock", _("Stock at the start"), _("target − years × yearly increment"))
def stocks(book):
    """The stock that `increment` checks imply."""
    for check in book.checks_of("increment"):
        target = point(book, check.settings["target"])
        yearly, years = point(book, check.settings["increment"]), check.settings["years"]
        yield Derived(
            what=check.name,
            readings=[target.reading(), yearly.reading(), years_of(book, target.row, years)],
            numbers=f"{target.shown} − {years}年 × {yearly.shown}/年",
            value=stock_before(target.value, yearly.value, years),
            unit=target.row.value("unit") or "",
        )


@derivation("sum", _("Sum of parts"), _("the stated parts added up; those not stated are left out"))
def totals(book):
    """The sums of `sum` checks."""
    for check in book.checks_of("sum"):
        parts = points(book, check.settings["parts"])
        known = [p for p in parts if p.value is not None]
        yield Derived(
            what=check.name,
            readings=[p.reading() for p in known],
            numbers=summed([p.value for p in known]).rpartition(" = ")[0],
            value=sum(p.value for p in known),
            unit=check.settings.get("unit", ""),
            missing=tuple(p.row.name for p in parts if p.value is None),
        )


@derivation("quotient", _("Quotients of stated figures"), _("product of the first ÷ the others"))
def derived(book):
    """`derive` checks: `multiply` ÷ `divide` × `factor`; `#list` is the number of its entries."""
    for check in book.checks_of("derive"):
        above = [factor(book, text) for text in check.settings["multiply"]]
        below = [factor(book, text) for text in check.settings["divide"]]
        times = number(check.settings.get("factor", 1))
        values = [v for v, _reading in (*above, *below)]
        lacking = any(v is None or not v for v in values)
        numbers = " × ".join(bare(reading) for v, reading in above if v is not None)
        numbers += f" × {show(times)}" if times != 1 else ""
        numbers += "".join(f" ÷ {bare(reading)}" for v, reading in below if v is not None)
        value = None if lacking else product(above) * times / product(below)
        yield Derived(
            what=check.name,
            readings=[reading for _value, reading in (*above, *below)],
            numbers=numbers,
            value=None if lacking else sensible(value, *values),
            unit=check.settings.get("unit", ""),
        )


def factor(book, text):
    """`(number, reading)` of a value, or of the number of entries of `#list`."""
    if text.startswith("#"):
        rows = select(book, text[1:])
        return number(len(rows)), rows[0].reading("name", len(rows), says="listed", unit="个")
    place = point(book, text)
    return place.value, place.reading()


def bare(reading):
    """A factor with its unit, without 约 or 左右."""
    return amount({**reading, "qualifier": ""})


def product(factors):
    """All numbers multiplied."""
    return reduce(mul, (value for value, _reading in factors))
