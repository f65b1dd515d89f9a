"""The nearest outlets to a gap, how well their distance is known, and what would close it."""

from functools import cached_property

from django.utils.translation import gettext_lazy

from liaocheng_plan import gap_sheets

from ..display import links, numbers, states
from . import outline_words, presenters_matching

SUSPECTED = states.State(gettext_lazy("suspected duplicate"), "question", "behind")


class NearestPresenter:
    """Open outlets of one type around a circle."""

    def __init__(self, circle, row):
        self.circle, self.row = circle, row

    @property
    def words(self):
        """The words under which an outlet proves the type."""
        return gap_sheets.offer().words(self.row)

    @property
    def unmatched(self):
        """Whether the circle has no outlets of its own and nobody said whose it shares."""
        return presenters_matching.is_open_pilot(self.circle)

    @cached_property
    def outlets(self):
        """Rows of the table, nearest first."""
        found = gap_sheets.offer().nearest(self.circle, self.row)
        return [self.outlet(outlet, metres) for outlet, metres in found]

    def outlet(self, outlet, metres):
        """One outlet; `metres` is None where one of the two has no position."""
        return {
            "name": outlet.name,
            "url": links.record_url(outlet),
            "type": outlet.business_type.name,
            "metres": numbers.plain(metres),
            "area": outlet.area,
            "position": states.position(outlet),
            "suspected": SUSPECTED if outlet.suspected else None,
            "circles": [
                {"name": circle.name, "url": links.record_url(circle)}
                for circle in (outlet.circle, outlet.pilot)
                if circle
            ],
            "opened": numbers.day(outlet.opened_on),
        }

    @cached_property
    def origin(self):
        """What is measured from."""
        return gap_sheets.offer().origin(self.circle)

    @property
    def located(self):
        """Whether the circle has anything to measure from."""
        return self.origin is not None

    @property
    def boundary(self):
        """The declared boundary in words, where it is measured from; else ""."""
        declared = hasattr(self.origin, "kind")
        return outline_words.outline(self.origin) if declared else ""

    @property
    def error(self):
        """By how many metres the circle's position may be off, or ""."""
        return numbers.plain(self.circle.location_error_m)

    @property
    def precision(self):
        """How the circle's position was found."""
        return self.circle.get_location_precision_display()
