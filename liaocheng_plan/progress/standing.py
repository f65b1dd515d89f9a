"""Where a target stands: its figures by period, the verdict, and the state of reporting.

Areas are rolled up here and nowhere else. A report for the whole scope speaks for itself; without
one, the parts of several areas are added up (`sum`) or divided as sums (`ratio_of_sums`). Rates
and values per head are never added up. What is not reported stays missing: a sum over some areas
is a lower bound and says so, a ratio over some is none.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django.utils import timezone

from liaocheng_plan.documents.models import ValueKind

from . import rules
from .periods import Period, year_end


@dataclass(frozen=True)
class Figure:
    """One value of a target for one period, with what it rests on.

    `kind` is reported (an approved observation) or derived (rolled up, or computed from records);
    `reported` of `expected` areas or records say anything; `rows` are the observations.
    """

    period: Period
    value: Decimal | None
    kind: ValueKind = ValueKind.REPORTED
    reported: int = 1
    expected: int = 1
    lower_bound: bool = False
    parts: list = field(default_factory=list)
    rows: tuple = ()
    reported_at: datetime | None = None

    @property
    def period_end(self):
        """The last day of the period: what the value is as of."""
        return self.period.last

    @property
    def area(self):
        """The area of a single observation, else None."""
        return self.rows[0].area if len(self.rows) == 1 else None


@dataclass(frozen=True)
class Standing:
    """A target's figures on a day, oldest period first, and what follows from them."""

    target: object
    figures: tuple
    today: date

    @property
    def latest(self):
        """The latest figure that says anything, or None."""
        told = [figure for figure in self.figures if rules.has_value(figure)]
        return told[-1] if told else None

    @cached_property
    def judgement(self):
        """Result, reason and what the path asked for."""
        return rules.judge(self.target, self.figures, self.today)

    @property
    def judged_by(self):
        """The figure that the verdict rests on, or None."""
        at = self.judgement.at
        return next((f for f in reversed(self.figures) if f.period.last == at), None)

    @property
    def reporting(self):
        """One of `rules.Reporting`."""
        year = self.target.target_year
        told = [figure for figure in self.figures if rules.has_value(figure)]
        return rules.reporting_state(
            asked(self.target),
            self.figures,
            self.today,
            required_of_people=not self.target.measure,
            validity_days=self.target.validity_days,
            closed=bool(year and rules.closing_figure(told, year_end(year))),
        )


def of(target):
    """The standing of a target, from what `Target.objects.for_lists` fetched with it.

    One fetched otherwise is fetched again, as of now.
    """
    if not hasattr(target, "reports"):
        target = type(target).objects.for_lists(series=True).get(pk=target.pk)
    at = getattr(target, "as_of", None)
    today = timezone.localdate(at) if at else timezone.localdate()
    figures = measured(target, today) if target.measure else rolled_up(target)
    return Standing(target, tuple(figure for figure in figures if figure), today)


def measured(target, today):
    """What the target's measure computes from records: for today, and for a target date gone by."""
    snapshot = target.snapshot
    deadline = year_end(target.target_year) if target.target_year else today
    days = sorted({min(deadline, today), today})
    areas = snapshot.inside(target.own_areas)
    return [computed(snapshot.value(target.measure, day, areas), day) for day in days]


def computed(found, day):
    """The figure of one day, or None while no record says anything."""
    if found.value is None and not found.parts:
        return None
    return Figure(
        period=Period(day, day, day.isoformat()),
        value=found.value,
        kind=ValueKind.DERIVED,
        reported=found.reported,
        expected=found.expected,
        lower_bound=found.lower_bound,
        parts=list(found.parts),
    )


def rolled_up(target):
    """Figures of every reported period, oldest first."""
    periods = defaultdict(list)
    for row in target.reports:
        periods[row.span].append(row)
    return [figure_of(target, span, rows) for span, rows in sorted(periods.items())]


def figure_of(target, span, rows):
    """One period's figure: the whole scope's own report, else the roll-up of its areas."""
    whole = [row for row in rows if speaks_for_all(target, row)]
    if whole:
        return single(span, whole[-1])
    if target.aggregation == "sum":
        return summed(target, span, rows)
    if target.aggregation == "ratio_of_sums":
        return ratio(target, span, rows)
    return None


def single(span, row):
    """A figure that one observation reports."""
    return Figure(
        period=span,
        value=value_of(row),
        parts=row.parts,
        rows=(row,),
        reported_at=row.approved_at or row.reported_at,
    )


def value_of(row):
    """An observation's value, or numerator ÷ denominator where only these are reported."""
    if row.value is not None or row.numerator is None or not row.denominator:
        return row.value
    return factor(row.target) * row.numerator / row.denominator


def summed(target, span, rows):
    """The sum of the areas' values; over some areas only, a lower bound."""
    told = [row for row in rows if row.value is not None]
    expected = max(len(units(target)), len(told))
    return together(
        span, told, sum(row.value for row in told) if told else None, expected, len(told) < expected
    )


def ratio(target, span, rows):
    """Σ numerator ÷ Σ denominator of all areas; None as long as one of them is missing."""
    told = [row for row in rows if row.numerator is not None and row.denominator]
    expected = max(len(units(target)), len(told))
    value = None
    if told and len(told) == expected:
        value = factor(target) * sum(r.numerator for r in told) / sum(r.denominator for r in told)
    return together(span, told, value, expected, False)


def together(span, rows, value, expected, lower_bound):
    """A figure derived from several observations."""
    return Figure(
        period=span,
        value=value,
        kind=ValueKind.DERIVED,
        reported=len(rows),
        expected=expected,
        lower_bound=lower_bound and value is not None,
        rows=tuple(rows),
        reported_at=max((row.approved_at or row.reported_at for row in rows), default=None),
    )


def factor(target):
    """100 where the target counts in per cent, else 1."""
    return Decimal(100 if target.counted_in == "%" else 1)


def speaks_for_all(target, row):
    """Whether an observation is one of the whole scope: without area, of the only one, the city."""
    if row.area_id is None or row.area.kind == "city":
        return True
    areas = target.own_areas
    return len(areas) == 1 and row.area_id == areas[0].pk


def units(target):
    """The areas that report a target in parts; empty where it is reported as a whole.

    城区 and its like count as the areas that the bureau says they consist of.
    """
    return target.units


def answering(target):
    """The areas that report a target: its parts, else its only area; none: the bureau itself."""
    if target.measure:
        return []
    areas = target.own_areas
    return units(target) or (areas if len(areas) == 1 and areas[0].kind != "urban" else [])


def asked(target):
    """What the latest round asks of a target as `rules.Asked`; None where no round does."""
    rounds = target.asking.of(target)
    if not rounds:
        return None
    latest = rounds[-1]
    owners = {area.pk for area in units(target)} or {area.pk for area in target.own_areas}
    awaited = [row for row in latest if row.area_id in owners] or latest
    answered = sum(1 for row in awaited if target.asking.handed_in(row))
    return rules.Asked(latest[0].round.due_on, len(awaited), answered)
