"""Sentences that pages compose from numbers: rules in words, summing-up, what charts say."""

from decimal import Decimal

from django.utils.translation import gettext as _

from liaocheng_plan.progress.models import Direction

from . import numbers
from .tongues import say


def rule(target):
    """How a target is judged, as sentences."""
    sentences = [basis(target)]
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
    if target.direction == Direction.COMPOSITION:
        return _("Shares are shown side by side; a composition is not judged by one number.")
    if target.value is None:
        return _("The document states no number, so no report can be held against it.")
    value = f"{numbers.plain(target.value)}{target.unit}"
    if target.direction == Direction.CAP:
        return say(_("Met when the reported value is at most %(value)s."), value=value)
    if target.direction == Direction.RANGE:
        high = target.value if target.value_max is None else target.value_max
        sentence = _("Met when the reported value lies from %(low)s to %(high)s.")
        return say(
            sentence, low=numbers.plain(target.value), high=f"{numbers.plain(high)}{target.unit}"
        )
    return say(_("Met when the reported value is at least %(value)s."), value=value)


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
