"""Sentences that pages compose from numbers: rules in words, summing-up, what charts say."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan.progress import measures, rules
from liaocheng_plan.progress.models import Direction

from . import numbers
from .tongues import say


def rule(target):
    """How a target is judged, as sentences."""
    sentences = [basis(target)]
    if rules.is_numeric(target) and target.target_year:
        sentences.append(way(target))
    if target.approximate and target.value is not None:
        sentences.append(slack(target))
    if target.target_year and target.value is not None:
        sentences.append(
            _("Decided by the report that reaches the end of %(year)s; one before it is no trend.")
            % {"year": target.target_year}
        )
    return sentences


def basis(target):
    """What counts as met, by direction."""
    if target.parts and target.value is None:
        return basis_of_parts(target)
    required = rules.required(target)
    if required is None:
        return _("The document states no number, so no report can be held against it.")
    value = f"{numbers.plain(required)}{target.counted_in}"
    if target.direction == Direction.CAP:
        return say(_("Met when the reported value is at most %(value)s."), value=value)
    if target.direction == Direction.RANGE:
        high = target.value if target.value_max is None else target.value_max
        sentence = _("Met when the reported value lies from %(low)s to %(high)s.")
        return say(
            sentence, low=numbers.plain(target.value), high=f"{numbers.plain(high)}{target.unit}"
        )
    return say(_("Met when the reported value is at least %(value)s."), value=value)


def basis_of_parts(target):
    """What counts as met of a composition or of counted parts."""
    if target.direction == Direction.COMPOSITION:
        return _("Met when every reported share is within %(points)s percentage points.") % {
            "points": numbers.plain(target.tolerance * 100)
        }
    return _("Met when every part reaches its stated number.")


def way(target):
    """The path that is compared with before the target date, as a sentence."""
    if target.direction == Direction.CAP and not rules.comes_down(target):
        return _("Until then the same limit holds in every year.")
    if target.way == rules.Path.FLAT or rules.required(target) is None:
        return _("Until then the same is asked of every year.")
    if target.baseline is None or not target.baseline_year:
        return _("Until then no path can be drawn: no dated baseline is stated.")
    words = {
        rules.Path.LINEAR: _("Until then it is compared with a straight path from %(year)s."),
        rules.Path.COMPOUND: _("Until then it is compared with steady growth from %(year)s."),
    }
    return words[target.way] % {"year": target.baseline_year}


def reported_of(target, figure):
    """How many of those that count have reported, where not all have; else ""."""
    if figure.reported >= figure.expected:
        return ""
    counts = {"n": figure.reported, "all": figure.expected}
    if target.measure:
        return _("%(n)d of %(all)d records reported") % counts
    return _("%(n)d of %(all)d areas reported") % counts


ROLLED_UP = {
    "sum": gettext_lazy("Σ values of the areas"),
    "ratio_of_sums": gettext_lazy("Σ numerators ÷ Σ denominators of all areas"),
}
"""How the figures of areas are added up, in words."""


def formula(target):
    """How a derived figure of a target is computed."""
    if target.measure:
        return str(measures.get(target.measure).formula)
    return str(ROLLED_UP.get(target.aggregation, ROLLED_UP["sum"]))


def compared(judgement, figure, unit):
    """The day of the comparison and what the path asked for then; "" without a comparison."""
    if judgement.at is None or judgement.reason in NOT_COMPARED:
        return ""
    day = judgement.at.isoformat()
    if judgement.expected is None:
        return _("decided by the figure for %(period)s, at %(day)s") % {
            "period": figure.period.text,
            "day": day,
        }
    return _("compared with the path at %(day)s: asked %(value)s") % {
        "day": day,
        "value": numbers.rounded(judgement.expected),
    }


NOT_COMPARED = (
    rules.Reason.EXPIRED,
    rules.Reason.NO_BASELINE,
    rules.Reason.DISPUTED_BASELINE,
    rules.Reason.TOO_FEW,
    rules.Reason.INCOMPLETE,
)


def rollup(counts):
    """A roll-up in words: never an average, no share without its denominator."""
    return _("%(met)d met of %(targets)d, %(reported)d reported") % counts


def slack(target):
    """What 左右 or 约 allows, in numbers."""
    edge = abs(target.value) * Decimal(target.tolerance)
    limit = target.value + edge if target.direction == Direction.CAP else target.value - edge
    return say(
        _("“%(printed)s” allows %(share)s, that is %(limit)s."),
        printed=target.qualifier or "左右",
        share=numbers.percent(target.tolerance),
        limit=f"{numbers.plain(limit)}{target.unit}",
    )


def summary(counts):
    """The home page's sentence: how many targets are reported and met; nothing invented."""
    if not counts["reported"]:
        text = _("%(targets)d targets: nothing has been reported yet, so none can be judged.")
        return text % counts
    text = _(
        "%(targets)d targets: %(reported)d reported, of these %(met)d met, %(not_met)d not met;"
        " %(rest)d are not reported and not judged."
    )
    return text % counts


def tasks_sentence(counts):
    """What can be said of the tasks' dates."""
    if not counts["dated"]:
        return _("%(tasks)d tasks; the documents state no date for any of them.") % counts
    return _("%(tasks)d tasks: %(late)d late, %(soon)d due within 30 days.") % counts
