"""The nearest outlets to a gap, how well their distance is known, and what would close it."""

from functools import cached_property

from liaocheng_plan import gap_sheets

from ..display import links, numbers, states
from . import presenters_matching


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
            "circle": outlet.circle,
            "circle_url": links.record_url(outlet.circle) if outlet.circle else "",
            "opened": numbers.day(outlet.opened_on),
        }

    @property
    def located(self):
        """Whether the circle has a position to measure from."""
        return self.circle.geometry is not None

    @property
    def error(self):
        """By how many metres the circle's position may be off, or ""."""
        return numbers.plain(self.circle.location_error_m)

    @property
    def precision(self):
        """How the circle's position was found."""
        return self.circle.get_location_precision_display()
