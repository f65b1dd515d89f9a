"""What an uploaded workbook would change, line by line, before any of it counts."""

from dataclasses import dataclass
from decimal import Decimal

from django.core import signing
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from . import typed

SALT = "round-workbook"
VALID = 24 * 60 * 60
"""Seconds after which a comparison has to be made anew."""


class Kind(TextChoices):
    """What the workbook does to a line."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    CONFLICT = "conflict", _("changed meanwhile by somebody")
    LOCKED = "locked", _("locked, stays as it is")


@dataclass
class Difference:
    """One line that the workbook would change, or would if it were not locked."""

    line: object
    values: dict
    kind: Kind


def differences(lines, filled):
    """The `Difference` of each line; untouched lines and equal values are left out.

    A line is untouched when it says what the workbook said when it was downloaded.
    """
    found = []
    for line in lines:
        given = filled.values.get(line.slot)
        if given is None or typed.stamp(given) in (filled.stamps[line.slot], line.stamp):
            continue
        found.append(Difference(line, given, kind_of(line, filled.stamps[line.slot])))
    return found


def kind_of(line, stamp):
    """How a line stands to what was downloaded."""
    if line.locked:
        return Kind.LOCKED
    if stamp != line.stamp:
        return Kind.CONFLICT
    return Kind.CHANGED if line.stamp else Kind.NEW


def sealed(round_, area, filled, lines):
    """What the workbook says, signed, for the page that asks for confirmation."""
    seen = {line.slot: line.stamp for line in lines}
    content = [round_.key, area.key, filled.stamps, seen, as_text(filled.values)]
    return signing.dumps(content, salt=SALT, compress=True)


def unsealed(text, round_, area):
    """`(values, stamps, stamps as the page showed them)`; `BadSignature` for any other text."""
    key, area_key, stamps, seen, values = signing.loads(text, salt=SALT, max_age=VALID)
    if (key, area_key) != (round_.key, area.key):
        raise signing.BadSignature("another form")
    return as_numbers(values), stamps, seen


NUMBERS = ("value", "numerator", "denominator")


def as_text(values):
    """Numbers as text, for JSON."""
    return {
        slot: {n: str(v) if n in NUMBERS and v is not None else v for n, v in given.items()}
        for slot, given in values.items()
    }


def as_numbers(values):
    """The inverse of `as_text`."""
    return {
        slot: {n: Decimal(v) if n in NUMBERS and v is not None else v for n, v in given.items()}
        for slot, given in values.items()
    }
