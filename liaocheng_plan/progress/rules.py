"""How a target is judged: the rules of both axes, written once.

Two independent axes, always shown together. *Result* says where the value stands; *reporting*
says whether those who were asked have reported. Nothing is known until it is reported: without a
standing observation a target is `cannot_judge` with its reason, and no path turns null into 0.

Sources: the comparison of an observed with a required path follows the method of the UN
statistics community (observed against required growth), with what such systems are known to get
wrong put right: old observations earn no verdict, regress is named, a cap is never “98 %
achieved”, a reported 0 is a 0. The plan's own words give the directions (不低于, 控制在, 全覆盖)
and 左右 or 约 the tolerance. `docs/status-rules.md` and the page `/progress/rules/` explain the
rules to users; `tests/progress/status_table.yaml` holds the hand-worked cases.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .periods import year_end
from .task_light import DUE_SOON, Light, light

__all__ = ["DUE_SOON", "Light", "light"]

VERSION = "1"
"""Raised whenever a rule changes, so that a kept report says by which rules it was made."""

DEFAULT_TOLERANCE = Decimal("0.05")
"""What 左右 and 约 allow, as a share of the value, until staff decide otherwise."""

DEFAULT_ON_TRACK = Decimal("0.95")
"""The share of the way along the path that still counts as on track."""

DEFAULT_VALIDITY_DAYS = 90
"""How long after the end of its period an observation bears a verdict on the path."""

FULL_COVERAGE = Decimal(100)
"""全覆盖 printed without a number means 100 %."""


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
    NO_BASELINE = "no_baseline", _("no baseline is stated")
    DISPUTED_BASELINE = "disputed_baseline", _("the baseline is disputed")
    NO_OBSERVATION = "no_observation", _("nothing is reported")
    TOO_FEW = "too_few_observations", _("too few reports for a trend")
    EXPIRED = "expired_observation", _("the latest report has expired")
    INCOMPLETE = "incomplete", _("not all parts are reported")


class Reporting(TextChoices):
    """Whether those who were asked have reported."""

    CURRENT = "current", _("current")
    DUE = "due", _("due")
    OVERDUE = "overdue", _("overdue")
    NEVER = "never", _("never reported")
    NOT_REQUIRED = "not_required", _("not required")


class Path(TextChoices):
    """How a value is expected to move from the baseline to the target."""

    LINEAR = "linear", _("linear, for stocks")
    COMPOUND = "compound", _("compound, for growth")
    FLAT = "flat", _("the same in every year")


@dataclass(frozen=True)
class Judgement:
    """One verdict; `reason` only where there is none, `expected` what the path asks at `at`.

    `at` is the end of the judged observation's period: the comparison is made there, not today.
    """

    result: Result
    reason: Reason | None = None
    expected: Decimal | None = None
    at: date | None = None


def cannot(reason, at=None):
    """No verdict, and why."""
    return Judgement(Result.CANNOT_JUDGE, reason, at=at)


def judge(target, figures, today):
    """Judge a target by its figures, oldest period first, as they stood on `today`.

    A figure has `period` (`periods.Period`), `value`, `parts` and `lower_bound`. After the target
    date the figure whose period contains that date decides alone; before it the latest figure is
    held against the path.
    """
    if not is_numeric(target):
        return cannot(Reason.NO_NUMERIC_TARGET)
    told = [figure for figure in figures if has_value(figure)]
    if not told:
        return cannot(Reason.NO_OBSERVATION)
    deadline = year_end(target.target_year) if target.target_year else None
    closing = closing_figure(told, deadline)
    if closing is not None:
        return final(target, closing)
    if deadline is not None and today > deadline:
        return cannot(Reason.EXPIRED, told[-1].period.last)
    return interim(target, told, deadline, today)


def closing_figure(told, deadline):
    """The figure whose period contains the target date and ends latest; it never expires."""
    closing = [f for f in told if deadline is not None and f.period.contains(deadline)]
    return max(closing, key=lambda f: f.period.last, default=None)


def final(target, figure):
    """Met or not met, by one figure alone: neither baseline nor path is needed.

    A lower bound (not all parts reported) decides only what more reports could not change.
    """
    at = figure.period.last
    good = meets(target, figure)
    if figure.lower_bound and good is not certain_of_lower_bound(target):
        return cannot(Reason.INCOMPLETE, at)
    if good is None:
        return cannot(Reason.INCOMPLETE, at)
    return Judgement(Result.MET if good else Result.NOT_MET, at=at)


def certain_of_lower_bound(target):
    """The verdict that a lower bound can prove: a cap passed, anything else reached."""
    if target.direction in ("range", "composition", "rate"):
        return None
    return target.direction != "cap"


def interim(target, told, deadline, today):
    """Before the target date, or where none is stated: the latest figure against the path."""
    latest, at = told[-1], told[-1].period.last
    before = told[-2] if len(told) > 1 else None
    if (today - at).days > target.validity_days:
        return cannot(Reason.EXPIRED, at)
    if target.direction in CLOSED:
        return within(target, latest, before)
    if latest.lower_bound:
        return certain_reach(target, latest)
    if deadline is None:
        return without_date(target, latest, before)
    return along_path(target, latest, before, deadline)


CLOSED = ("range", "composition", "rate", "cap")
"""Directions that ask the same of every year: no way leads up to them."""


def within(target, latest, before):
    """A cap, range, composition or rate before its date: inside it is on track, never achieved.

    A cap whose baseline lies above it is held against the way down.
    """
    at = latest.period.last
    good = meets(target, latest)
    if latest.lower_bound and good is not certain_of_lower_bound(target):
        return cannot(Reason.INCOMPLETE, at)
    if good is None:
        return cannot(Reason.INCOMPLETE, at)
    expected = required(target)
    if not good and target.direction == "cap" and comes_down(target):
        expected = expected_at(target, at)
        good = expected is not None and latest.value <= expected + slack(target)
    if good:
        return Judgement(Result.ON_TRACK, None, expected, at)
    return Judgement(worse_or_behind(target, latest, before), None, expected, at)


def comes_down(target):
    """Whether a cap is to be reached from above, from a dated and undisputed baseline."""
    usable = target.baseline is not None and target.baseline_year and target.target_year
    return bool(usable) and not target.baseline_disputed and target.baseline > target.value


def certain_reach(target, latest):
    """A lower bound that reaches the target is achieved; short of it nothing is known."""
    at = latest.period.last
    if meets(target, latest):
        return Judgement(Result.ACHIEVED, None, required(target), at)
    return cannot(Reason.INCOMPLETE, at)


def without_date(target, latest, before):
    """A standard without a date: achieved, or behind; one report alone shows no trend."""
    at = latest.period.last
    good = meets(target, latest)
    if good is None:
        return cannot(Reason.INCOMPLETE, at)
    if good:
        return Judgement(Result.ACHIEVED, None, required(target), at)
    if before is None:
        return cannot(Reason.TOO_FEW, at)
    return Judgement(worse_or_behind(target, latest, before), None, required(target), at)


def along_path(target, latest, before, deadline):
    """A floor, count or coverage on its way from the baseline."""
    at = latest.period.last
    good = meets(target, latest)
    if good:
        return Judgement(Result.ACHIEVED, None, expected_at(target, at), at)
    if good is None:
        return cannot(Reason.INCOMPLETE, at)
    if target.baseline is None or not target.baseline_year or target.value is None:
        return cannot(Reason.NO_BASELINE, at)
    if target.baseline_disputed:
        return cannot(Reason.DISPUTED_BASELINE, at)
    expected = expected_at(target, at)
    if expected is None:
        return cannot(Reason.NO_BASELINE, at)
    if far_enough(target, latest.value, expected):
        return Judgement(Result.ON_TRACK, None, expected, at)
    return Judgement(worse_or_behind(target, latest, before), None, expected, at)


def far_enough(target, value, expected):
    """Whether the way made since the baseline is the stated share of the way expected by then."""
    made, asked = value - target.baseline, expected - target.baseline
    return made >= asked * target.on_track


def worse_or_behind(target, latest, before):
    """Worsening where the value moved away from the target, else behind.

    Away since the report before; where there is none, away since the baseline.
    """
    now, then = distance(target, latest), None
    if before is not None:
        then = distance(target, before)
    elif target.baseline is not None and not target.parts:
        then = abs(required(target) - target.baseline)
    away = now is not None and then is not None and now > then
    return Result.WORSENING if away else Result.BEHIND


def distance(target, figure):
    """How far a figure is from the target, in the target's unit; None where it cannot be said."""
    if target.value is None and target.parts:
        gaps = part_gaps(target, figure)
        return None if None in gaps.values() else max(abs(gap) for gap in gaps.values())
    if figure.value is None:
        return None
    high = target.value if target.value_max is None else target.value_max
    if target.direction == "range" and figure.value > high:
        return figure.value - high
    return abs(required(target) - figure.value)


