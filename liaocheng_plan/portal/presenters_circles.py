"""The file of a living or pilot circle: vital figures, formats present and missing, measures."""

from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan import registry

from . import fields, links, values
from .presenters_places import PlacePresenter
from .presenters_records import LONG
from .states import State

PRESENT = State(gettext_lazy("present"), "check", "good")
FEW = State(gettext_lazy("listed as few or missing"), "down", "behind")
TO_ADD = State(gettext_lazy("to be added"), "plus", "accent")
NOT_STATED = State(gettext_lazy("not stated"), "blank")
NOT_REPORTED = State(gettext_lazy("not reported"), "blank")
LISTS = (("formats_present", PRESENT), ("formats_missing", FEW), ("formats_to_add", TO_ADD))
SIDES = ("north", "west", "east", "south")
APART = {"number", "bounds", "formats_required", *(name for name, _state in LISTS)}


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
    def standard(self):
        """The list of formats the circle is held against: its own, else its document's first."""
        citation = self.record.citation
        if citation is None:
            return None
        rows = list(
            registry.get("format-standards").model.objects.filter(document=citation.clause.document)
        )
        own = [row for row in rows if row.key == self.record.key]
        return (own or rows or [None])[0]

    @property
    def standard_url(self):
        """The page of that list."""
        return links.record_url(self.standard) if self.standard else ""

    @cached_property
    def printed(self):
        """Formats as the document lists them for this circle: `{base name: (printed, states)}`."""
        found = {}
        for name, state in LISTS:
            for words in getattr(self.record, name, None) or []:
                found.setdefault(base(words), (words, []))[1].append(state)
        return found

    @cached_property
    def reported_types(self):
        """Ids of business types of which an open outlet is reported here."""
        if not hasattr(self.record, "outlets"):
            return set()
        rows = self.record.outlets.filter(closed_on__isnull=True)
        return set(rows.values_list("business_type_id", flat=True))

    @property
    def formats(self):
        """The gap sheet: `{tier, cells}` with each type of the standard and what is known of it."""
        if self.standard is None:
            return []
        groups = {}
        for kind in self.standard.types.all():
            cell = {"name": kind.name, "states": self.known(kind)}
            groups.setdefault(str(kind.get_tier_display()), []).append(cell)
        return [{"tier": tier, "cells": cells} for tier, cells in groups.items()]

    def known(self, kind):
        """What is known of one type here; a type that is not mentioned is not absent."""
        if kind.pk in self.reported_types:
            return [PRESENT]
        if base(kind.name) in self.printed:
            return self.printed[base(kind.name)][1]
        return [NOT_STATED if hasattr(self.record, "formats_present") else NOT_REPORTED]

    @property
    def further(self):
        """Formats that the document lists here and the standard does not know."""
        if self.standard is None:
            return []
        known = {base(kind.name) for kind in self.standard.types.all()}
        return [
            {"name": words, "states": found}
            for key, (words, found) in self.printed.items()
            if key not in known
        ]

    @property
    def layers(self):
        """The circle's own kind, and the other kind of circle around it."""
        return [c.name for c in registry.located_collections() if c.page == self.collection.page]

    @property
    def method(self):
        """How the gap sheet compares, in words."""
        return _(
            "Compared by the printed name, brackets left out; nothing is concluded from silence."
        )


def base(words):
    """A printed format without its bracket: 菜市场（生鲜超市） is 菜市场."""
    return words.split("（")[0].split("(")[0].strip()


def is_measure(record, name):
    """Whether a field holds a measured figure rather than a year or a number in a list."""
    kind = record._meta.get_field(name).get_internal_type()
    return not values.is_year(name) and kind in fields.MEASURES
