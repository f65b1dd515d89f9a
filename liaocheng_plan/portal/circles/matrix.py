"""The matrix of the city: which circles and types are asked for, held against one standard."""

from collections import Counter
from functools import cached_property

from django.utils.translation import gettext as _

from liaocheng_plan import gap_sheets, registry
from liaocheng_plan.gap_sheets import State
from liaocheng_plan.organisation.models import Area

from ..display import lists
from ..display.filters import Choice, area_choice, asked
from . import gap_words


class MatrixQuery:
    """Circles × types as the query narrows them; a wrong choice finds nothing."""

    def __init__(self, query):
        self.query, self.offer = query, gap_sheets.offer()

    @cached_property
    def standards(self):
        """All standards."""
        return self.offer.standards()

    @cached_property
    def standard(self):
        """The one asked for, else the latest."""
        return (
            next((s for s in self.standards if s.key == self.chosen("standard")), None)
            or (self.standards[-1])
        )

    @cached_property
    def problem(self):
        """A sentence where a standard was asked for that there is not."""
        key = self.chosen("standard")
        if not key or key == self.standard.key:
            return ""
        return _("There is no standard “%(key)s”; shown against the usual one.") % {"key": key}

    def chosen(self, name):
        """What the query gives for a filter."""
        return asked(self.query, name)

    @cached_property
    def collections(self):
        """The kinds of circle that are asked for."""
        declared = [c for c in registry.collections() if c.name in self.offer.collections]
        return [c for c in declared if self.chosen("kind") in ("", c.name)]

    @cached_property
    def sheets(self):
        """Gap sheets of the circles of the area that have a type in the state asked for."""
        circles = [circle for c in self.collections for circle in self.circles(c)]
        found = self.offer.sheets(circles, self.standard)
        state = self.chosen("state")
        return [s for s in found if not state or any(r.state == state for r in self.rows(s))]

    def circles(self, collection):
        """Circles of a kind in the area."""
        rows = lists.listed(collection)
        return rows.in_areas(self.areas) if self.areas is not None else rows

    @cached_property
    def areas(self):
        """Ids of the area asked for and all below it; None for all."""
        key = self.chosen("area")
        return Area.objects.subtree_ids({key}) if key else None

    def rows(self, sheet):
        """The types of a sheet that are asked for."""
        tier = self.chosen("tier")
        return [row for row in sheet.rows if tier in ("", row.type.tier)]

    @property
    def active(self):
        """Whether anything but the standard is narrowed."""
        return any(self.chosen(name) for name in ("kind", "tier", "area", "state"))

    def choices(self):
        """The filters with what was chosen."""
        model_tiers = {row.type.tier: row.type.get_tier_display() for row in self.types}
        kinds = [(c.name, c.label) for c in registry.collections()]
        return [
            Choice(
                "standard",
                _("Standard"),
                [(s.key, s.name) for s in self.standards],
                self.standard.key,
                required=True,
            ),
            Choice(
                "kind",
                _("Circles"),
                [(name, label) for name, label in kinds if name in self.offer.collections],
                self.chosen("kind"),
            ),
            Choice("tier", _("Tier"), list(model_tiers.items()), self.chosen("tier")),
            area_choice(self.query, none=False),
            Choice(
                "state",
                _("With a type that is"),
                [(state.value, gap_words.STATES[state].word) for state in State],
                self.chosen("state"),
            ),
        ]

    @cached_property
    def types(self):
        """The lines of the standard's lists, whatever the tier; empty where no circle is found."""
        return self.sheets[0].rows if self.sheets else ()


def counted(sheets, key):
    """How many circles are in each state of a type."""
    return Counter(row.state for sheet in sheets for row in sheet.rows if row.type.key == key)
