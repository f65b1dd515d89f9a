"""Formulas that both the audit and the sheet of derived figures use; None in gives None out."""

from decimal import Decimal


def base_of_growth(target, percent, years):
    """What grows at `percent` a year to `target` in `years`: target ÷ (1 + p/100)ⁿ."""
    if target is None or percent is None:
        return None
    return target / (1 + Decimal(percent) / 100) ** years


def stock_before(target, yearly, years):
    """The stock before `years` of a yearly increment: target − n × increment."""
    if target is None or yearly is None:
        return None
    return target - years * yearly


def quotient(above, below, factor=1):
    """above × factor ÷ below; None also where the divisor is 0."""
    if above is None or not below:
        return None
    return above * Decimal(factor) / below
