"""The crosswalk of words as a table: a row for each kind of business, a column for each list."""

from functools import cached_property

from django.utils.translation import pgettext_lazy

from liaocheng_plan import gap_sheets

from ..display import links
from ..display.states import State

CONFIRMED = State(pgettext_lazy("crosswalk", "confirmed"), "check", "good")
PROPOSED = State(pgettext_lazy("crosswalk", "proposed"), "ring")


class WordsPresenter:
    """The whole crosswalk, for one reader."""

    def __init__(self, user):
        self.crosswalk = gap_sheets.crosswalk()
        self.may = user.is_authenticated and self.crosswalk.may_confirm(user)

    @cached_property
    def lists(self):
        """`{name, url}` of the lists, in columns."""
        return [{"name": row.name, "url": links.record_url(row)} for row in self.found_lists]

    @cached_property
    def found_lists(self):
        """The lists."""
        return self.crosswalk.lists()

    @cached_property
    def rows(self):
        """`{key, name, url, cells, state, …}` in the order of the crosswalk."""
        return [self.row(line) for line in self.crosswalk.lines()]

    def row(self, line):
        """One kind of business."""
        concept = line.concept
        return {
            "key": concept.key,
            "name": concept.name,
            "url": links.record_url(concept),
            "cells": [(one.name, line.by_list.get(one.key, [])) for one in self.found_lists],
            "others": line.others,
            "narrower": concept.narrower,
            "broader": concept.broader,
            "confirmed": concept.confirmed,
            "state": CONFIRMED if concept.confirmed else PROPOSED,
        }

    @property
    def open(self):
        """How many are proposed still."""
        return sum(not row["confirmed"] for row in self.rows)

    @property
    def counts(self):
        """`(state, number)` of both states."""
        return [(PROPOSED, self.open), (CONFIRMED, len(self.rows) - self.open)]
