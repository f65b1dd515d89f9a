"""How coverage was computed, in the words that stand beside every figure: pages and API."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def way(method, basis):
    """How distances were measured, in one line."""
    if method["way"] == "network":
        day = date.fromisoformat(basis["datasets"]["streets"]["as_of"])
        words = date_format(day, pgettext("date format", "j F Y"))
        return _("shortest way on foot by streets (network of %(day)s)") % {"day": words}
    return _("straight line ÷ %(factor)s, estimated, not by streets") % {
        "factor": plain(method["factor"])
    }


def spread(method):
    """What the range is; "" by streets."""
    if method["way"] == "network":
        return ""
    return _("range: straight line ÷ %(low)s to ÷ %(high)s") % {
        "low": plain(method["factor_low_reach"]),
        "high": plain(method["factor_high_reach"]),
    }


def plain(factor):
    """A factor kept as text, with one decimal at least: 1.3, 1.41, 1.0."""
    text = f"{Decimal(factor):f}"
    whole, _point, part = text.partition(".")
    return f"{whole}.{part.rstrip('0') or '0'}"
