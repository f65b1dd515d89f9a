"""Results of a survey in words: never a figure without its n, and why a count is hidden."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from liaocheng_plan.surveys.models import Question
from liaocheng_plan.surveys.suppression import LEAST

from ..display import charts, numbers
from . import survey_words


class CellPresenter:
    """One count of one side."""

    def __init__(self, cell):
        self.cell = cell

    @property
    def is_hidden(self):
        """Whether the count is not told."""
        return self.cell["count"] is None

    @property
    def count(self):
        """The count, “<5” or “kept back”."""
        return survey_words.HIDDEN[self.cell["hidden"]] if self.is_hidden else self.cell["count"]

    @property
    def share(self):
        """The share of those who answered the question; "" where hidden."""
        return "" if self.is_hidden else f"{numbers.plain(self.cell['share'])}%"

    @property
    def bar(self):
        """The share as a bar; "" where it is not told, since any length would tell one."""
        if self.is_hidden:
            return ""
        return format_html(
            '<svg class="chart chart--flat" width="100%" height="12" aria-hidden="true">{}</svg>',
            charts.rect(0, self.cell["share"], 0, 12, "bar bar--accent"),
        )


class SidePresenter:
    """All answers, or those without suspects."""

    def __init__(self, name, side):
        self.word, self.side = survey_words.SIDES[name], side

    @property
    def is_told(self):
        """Whether anything of it may be told."""
        return self.side is not None

    @property
    def n(self):
        """How many people answered the question."""
        return self.side["n"]

    @property
    def mean(self):
        """The mean of a scale, "" where there is none or it is kept back."""
        mean = self.side["mean"]
        return "" if mean is None else f"{mean:.1f}"

    @property
    def satisfied(self):
        """The share of the upper two steps, "" where there is none or it is kept back."""
        share = self.side["satisfied_share"]
        return "" if share is None else f"{numbers.plain(share)}%"

    def cell(self, index):
        """The count of an option, None where the side is not told."""
        return CellPresenter(self.side["counts"][index]) if self.is_told else None


class EntryPresenter:
    """One question with its results."""

    def __init__(self, entry):
        self.entry = entry
        self.kind = Question.Kind(entry["kind"])
        self.sides = [SidePresenter(name, entry[name]) for name in survey_words.SIDES]

    @property
    def text(self):
        """The question in the reader's language."""
        return survey_words.in_language(self.entry, "text")

    @property
    def is_text(self):
        """Whether it asked for free words."""
        return self.kind == Question.Kind.TEXT

    @property
    def is_scale(self):
        """Whether it has a mean."""
        return self.kind == Question.Kind.SCALE

    @property
    def is_several(self):
        """Whether shares can add up to more than 100 %."""
        return self.kind in Question.SEVERAL

    @property
    def is_satisfaction(self):
        """Whether its share can become the figure of the circle."""
        return self.entry["satisfaction"]

    @property
    def is_told(self):
        """Whether anything of it may be told."""
        return self.sides[0].is_told

    @property
    def rows(self):
        """Options: `{text, cells}`, the first cell of all answers, the second without suspects.

        Where several may be chosen, the most chosen come first; steps keep their order.
        """
        found = [self.row(i, option) for i, option in enumerate(self.entry["options"])]
        if self.is_several:
            found.sort(key=lambda row: -(row["cells"][0].cell["count"] or 0))
        return found

    def row(self, index, option):
        """One option."""
        return {
            "text": survey_words.in_language(option, "text"),
            "cells": [side.cell(index) for side in self.sides],
        }


class ResultsPresenter:
    """All results, exact or published."""

    def __init__(self, found, circle=None):
        self.found, self.circle = found, circle
        self.entries = [EntryPresenter(entry) for entry in found["questions"]]

    @classmethod
    def of(cls, result, circle=None):
        """Of what is published."""
        found = {"answers": result.answers, "suspects": result.suspects}
        return cls({**found, "questions": result.results}, circle)

    @property
    def answers(self):
        """How many filled-in questionnaires."""
        return self.found["answers"]

    @property
    def suspects(self):
        """How many of them may be somebody's second."""
        return self.found["suspects"]

    @property
    def doubts(self):
        """Why: `{word, number}`; for staff."""
        return [
            {"word": survey_words.DOUBTS[why], "number": number}
            for why, number in self.found.get("doubts", {}).items()
        ]

    @property
    def reach(self):
        """How many answered for each hundred residents; "" where no population is stated."""
        population = getattr(self.circle, "population", None)
        return numbers.percent(self.answers / population) if population else ""

    @property
    def population(self):
        """The stated population with its qualifier."""
        qualifier = getattr(self.circle, "population_qualifier", "")
        before, after = numbers.around(qualifier)
        return f"{before}{numbers.plain(self.circle.population)}{after}"

    @property
    def rule(self):
        """How small counts are kept back."""
        return _(
            "Counts under %(least)d are shown as “<%(least)d”; further ones are kept back where a "
            "small one could be computed from them."
        ) % {"least": LEAST}
