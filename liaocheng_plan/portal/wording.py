"""Sentences that pages compose from numbers: rules in words, summing-up, what charts say."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from liaocheng_plan.progress.models import Direction

from . import numbers


def rule(target):
    """How a target is judged, in one or two sentences."""
    sentences = [basis(target)]
    if target.approximate and target.value is not None:
        sentences.append(slack(target))
    if target.target_year and target.direction != Direction.COMPOSITION:
        sentences.append(
            _("Decided by the report whose period ends with %(year)s; one earlier report is no trend.")
            % {"year": target.target_year}
        )
    # Translators: what stands between two sentences: a blank in English, nothing in Chinese
    return pgettext("between sentences", " ").join(sentences)


def basis(target):
    """What counts as met, by direction."""
    if target.direction == Direction.COMPOSITION:
        return _("Shares are shown side by side; a composition is not judged by one number.")
    if target.value is None:
        return _("The document states no number, so no report can be held against it.")
    value = f"{numbers.plain(target.value)} {target.unit}".strip()
    if target.direction == Direction.CAP:
        return _("Met when the reported value is at most %(value)s.") % {"value": value}
    if target.direction == Direction.RANGE:
        high = target.value if target.value_max is None else target.value_max
        low = numbers.plain(target.value)
        return _("Met when the reported value lies from %(low)s to %(high)s.") % {
            "low": low,
            "high": f"{numbers.plain(high)} {target.unit}".strip(),
        }
    return _("Met when the reported value is at least %(value)s.") % {"value": value}


def slack(target):
    """What 左右 or 约 allows, in numbers."""
    edge = abs(target.value) * Decimal(target.tolerance)
    limit = target.value + edge if target.direction == Direction.CAP else target.value - edge
    return _("“%(printed)s” allows %(share)s, that is %(limit)s.") % {
        "printed": target.qualifier or "左右",
        "share": numbers.percent(target.tolerance),
        "limit": f"{numbers.plain(limit)} {target.unit}".strip(),
    }


def summary(counts):
    """The home page's sentence: how many targets, reported, met; tasks; nothing invented."""
    text = ngettext("%(n)d target", "%(n)d targets", counts["targets"]) % {"n": counts["targets"]}
    if not counts["reported"]:
        text += _(": nothing has been reported yet, so none can be judged.")
    else:
        text += _(": %(reported)d reported, %(met)d met, %(not_met)d not met; the other %(rest)d are not reported and not judged.") % counts
    return text


def tasks_sentence(counts):
    """What can be said of the tasks' dates."""
    if not counts["dated"]:
        return _("%(tasks)d tasks; the documents state no date for any of them.") % counts
    return _("%(tasks)d tasks: %(late)d late, %(soon)d due within 30 days.") % counts
