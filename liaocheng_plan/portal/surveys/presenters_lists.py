"""Surveys in lists, the clauses that ask for them, and what a circle's page says of them."""

from functools import cached_property

from django.urls import reverse
from django.utils.http import urlencode

from liaocheng_plan.documents.models import Clause
from liaocheng_plan.surveys import demand
from liaocheng_plan.surveys.access import SurveyReach

from ..display import links, numbers
from . import survey_words
from .presenters_results import ResultsPresenter

MOST_WANTED = 8
# Where the two documents ask for surveys (三（二）3) and for the satisfaction of residents.
ASKED_IN = ("commerce-plan-3-2-3", "circle-scheme-annex-8-3")


def clauses():
    """The clauses that ask for surveys: `{where, url}`."""
    rows = Clause.objects.filter(key__in=ASKED_IN).select_related("document").order_by("order")
    return [
        {"where": f"{row.document.short_name} {row.section}", "url": links.clause_url(row)}
        for row in rows
    ]


class RowPresenter:
    """One line of the list."""

    def __init__(self, survey, names):
        self.survey, self.names = survey, names

    @property
    def title(self):
        """Its title in the reader's language."""
        return survey_words.in_language(self.survey, "title")

    @property
    def url(self):
        """Its page."""
        return reverse("survey", args=[self.survey.key])

    @property
    def circle(self):
        """The circle's name."""
        return self.names.get(self.survey.place, self.survey.place)

    @property
    def circle_url(self):
        """The circle's page."""
        return links.path_url(self.survey.place)

    @property
    def days(self):
        """First and last day."""
        return survey_words.days(self.survey.opens_on, self.survey.last_day)

    @property
    def state(self):
        """Published, or where it is on its way."""
        if self.survey.is_published:
            return survey_words.PUBLISHED
        return survey_words.PHASES[self.survey.phase()]

    @property
    def answers(self):
        """How many answers a published one rests on; None before."""
        return self.survey.result.answers if self.survey.is_published else None


class CircleSurveys:
    """What a circle's page says: published surveys, what residents miss, a way to ask anew."""

    def __init__(self, circle, place, user):
        self.circle, self.place, self.user = circle, place, user

    @cached_property
    def results(self):
        """Published results, latest first."""
        return list(demand.results_of(self.place))

    @cached_property
    def rows(self):
        """Each with its page, days, n and what it found of satisfaction."""
        return [self.row(result) for result in self.results]

    def row(self, result):
        """One published survey."""
        shown = ResultsPresenter.of(result, self.circle)
        asked = (e for e in shown.entries if e.is_satisfaction and e.is_told)
        entry = next(asked, None)
        return {
            "name": result.name,
            "url": links.record_url(result),
            "days": survey_words.days(result.opens_on, result.closes_on),
            "answers": result.answers,
            "suspects": result.suspects,
            "reach": shown.reach,
            "sides": [side for side in entry.sides if side.is_told] if entry else [],
        }

    @cached_property
    def wanted(self):
        """What residents say is missing: `{rows, n, url}`, the most wanted first; None for none."""
        found = demand.demand(self.place, self.results)
        if not found:
            return None
        wish = next(iter(found.values()))
        names = self.names(wish.survey)
        rows = [self.wish(names[key], wish) for key, wish in found.items()]
        rows.sort(key=lambda row: -row["order"])
        return {"rows": rows[:MOST_WANTED], "n": wish.n, "url": links.record_url(wish.survey)}

    def wish(self, name, wish):
        """One kind of business."""
        hidden = survey_words.HIDDEN.get(wish.hidden)
        return {
            "name": name,
            "count": wish.count if hidden is None else hidden,
            "share": "" if hidden else numbers.percent(wish.count / wish.n),
            "order": wish.count or 0,
        }

    def names(self, result):
        """`{key: name}` of the kinds that the survey offered."""
        entry = next(e for e in result.results if e["kind"] == "types")
        return {option["key"]: option["text"] for option in entry["options"]}

    @cached_property
    def new_url(self):
        """Where a survey of this circle begins; "" for who makes none here."""
        reach = SurveyReach(self.user)
        if not (self.user.is_authenticated and reach.makes() and reach.covers(self.place)):
            return ""
        return f"{reverse('survey-new')}?{urlencode({'place': self.place})}"

    @property
    def list_url(self):
        """All surveys."""
        return reverse("surveys")
