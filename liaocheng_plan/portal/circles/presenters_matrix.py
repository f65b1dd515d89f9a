"""The matrix as a page: a group of rows for each kind of circle, a column for each type."""

from collections import Counter
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaocheng_plan import registry
from liaocheng_plan.gap_sheets import State

from ..display import links
from . import gap_words
from .matrix import counted
from .presenters_gaps import RowPresenter


class MatrixPresenter:
    """Circles × types held against one standard."""

    def __init__(self, query):
        self.query = query
        self.standard = query.standard
        self.standard_url = links.record_url(query.standard)

    @cached_property
    def columns(self):
        """The types, by tier: `{tier, types: [names]}`."""
        if not self.query.sheets:
            return []
        rows = self.query.rows(self.query.sheets[0])
        return [
            {"tier": found[0].type.get_tier_display(), "types": [row.type for row in found]}
            for _tier, group in groupby(rows, key=lambda row: row.type.tier)
            for found in [list(group)]
        ]

    @property
    def types(self):
        """All types in order."""
        return [found for column in self.columns for found in column["types"]]

    @cached_property
    def groups(self):
        """Rows by kind of circle, each kind with its counts; the two kinds are never added up."""
        by_kind = groupby(self.query.sheets, key=lambda sheet: registry.of(sheet.circle))
        return [self.group(collection, list(found)) for collection, found in by_kind]

    def group(self, collection, sheets):
        """One kind of circle."""
        what = ngettext("%(n)s circle", "%(n)s circles", len(sheets)) % {"n": len(sheets)}
        return {
            "name": collection.name,
            "label": collection.label,
            "number": what,
            "rows": [self.row(sheet) for sheet in sheets],
            "totals": [self.total(sheets, found, what) for found in self.types],
        }

    def total(self, sheets, found, what):
        """How many circles are in each state of one type: numbers, and the same as a sentence."""
        counts = counted(sheets, found.key)
        return {
            "type": found.name,
            "present": counts[State.PRESENT],
            "all": len(sheets),
            "words": gap_words.tally(counts, what),
        }

    def row(self, sheet):
        """One circle."""
        rows = self.query.rows(sheet)
        counts = Counter(row.state for row in rows)
        return {
            "circle": sheet.circle,
            "url": f"{links.record_url(sheet.circle)}?standard={sheet.standard.key}",
            "area": sheet.circle.area,
            "verdict": gap_words.CHECKS[sheet.verdict],
            "counts": gap_words.tally(counts, gap_words.types(rows)),
            "cells": [cell(RowPresenter(row, sheet)) for row in rows],
        }

    @property
    def legend(self):
        """All states."""
        return [gap_words.STATES[state] for state in State]

    @property
    def title(self):
        """The matrix by name and standard, for files."""
        return _("Gap sheets of the circles, %(standard)s") % {"standard": self.standard.name}


def cell(row):
    """One type in one circle: `known` names the state for the style sheet."""
    return {
        "name": row.name,
        "state": row.state,
        "known": row.row.state.value,
        "url": row.url,
        "gap": row.row.state in (State.ABSENT, State.CONTRADICTORY),
    }
