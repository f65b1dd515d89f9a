"""What people type: numbers as text, and the stamp that tells whether somebody else was faster."""

import json
import re
import unicodedata
from decimal import Decimal
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

VALUES = ("value", "numerator", "denominator", "parts", "note")
PLACES = 4
NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")


def number(text):
    """The `Decimal` of a typed text, full-width digits and grouped thousands included; "" is None.

    Raises `ValidationError` for anything that is no plain number, or has more than four decimals.
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-").replace("，", ",")
    if not plain:
        return None
    if not NUMBER.fullmatch(plain):
        raise ValidationError(
            _("“%(text)s” is no number: write digits only, without unit or words.")
            % {"text": text.strip()[:30]},
            code="number",
        )
    found = Decimal(plain.replace(",", ""))
    if -found.as_tuple().exponent > PLACES and found != round(found, PLACES):
        raise ValidationError(_("At most four decimals can be kept."), code="decimals")
    return found


def json_number(value):
    """A number as JSON keeps it in `parts`: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def gathered(numbers, note):
    """Typed numbers by input (`value`, `part:购物`, …) and a note as the values of a report."""
    given = {name: numbers.get(name) for name in ("value", "numerator", "denominator")}
    parts = [
        {"label": name.partition(":")[2], "value": json_number(number)}
        for name, number in numbers.items()
        if name.startswith("part:") and number is not None
    ]
    return {**given, "parts": parts, "note": note}


def of_input(values, name):
    """The number of one input in the values of a report, or None."""
    if not name.startswith("part:"):
        return values[name]
    label = name.partition(":")[2]
    found = (part.get("value") for part in values["parts"] if part["label"] == label)
    return next(found, None)


def values_of(report):
    """What a report says, as `{name: value}`; what nobody has reported says nothing."""
    if report is None:
        return {"value": None, "numerator": None, "denominator": None, "parts": [], "note": ""}
    return {name: getattr(report, name) for name in VALUES}


def stamp(values):
    """A short fingerprint of `{name: value}`: equal for equal figures, "" where nothing is said."""
    said = {name: normal(value) for name, value in values.items() if value not in (None, "", [])}
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12] if said else ""


def normal(value):
    """A value in the one form in which equal values are equal texts."""
    if isinstance(value, list):
        return sorted((part["label"], normal(part.get("value"))) for part in value)
    if value is None or isinstance(value, str):
        return value
    return f"{Decimal(str(value)).normalize():f}"
