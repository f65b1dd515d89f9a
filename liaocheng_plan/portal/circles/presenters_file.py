"""The file of a living or pilot circle: vital figures, bounds, its match, visits."""

from functools import cached_property

from django.urls import reverse

from liaocheng_plan import gap_sheets, registry

from ..display import fields, numbers, values
from ..places.presenters_places import PlacePresenter
from ..places.presenters_records import LONG
from . import gap_words, presenters_matching
from .forms import VisitForm

SIDES = ("north", "west", "east", "south")
PRINTED = ("formats_present", "formats_missing", "formats_to_add", "formats_required")
APART = {"number", "bounds", "pilot", *PRINTED}


class CirclePresenter(PlacePresenter):
    """A circle of either kind; what its model does not have is left out, what it lacks is said."""

    @property
    def number(self):
        """The printed number."""
        return self.record.number

    @property
    def vitals(self):
        """Measured figures in large type; a missing one is said to be missing."""
        return [v for v in self.shown if v.name not in APART and is_measure(self.record, v.name)]

    @property
    def figures(self):
        """Vital figures and where it is, for a comparison."""
        return [*self.vitals, *self.where]

    @property
    def rest(self):
        """Other short values."""
        apart = APART | {value.name for value in self.vitals}
        return [v for v in self.facts if v.name not in apart]

    @cached_property
    def unstated(self):
        """As for every record, without what has a place of its own on the page."""
        return [value for value in super().unstated if value.name not in APART]

    @property
    def texts(self):
        """Lists and tables that have no place of their own on the page."""
        return [v for v in self.shown if v.name not in APART and v.shape in LONG]

    @property
    def bounds(self):
        """The four sides as printed: `{side: words or ""}`; None where none is stated."""
        bounds = getattr(self.record, "bounds", None)
        return {side: bounds.get(side, "") for side in SIDES} if bounds else None

    @cached_property
    def match(self):
        """Which circle of the other document it is: `{text, url, day}`; None for other kinds."""
        return presenters_matching.told(self.record)

    @cached_property
    def beside(self):
        """The matched circle of the other document with the figures of both; None for none."""
        other = presenters_matching.other_of(self.record)
        return MatchedPresenter(self, CirclePresenter(other, self.staff)) if other else None

    @property
    def layers(self):
        """The circle's own kind, and the other kind of circle around it."""
        return [c.name for c in registry.located_collections() if c.page == self.collection.page]


class MatchedPresenter:
    """A planned circle and the pilot that it is, side by side; neither stands for the other."""

    def __init__(self, own, other):
        self.sides = sorted((own, other), key=lambda side: side.collection.name)

    @property
    def rows(self):
        """`(label, value or None of each side)` of the figures that either has."""
        by_side = [{value.label: value for value in side.figures} for side in self.sides]
        labels = dict.fromkeys(label for values in by_side for label in values)
        return [(label, [values.get(label) for values in by_side]) for label in labels]


class VisitsPresenter:
    """What staff found on visits, and the form for whoever may record one."""

    def __init__(self, circle, user, bound=None, concept=None):
        self.circle, self.user, self.concept = circle, user, concept
        self.offer = gap_sheets.offer()
        self.bound = bound

    @cached_property
    def may(self):
        """Whether this person records visits here."""
        return self.user.is_authenticated and self.offer.may_visit(self.user, self.circle)

    @cached_property
    def form(self):
        """The form, with what was typed where it came back; None for others."""
        return (self.bound or VisitForm(concept=self.concept)) if self.may else None

    @property
    def url(self):
        """Where the form goes."""
        return reverse("circle-visit", args=[self.circle.key])

    @cached_property
    def rows(self):
        """Visits, latest first, to be seen by staff: `{visit, state, day, withdraw_url}`."""
        if not self.user.is_authenticated:
            return []
        return [self.row(visit) for visit in self.offer.visits(self.circle)]

    def row(self, visit):
        """One visit; own ones of today can be taken back."""
        own = self.offer.may_withdraw(self.user, visit)
        args = [self.circle.key, visit.pk]
        return {
            "visit": visit,
            "state": gap_words.STATES["present" if visit.present else "absent"],
            "day": numbers.day(visit.visited_on),
            "withdraw_url": reverse("circle-visit-withdraw", args=args) if own else "",
        }


def is_measure(record, name):
    """Whether a field holds a measured figure rather than a year or a number in a list."""
    kind = record._meta.get_field(name).get_internal_type()
    return not values.is_year(name) and kind in fields.MEASURES
