"""The satisfaction that a published survey found, reported like every other figure.

附件8（三） of the scheme asks for the residents' satisfaction of every circle. The figure is the
share of those who chose one of the two upper of five steps, of all who answered the satisfaction
question, in per cent. The bureau hands it in as a report, a reviewer approves it; taking it back
is a correction to “not available”, so that both stay in the history.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from liaocheng_plan.progress import reviewing
from liaocheng_plan.progress.models import Observation, Statistic, Target
from liaocheng_plan.progress.periods import Period
from liaocheng_plan.progress.reach import require

from . import places
from .access import SurveyReach
from .models import SurveyResult

STATISTIC = "residents-satisfaction"
SIDES = ("without_suspects", "all")
State = Observation.State


@dataclass(frozen=True)
class Figure:
    """`share` per cent of `n` people were satisfied; `side` says which answers counted."""

    side: str
    satisfied: int
    n: int

    @property
    def share(self):
        """Per cent with two decimals."""
        return round(Decimal(100 * self.satisfied) / self.n, 2)


def figures(result):
    """The figures that the published results allow, those without suspects first."""
    entry = next((e for e in result.results if e["satisfaction"]), None)
    sides = {name: entry[name] for name in SIDES} if entry else {}
    return [
        Figure(name, side["satisfied"], side["n"])
        for name, side in sides.items()
        if side and side["satisfied"] is not None
    ]


def subjects(survey):
    """What the figure can report: the statistic, and targets in per cent about this circle."""
    statistic = Statistic.objects.filter(key=STATISTIC)
    targets = Target.objects.filter(about=survey.place, unit="%", measure="")
    return [*statistic, *targets.order_by("id")]


def period_of(first, last):
    """The shortest period that holds both days; over New Year the year of the last day."""
    half, quarter = (last.month + 5) // 6, (last.month + 2) // 3
    texts = (f"{last:%Y-%m}", f"{last.year}-Q{quarter}", f"{last.year}-H{half}")
    held = (text for text in texts if Period.parse(text).contains(first))
    return next(held, str(last.year))


@transaction.atomic
def hand_in(user, survey, *, side, subject):
    """Report the published figure for review; `subject` is one of `subjects`."""
    require(SurveyReach(user).releases())
    result = SurveyResult.objects.select_for_update(of=("self",)).get(survey=survey)
    survey.refresh_from_db()
    if survey.observation_id and not is_gone(survey):
        raise ValidationError(_("The satisfaction has been handed in already."))
    figure = next((f for f in figures(result) if f.side == side), None)
    if figure is None:
        raise ValidationError(_("This figure is not among the published results."))
    row = reviewing.save_draft(
        user,
        **about(survey, subject),
        period=period_of(result.opens_on, result.closes_on),
        source=f"surveys/{survey.key}",
        note=note(result, figure),
        **values(figure),
    )
    reviewing.submit(user, [row])
    survey.observation = row
    survey.save()
    return row


def about(survey, subject):
    """What a report of the subject names beside its period."""
    if isinstance(subject, Target):
        return {"target": subject}
    circle = places.circle_of(survey.place)
    area = places.reporting_area(circle)
    return {"statistic": subject, "place": survey.place, "area": area}


def values(figure):
    """The figure as a report writes it."""
    return {
        "value": figure.share,
        "numerator": Decimal(figure.satisfied),
        "denominator": Decimal(figure.n),
    }


def note(result, figure):
    """Where the figure comes from and how it is defined, in the language of the records."""
    counted = "剔除疑似重复" if figure.side == "without_suspects" else "全部答卷"
    return (
        f"问卷“{result.name}”（{result.opens_on}至{result.closes_on}，{counted}）："
        f"五级量表中选择后两级（满意及以上）者占本题作答人数的比例，n={figure.n}"
    )[:250]


def standing(survey):
    """The report as it stands or is under way, in its latest version; None before handing in."""
    if survey.observation_id is None:
        return None
    same = Observation.objects.filter(slot=survey.observation.slot)
    own = same.filter(source=survey.observation.source)
    return own.order_by("-version", "-id").first()


def is_gone(survey):
    """Whether the report was taken back and that was approved."""
    row = standing(survey)
    return row is None or (row.state == State.APPROVED and row.value is None)


@transaction.atomic
def take_back(user, survey, reason):
    """Begin to take the figure back: a correction to “not available”, handed in for review."""
    require(SurveyReach(user).releases())
    row = standing(survey)
    if row is None or row.state != State.APPROVED or row.value is None:
        raise ValidationError(_("Only an approved satisfaction can be taken back."))
    nothing = dict.fromkeys(("value", "numerator", "denominator"))
    said = f"问卷满意度撤回：{reason.strip()}"[:250]
    made = reviewing.correct(user, row, reason, **nothing, note=said, source=row.source)
    return reviewing.submit(user, [made])[0]