def expected_at(target, day):
    """What the stated path asks at the end of a day; None without a dated baseline.

    Linear for stocks, compound for growth (needs a baseline and a target above 0), flat where the
    same is asked of every year. Days are counted from the end of the baseline year to the end of
    the target year.
    """
    if target.way == Path.FLAT:
        return required(target)
    if target.baseline is None or not target.baseline_year or not target.target_year:
        return None
    start, end = year_end(target.baseline_year), year_end(target.target_year)
    if end <= start:
        return None
    share = Decimal(min(max((day - start).days, 0), (end - start).days)) / (end - start).days
    goal = required(target)
    if target.way == Path.COMPOUND and target.baseline > 0 and goal > 0:
        return target.baseline * (goal / target.baseline) ** share
    return target.baseline + (goal - target.baseline) * share


def is_numeric(target):
    """Whether something is stated that a report could be held against; 全覆盖 is 100 %."""
    return required(target) is not None or bool(target.parts)


def required(target):
    """The number to be reached: as stated, or 100 (%) where 全覆盖 is printed; else None."""
    if target.value is not None:
        return target.value
    return FULL_COVERAGE if target.full_coverage else None


def has_value(figure):
    """Whether a figure says anything; a reported 0 does, “not available” does not."""
    return figure.value is not None or bool(figure.parts)


