"""Reporting periods: a year, a half-year, a quarter or a month, and what lies in them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

FORM = re.compile(
    r"(?P<year>[12]\d{3})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d{2})))?"
)


@dataclass(frozen=True, order=True)
class Period:
    """A span of whole months; `text` is `2025`, `2025-H1`, `2025-Q3` or `2025-09`."""

    last: date
    first: date
    text: str

    @classmethod
    def parse(cls, text):
        """The period of a text; `ValidationError` in the reader's language where it is none."""
        found = FORM.fullmatch(text.strip().upper())
        months = found and months_of(found)
        if not months:
            raise ValidationError(
                _("“%(text)s” is no period: write 2025, 2025-H1, 2025-Q3 or 2025-09.")
                % {"text": text},
                code="period",
            )
        year, (start, end) = int(found["year"]), months
        last_day = calendar.monthrange(year, end)[1]
        return cls(date(year, end, last_day), date(year, start, 1), found.group())

    def contains(self, day):
        """Whether a day lies in the period."""
        return self.first <= day <= self.last

    def follows(self, other):
        """Whether this period begins on the day after the other ends."""
        return (self.first - other.last).days == 1


def months_of(found):
    """First and last month of a matched period, or None for a month that does not exist."""
    if found["half"]:
        return (1, 6) if found["half"] == "1" else (7, 12)
    if found["quarter"]:
        last = 3 * int(found["quarter"])
        return last - 2, last
    if found["month"]:
        month = int(found["month"])
        return (month, month) if 1 <= month <= 12 else None
    return 1, 12


def year_end(year):
    """The last day of a year, at which its targets are due."""
    return date(year, 12, 31)


def day_end(day):
    """The last moment of a day in Liaocheng."""
    return timezone.make_aware(datetime.combine(day, time.max))
