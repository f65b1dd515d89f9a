"""How a target is judged and a task lit: the rules, in one place.

Two independent axes. *Result* says where the value stands; *reporting* says whether anybody
reports. Nothing is known until it is reported: without an approved observation a target is
`cannot_judge`, never 0 %, and no path turns a missing value into a number.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .task_light import DUE_SOON, Light, light  # noqa: F401 (read from here by others)

DEFAULT_TOLERANCE = Decimal("0.05")
"""What 左右 and 约 allow, as a share of the value, until staff decide otherwise."""


class Result(TextChoices):
    """Where a target stands."""

    MET = "met", _("met")
    NOT_MET = "not_met", _("not met")
    ACHIEVED = "achieved", _("achieved")
    ON_TRACK = "on_track", _("on track")
    BEHIND = "behind", _("behind")
    WORSENING = "worsening", _("worsening")
    CANNOT_JUDGE = "cannot_judge", _("cannot judge")


class Reason(TextChoices):
    """Why a target cannot be judged."""

    NO_NUMERIC_TARGET = "no_numeric_target", _("no number is stated")
    NO_OBSERVATION = "no_observation", _("nothing is reported")
    NO_RULE = "no_rule", _("needs a rule of its own")
    TOO_FEW = "too_few_observations", _("too few reports for a trend")


class Reporting(TextChoices):
    """Whether a target is being reported."""

    CURRENT = "current", _("current")
    DUE = "due", _("due")
    OVERDUE = "overdue", _("overdue")
    NEVER = "never", _("never reported")
    NOT_REQUIRED = "not_required", _("not required")


@dataclass(frozen=True)
class Judgement:
    """The two axes, with the reason where no verdict is possible."""

    result: Result
    reporting: Reporting
    reason: Reason | None = None


def judge(target, latest, today: date | None = None):
    """Judge a target by its latest approved observation.

    After the target year a floor, cap, range or count is decided by the observation whose period
    reaches the year's end alone: neither baseline nor path is needed. Before that, or for a
    period that ends earlier, one observation makes no trend.
    """
    if latest is None or latest.value is None:
        reason = Reason.NO_OBSERVATION if has_number(target) else Reason.NO_NUMERIC_TARGET
        return Judgement(Result.CANNOT_JUDGE, Reporting.NEVER, reason)
    if not has_number(target):
        return Judgement(Result.CANNOT_JUDGE, Reporting.CURRENT, Reason.NO_NUMERIC_TARGET)
    if target.direction == "composition" or target.value is None:
        return Judgement(Result.CANNOT_JUDGE, Reporting.CURRENT, Reason.NO_RULE)
    if not target.target_year or latest.period_end < date(target.target_year, 12, 31):
        return Judgement(Result.CANNOT_JUDGE, Reporting.CURRENT, Reason.TOO_FEW)
    result = Result.MET if meets(target, latest.value) else Result.NOT_MET
    return Judgement(result, Reporting.CURRENT)


def has_number(target):
    """Whether a figure is stated that a report could be held against."""
    return target.value is not None or bool(target.parts)


def meets(target, value: Decimal):
    """Whether a value meets the target; 左右 and 约 allow the target's own tolerance.

    A cap is met at or below its value and is never “98 % achieved”; an approximate rate or floor
    may fall short, and an approximate cap may be passed, by the tolerance.
    """
    slack = abs(target.value) * target.tolerance if target.approximate else Decimal(0)
    if target.direction == "cap":
        return value <= target.value + slack
    if target.direction == "range":
        high = target.value if target.value_max is None else target.value_max
        return target.value - slack <= value <= high + slack
    return value >= target.value - slack
