"""Numbers in the arithmetic of findings: exact, and rounded no finer than what is stated."""

from decimal import Decimal, InvalidOperation


def number(value):
    """A plain value as `Decimal`, None where it is no number."""
    if value is None or isinstance(value, bool | list | dict):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def show(value):
    """A number without superfluous zeros; thousands are not grouped, so that it can be copied."""
    text = f"{Decimal(str(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value, digits=2):
    """A number to so many decimals."""
    return Decimal(value).quantize(Decimal(1).scaleb(-digits))


def sensible(value, *inputs):
    """A quotient to as many figures as its least exact input has, but at least three."""
    figures = max(3, min((significant(number(i)) for i in inputs), default=3))
    if not value:
        return value
    digits = figures - Decimal(value).adjusted() - 1
    return Decimal(value).quantize(Decimal(1).scaleb(-digits))


def significant(value):
    """How many figures a number has, zeros at either end left out."""
    return len(value.normalize().as_tuple().digits)


def summed(values):
    """`13 + 7 = 20` of numbers."""
    return f"{' + '.join(show(v) for v in values)} = {show(sum(values))}"
