"""Moments of an import in the reader's words."""

from django.utils import timezone
from django.utils.formats import time_format

from ..display import numbers


def moment(at):
    """A moment as a day and a time; "" for none."""
    at = at and timezone.localtime(at)
    return f"{numbers.day(at)} {time_format(at, 'H:i')}" if at else ""
