"""What the rounds asked for and what came back, as it stood at a moment."""

from collections import defaultdict
from functools import cached_property

from .periods import Period


class Asking:
    """Rounds and submissions by a moment (`at`: aware datetime, None: now).

    Two queries, made when they are first needed, serve all targets of a page and the list of late
    submissions.
    """

    def __init__(self, at=None):
        self.at = at

    @cached_property
    def submissions(self):
        """Submissions of all rounds opened by then, by due date of their round."""
        from .models import Submission

        rows = Submission.objects.select_related("round", "area").defer("area__boundary")
        if self.at is not None:
            rows = rows.filter(round__opened_at__lte=self.at)
        return list(rows.order_by("round__due_on", "round_id", "id"))

    @cached_property
    def by_round(self):
        """Submissions by id of their round, the round due last at the end."""
        found = defaultdict(list)
        for row in self.submissions:
            found[row.round_id].append(row)
        return found

    @cached_property
    def rounds_of(self):
        """Ids of the rounds that ask for a target, by the target's id."""
        from .models import Round

        found = defaultdict(set)
        pairs = Round.targets.through.objects.values_list("target_id", "round_id")
        for target, asking in pairs:
            found[target].add(asking)
        return found

    def of(self, target):
        """The submissions of each round that asks for a target, the round due last at the end."""
        wanted = self.rounds_of[target.pk]
        return [rows for pk, rows in self.by_round.items() if pk in wanted] if wanted else []

    def periods(self, target):
        """The periods for which a target was asked, oldest first."""
        return sorted({Period.parse(rows[0].round.period) for rows in self.of(target)})

    def handed_in(self, submission):
        """Whether it had been handed in by then."""
        first = submission.first_submitted_at
        return first is not None and (self.at is None or first <= self.at)

    def late(self, today):
        """Submissions past their due date that were not handed in; those of closed rounds apart."""
        return [
            row
            for row in self.submissions
            if row.round.due_on < today and self.running(row.round) and not self.handed_in(row)
        ]

    def running(self, asking):
        """Whether a round was still open by then."""
        closed = asking.closed_at
        return closed is None or (self.at is not None and closed > self.at)