def meets(target, figure):
    """Whether a figure meets the target; None where it does not say enough.

    左右 and 约 allow the target's own tolerance: an approximate floor may fall short and an
    approximate cap may be passed by that share of the value.
    """
    if target.value is None and target.parts:
        return parts_meet(target, figure)
    if figure.value is None:
        return None
    room, goal = slack(target), required(target)
    if target.direction == "cap":
        return figure.value <= goal + room
    if target.direction == "range":
        high = goal if target.value_max is None else target.value_max
        return goal - room <= figure.value <= high + room
    return figure.value >= goal - room


def slack(target):
    """What 左右 or 约 allows, in the target's unit."""
    if not target.approximate or target.value is None:
        return Decimal(0)
    return abs(target.value) * target.tolerance


def parts_meet(target, figure):
    """A composition part by part; None as long as one part is not reported.

    Shares may differ by the tolerance taken as percentage points (0.05: 5 points) either way;
    counted parts (带, 轴, 核, 区) must each be reached.
    """
    gaps = part_gaps(target, figure)
    if None in gaps.values():
        return None
    if target.direction == "composition":
        return all(abs(gap) <= target.tolerance * 100 for gap in gaps.values())
    return all(gap >= 0 for gap in gaps.values())


def part_gaps(target, figure):
    """`{label: reported − stated}` of the stated parts; None for a part that is not reported."""
    told = {part["label"]: part.get("value") for part in figure.parts or []}
    return {
        part["label"]: None
        if told.get(part["label"]) is None
        else Decimal(str(told[part["label"]])) - Decimal(str(part["value"]))
        for part in target.parts
    }


@dataclass(frozen=True)
class Asked:
    """What a round asked of a target: due by when, from how many areas, how many have answered."""

    due_on: date
    areas: int
    answered: int


def reporting_state(
    asked, figures, today, *, required_of_people=True, validity_days=90, closed=False
):
    """The state of reporting: independent of what the values say.

    `asked` is the latest round that asks for the target, or None. A target computed from records
    asks nobody. Without any round, a target that nobody reports was `never` reported, and one
    whose latest report has expired is `due`, unless it is `closed`: the report of the target date
    never expires.
    """
    if not required_of_people:
        return Reporting.NOT_REQUIRED
    if asked is not None and asked.answered < asked.areas:
        return Reporting.OVERDUE if today > asked.due_on else Reporting.DUE
    if asked is not None:
        return Reporting.CURRENT
    if not figures:
        return Reporting.NEVER
    fresh = today - figures[-1].period.last <= timedelta(days=validity_days)
    return Reporting.CURRENT if fresh or closed else Reporting.DUE
