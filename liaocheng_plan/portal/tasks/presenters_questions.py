"""“Please explain” as pages show it, for `portal/tasks/_questions.html`.

A page of a task or a target gives its template `questions = QuestionsPresenter(name, record,
Reach(request.user))`; for who may neither see nor ask the include shows nothing.
"""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from ..display import links
from .presenters_tasks import day_of
from .question_forms import AnswerForm, AskForm


@dataclass
class QuestionPresenter:
    """One question with its answers."""

    question: object
    reach: object
    bound: object = None

    @property
    def day(self):
        """When it was asked."""
        return day_of(self.question.asked_at)

    @property
    def to(self):
        """Whom it addresses, as text; "" for whoever knows."""
        to = self.question.area or self.question.department
        return to.name if to else ""

    @property
    def answers(self):
        """Answers in order: `{text, by, day}`."""
        return [
            {"text": row.text, "by": row.answered_by, "day": day_of(row.answered_at)}
            for row in self.question.answers.all()
        ]

    @property
    def form(self):
        """The form that answers it, for who may; None for others."""
        if not self.reach.answers(self.question):
            return None
        return self.bound or AnswerForm(prefix=f"answer-{self.question.pk}")

    @property
    def answer_url(self):
        """Where the form goes."""
        return reverse("question-answer", args=[self.question.pk])


class QuestionsPresenter:
    """What a person sees and may do of the questions on one record."""

    def __init__(self, name, record, reach, bound=None):
        self.about, self.reach, self.bound = f"{name}/{record.key}", reach, bound
        self.ask_url = reverse("question-ask", args=[name, record.key])

    @cached_property
    def rows(self):
        """The questions that may be seen, in the order in which they were asked."""
        if not self.reach.may("view_question"):
            return []
        found = self.reach.questions().on(self.about)
        return [QuestionPresenter(row, self.reach) for row in found]

    @cached_property
    def form(self):
        """The form that asks, for who may; None for others."""
        return (self.bound or AskForm(prefix="ask")) if self.reach.may("ask_question") else None

    @property
    def shown(self):
        """Whether there is anything to show."""
        return self.reach.may("view_question") or self.form is not None


def about_url(about):
    """The page of what a question is about, at its questions."""
    return f"{links.path_url(about)}#questions"
