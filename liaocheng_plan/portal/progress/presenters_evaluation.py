"""The final evaluation as a page and as a table."""

from functools import cached_property

from liaocheng_plan.progress import explaining
from liaocheng_plan.progress.models import Target

from ..display import numbers, wording
from . import presenters_targets
from .presenters_rollups import by_theme

ORDINALS = "一二三四五六七八九十"


class EvaluationPresenter:
    """All targets with a date, by theme; what is not reported is named, never left out."""

    def __init__(self, moment):
        self.moment = moment
        dated = Target.objects.filter(target_year__isnull=False)
        self.rows = presenters_targets.present(dated.for_lists(at=moment.at))
        told = explaining.texts(moment.at)
        for presenter in self.rows:
            presenter.explanation = told.get(presenter.target.pk)

    @property
    def day(self):
        """The day for which it stands."""
        return numbers.day(self.moment.day)

    @property
    def years(self):
        """The years in which the targets were due: `2024–2025`."""
        years = [p.target.target_year for p in self.rows]
        return numbers.period(min(years), max(years)) if years else ""

    @property
    def sentence(self):
        """What it comes to, in words."""
        return wording.summary(presenters_targets.tally(self.rows))

    @cached_property
    def themes(self):
        """A roll-up of each theme, numbered as official texts are (一、二、…)."""
        found = by_theme(self.rows)
        for ordinal, theme in zip(ORDINALS, found, strict=False):
            theme.ordinal = ordinal
        return found
