"""Approved reports as figures need them: light rows, for pages that show thousands of them.

A model instance costs ten times as much to make, and nobody changes a report here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from .periods import Period

COLUMNS = (
    *("pk", "key", "target_id", "area_id", "period", "period_start", "period_end"),
    *("value", "numerator", "denominator", "parts", "version", "correction_reason"),
    *("reported_at", "approved_at"),
)
OF_AREA = ("area__key", "area__name", "area__kind")


class AreaName(NamedTuple):
    """What figures need of an area."""

    pk: int
    key: str
    name: str
    kind: str


@dataclass(slots=True)
class Reported:
    """One approved observation; `area` is None where it speaks for the whole scope."""

    pk: int
    key: str
    target_id: int
    area_id: int | None
    period: str
    period_start: date
    period_end: date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    parts: list
    version: int
    correction_reason: str
    reported_at: datetime
    approved_at: datetime | None
    area: AreaName | None = None
    target: object = None

    @property
    def span(self):
        """The period as `Period`."""
        return span(self.period_end, self.period_start, self.period)


@lru_cache(maxsize=1024)
def span(last, first, text):
    """Each period is made once, however many reports are of it."""
    return Period(last, first, text)


def attach(targets, observations):
    """Give each target its `reports` of these observations, oldest period first; one query."""
    by_id, areas = {target.pk: target for target in targets}, {}
    for target in targets:
        target.reports = []
    rows = observations.filter(target__in=by_id).order_by("period_end", "pk")
    for values in rows.values_list(*COLUMNS, *OF_AREA):
        row = Reported(*values[: len(COLUMNS)])
        if row.area_id is not None:
            of_area = (row.area_id, *values[len(COLUMNS) :])
            row.area = areas.setdefault(row.area_id, AreaName(*of_area))
        row.target = by_id[row.target_id]
        row.target.reports.append(row)
