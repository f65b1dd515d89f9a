"""The questionnaire as a resident's phone shows it: plain inputs, what was chosen stays chosen."""

from functools import cached_property

from django.utils.translation import get_language

from liaocheng_plan.surveys import answering
from liaocheng_plan.surveys.models import Question
from liaocheng_plan.surveys.models.questions import MOST_TEXT

from . import survey_words

TRAP = "website"  # nobody sees it; only programs fill it in


class AnswerForm:
    """The questions of a survey with what was sent, and what is wrong with it."""

    def __init__(self, survey, sent=None):
        self.survey, self.sent = survey, sent
        self.problem = ""

    @cached_property
    def rows(self):
        """The questions in order."""
        return list(self.survey.questions.order_by("order", "id"))

    @cached_property
    def checked(self):
        """`(given, errors)` of what was sent; nothing before."""
        if self.sent is None:
            return {}, {}
        return answering.check(self.rows, self.sent.getlist)

    @property
    def given(self):
        """Answers by question."""
        return self.checked[0]

    def is_valid(self):
        """Whether every question is answered as it should be and at least one is."""
        return self.sent is not None and not self.checked[1] and bool(self.given)

    @property
    def is_empty(self):
        """Whether it was sent without a single answer."""
        return self.sent is not None and not self.checked[1] and not self.given

    @cached_property
    def questions(self):
        """The questions as the page shows them."""
        return [AnswerQuestion(row, n, self) for n, row in enumerate(self.rows, 1)]

    @property
    def wrong(self):
        """Questions with an error, to be linked from the top."""
        return [question for question in self.questions if question.error]

    def values(self, name):
        """What was sent for a question."""
        return [] if self.sent is None else self.sent.getlist(name)


class AnswerQuestion:
    """One question with its inputs."""

    def __init__(self, question, number, form):
        self.question, self.number, self.form = question, number, form

    @property
    def name(self):
        """The name of its inputs."""
        return self.question.name

    @property
    def text(self):
        """The question in the reader's language."""
        return survey_words.in_language(self.question, "text")

    @property
    def required(self):
        """Whether it must be answered."""
        return self.question.required

    @property
    def is_text(self):
        """Whether it asks for free words."""
        return self.question.kind == Question.Kind.TEXT

    @property
    def is_scale(self):
        """Whether its answers are steps."""
        return self.question.kind == Question.Kind.SCALE

    @property
    def is_several(self):
        """Whether several answers may be chosen."""
        return self.question.is_several

    @property
    def input_type(self):
        """Boxes for several answers, buttons for one."""
        return "checkbox" if self.is_several else "radio"

    @property
    def most(self):
        """Characters of a free text."""
        return MOST_TEXT

    @property
    def typed(self):
        """The free text as it was sent."""
        return (self.form.values(self.name) or [""])[0]

    @property
    def options(self):
        """Answers to choose from: `{id, key, text, chosen}`."""
        chosen = set(self.form.values(self.name))
        return [
            {
                "id": f"{self.name}-{option['key']}",
                "key": option["key"],
                "text": survey_words.in_language(option, "text"),
                "chosen": option["key"] in chosen,
            }
            for option in self.question.options
        ]

    @property
    def in_official_words(self):
        """Whether it lists kinds of business, which are named in Chinese alone."""
        return self.question.kind == Question.Kind.TYPES and get_language() == "en"

    @property
    def error(self):
        """What is wrong with it, "" where nothing is."""
        return self.form.checked[1].get(self.name, "")
