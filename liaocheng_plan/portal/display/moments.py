"""The past day that a page is asked to show: `?as_of=2025-06-30`."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from liaocheng_plan.progress.periods import day_end


@dataclass(frozen=True)
class Moment:
    """What was known by the end of a day (Shanghai); `at` is None for now."""

    day: date
    at: datetime | None = None
    kept: tuple = ()
    """Names and values of the query that forms and links to today keep."""

    @property
    def past(self):
        """Whether the page shows a past day."""
        return self.at is not None

    @property
    def today_query(self):
        """The query of the same page as of today."""
        return f"?{urlencode(self.kept)}" if self.kept else "?"

    @property
    def query(self):
        """What links on the page add to an address that has a query; "" for today."""
        return f"&as_of={self.day:%Y-%m-%d}" if self.past else ""

    @property
    def only_query(self):
        """What links on the page add to an address without a query; "" for today."""
        return f"?as_of={self.day:%Y-%m-%d}" if self.past else ""

    @property
    def end(self):
        """The end of the day, or None for today: nothing is known yet of its rest."""
        return day_end(self.day) if self.day != timezone.localdate() else None


def of(request):
    """The moment a request asks for; `BadRequest` says what is wrong with a date."""
    text = request.GET.get("as_of", "").strip()
    today = timezone.localdate()
    kept = tuple((name, value) for name, value in request.GET.items() if name != "as_of")
    if not text:
        return Moment(today, None, kept)
    day = read(text)
    if day is None:
        raise BadRequest(_("“%(text)s” is no date: write 2025-06-30.") % {"text": text[:20]})
    if day > today:
        raise BadRequest(_("%(day)s is still to come: choose a past day.") % {"day": day})
    return Moment(day, Moment(day).end, kept)


def read(text):
    """The date of a text, or None."""
    try:
        return parse_date(text)
    except ValueError:
        return None
