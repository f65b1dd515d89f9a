"""Roll-ups of targets: by theme, with each result counted and the unreported named."""

from liaocheng_plan.progress.models import Theme
from liaocheng_plan.progress.rules import Result

from ..display import states, wording
from .presenters_targets import tally


class RollUp:
    """Some targets together: counts over their number, never an average, never a bare share."""

    def __init__(self, name, key, rows):
        self.name, self.key, self.rows = name, key, rows
        self.tally = tally(rows)

    @property
    def words(self):
        """The roll-up as a sentence: “3 met of 11, 5 reported”."""
        return wording.rollup(self.tally)

    @property
    def results(self):
        """`[{state, number, result}]` of the results that occur, in the order of the rules."""
        return [
            {
                "state": states.RESULTS[result],
                "number": self.tally["results"][result],
                "key": result.value,
            }
            for result in Result
            if self.tally["results"][result]
        ]

    @property
    def unreported(self):
        """The targets of which nothing is reported."""
        return [p for p in self.rows if not p.reported]


def by_theme(presenters):
    """A roll-up of each theme that has targets."""
    return [
        RollUp(theme.label, theme.value, rows)
        for theme in Theme
        if (rows := [p for p in presenters if p.target.theme == theme])
    ]
