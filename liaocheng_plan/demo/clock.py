"""Invented data have their own days: the services are told another time while they are made."""

from contextlib import contextmanager
from datetime import datetime, time, timedelta
from unittest.mock import patch

from django.utils import timezone

OPENS, CLOSES = 9, 17  # office hours


@contextmanager
def at(moment):
    """Let `django.utils.timezone.now` give an aware datetime, in this process only.

    The name `datetime` in that module is replaced, not `now`: models hold `now` itself as default.
    """

    class Frozen(datetime):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz)

    with patch.object(timezone, "datetime", Frozen):
        yield


def moment(day, random):
    """Some minute of a day's office hours, in Shanghai."""
    minutes = random.randrange((CLOSES - OPENS) * 60)
    start = datetime.combine(day, time(OPENS)) + timedelta(minutes=minutes)
    return start.replace(tzinfo=timezone.get_default_timezone())
