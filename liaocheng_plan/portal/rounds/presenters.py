"""Rounds as the bureau sees them: who handed in, in time or late, and what is missing."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan.progress.models import Submission, Timeliness

from ..display import numbers, report_states
from ..display.states import State

OPEN = State(gettext_lazy("taking reports"), "half", "accent")
CLOSED = State(gettext_lazy("closed"), "check")


@dataclass
class FormPresenter:
    """One area's form in one round; its round and area are fetched with it."""

    submission: Submission
    user: object

    @property
    def area(self):
        """The area."""
        return self.submission.area

    @property
    def timeliness(self):
        """On time, late, missing or not yet due; made up later, it stays late."""
        return report_states.TIMELINESS[self.submission.timeliness()]

    @property
    def state(self):
        """How far it is."""
        return report_states.FORMS[self.submission.state]

    @property
    def url(self):
        """Where one goes on: the review for reviewers, else the form; "" where neither is seen."""
        if not self.user.has_perm("progress.view_unapproved"):
            return ""
        waits = self.submission.state == Submission.State.SUBMITTED
        page = "round-form"
        if waits and self.user.has_perm("progress.review_observation"):
            page = "round-review"
        return reverse(page, args=[self.submission.round.key, self.area.key])

    @property
    def first(self):
        """When it was first handed in, local; "" while it was not."""
        return moment(self.submission.first_submitted_at)

    @property
    def last(self):
        """When it was last handed in, local."""
        return moment(self.submission.submitted_at)


@dataclass
class RoundPresenter:
    """One round with the forms that a user may see."""

    round: object
    forms: list

    @property
    def url(self):
        """The round's page."""
        return reverse("round", args=[self.round.key])

    @property
    def state(self):
        """Open or closed."""
        return CLOSED if self.round.closed_at else OPEN

    @property
    def due(self):
        """The due date in words."""
        return numbers.day(self.round.due_on)

    @property
    def sentence(self):
        """How many handed in of how many, how many late, how many missing."""
        counts = Counter(form.submission.timeliness() for form in self.forms)
        done = counts[Timeliness.ON_TIME] + counts[Timeliness.LATE]
        return _(
            "%(done)d of %(all)d areas handed in, %(late)d of them late; %(missing)d missing."
        ) % {
            "done": done,
            "all": len(self.forms),
            "late": counts[Timeliness.LATE],
            "missing": counts[Timeliness.MISSING],
        }


@dataclass
class Matrix:
    """Rounds × areas: one row a round, in each cell the form of an area or None."""

    rounds: list

    @property
    def areas(self):
        """Every area that has a form, in order."""
        found = {form.area.pk: form.area for row in self.rounds for form in row.forms}
        return [found[pk] for pk in sorted(found)]

    @property
    def rows(self):
        """`{round, cells}`; a cell is None where the round asks nothing of an area."""
        areas = self.areas
        for row in self.rounds:
            by_area = {form.area.pk: form for form in row.forms}
            yield {"round": row, "cells": [(area, by_area.get(area.pk)) for area in areas]}


def matrix(rounds, submissions, user):
    """The matrix of rounds with the submissions that a user may see."""
    forms = {}
    for submission in submissions:
        forms.setdefault(submission.round_id, []).append(FormPresenter(submission, user))
    return Matrix([RoundPresenter(row, forms.get(row.pk, [])) for row in rounds])


def moment(at):
    """Date and time, local; "" for none."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""
