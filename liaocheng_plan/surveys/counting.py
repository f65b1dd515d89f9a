"""Exact counts of a survey; for the bureau, and for what is made public of them."""

from collections import Counter
from dataclasses import dataclass, field

from .models import Doubt, Question


@dataclass
class Tally:
    """How one question was answered: by option, and by how many people."""

    counts: Counter = field(default_factory=Counter)
    n: int = 0

    def add(self, keys):
        """Count one person's answer."""
        self.counts.update(keys)
        self.n += 1


@dataclass
class Counted:
    """One question with all answers (`every`) and those without suspects (`sure`)."""

    question: Question
    every: Tally = field(default_factory=Tally)
    sure: Tally = field(default_factory=Tally)

    def by_option(self, tally):
        """Counts in the order of the options."""
        return [tally.counts[key] for key in self.question.keys]


@dataclass
class Exact:
    """All of a survey: `doubts` is `{why: number}` of suspects."""

    questions: list
    answers: int = 0
    doubts: Counter = field(default_factory=Counter)

    @property
    def suspects(self):
        """How many answers may be somebody's second."""
        return sum(self.doubts.values())


def exact(survey):
    """Count every answer of a survey; two queries."""
    questions = list(survey.questions.order_by("order", "id"))
    found = Exact([Counted(question) for question in questions])
    for given, doubt in survey.answers.values_list("given", "doubt").iterator():
        found.answers += 1
        if doubt:
            found.doubts[Doubt(doubt)] += 1
        for counted in found.questions:
            add(counted, given.get(counted.question.name), doubt)
    return found


def add(counted, value, doubt):
    """Count one answer to one question; one left out counts nowhere."""
    if value is None:
        return
    keys = [] if isinstance(value, str) else value
    counted.every.add(keys)
    if not doubt:
        counted.sure.add(keys)


def texts(survey):
    """`[(question, texts)]` of free texts, sorted by their words so that no order is told."""
    asked = list(survey.questions.filter(kind=Question.Kind.TEXT).order_by("order", "id"))
    given = list(survey.answers.values_list("given", flat=True)) if asked else []
    return [
        (question, sorted(row[question.name] for row in given if question.name in row))
        for question in asked
    ]
