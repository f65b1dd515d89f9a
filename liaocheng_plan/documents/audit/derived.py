"""Figures that follow from stated ones: computed with the audit, never stated.

Apps declare derivations; what only one plan has (which total belongs to which share) is data.
"""

from collections.abc import Callable
from dataclasses import dataclass

from .declaring import discover
from .formulas import quotient
from .numbers import number, sensible, show


@dataclass
class Derived:
    """One figure: of what, its readings, the calculation, the result in a unit.

    `value` is None where an input is not stated; `missing` then names the readings that lack.
    `subject` tells the figures of a group apart where several are of things of one name.
    """

    what: str
    readings: list
    numbers: str
    value: object
    unit: str = ""
    missing: tuple = ()
    subject: str = ""


@dataclass(frozen=True)
class Derivation:
    """A group of derived figures with its formula in words."""

    name: str
    title: str
    formula: str
    derive: Callable


_derivations: dict[str, Derivation] = {}


def derivation(name, title, formula):
    """Decorate a function from a `Book` to `Derived`s as a group of the sheet."""

    def register(derive):
        _derivations[name] = Derivation(name, title, formula, derive)
        return derive

    return register


def derivations():
    """All groups of the sheet by name."""
    discover()
    return _derivations


def quotients(rows, above, below, unit, *, factor=1):
    """`Derived`s of one quotient for each row; where an input is missing, no figure."""
    for row in rows:
        over, under = number(row.value(above)), number(row.value(below))
        value = quotient(over, under, factor)
        lacking = tuple(path for path, v in ((above, over), (below, under)) if v is None)
        times = f" × {show(factor)}" if factor != 1 else ""
        yield Derived(
            what=row.name,
            readings=[row.reading(path) for path in (above, below) if path not in lacking],
            numbers="" if value is None else f"{show(over)}{times} ÷ {show(under)}",
            value=None if value is None else sensible(value, over, under),
            unit=unit,
            missing=lacking,
            subject=row.ref,
        )
