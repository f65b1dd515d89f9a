"""A survey of 齐韩 (茌平区) with a satisfaction question, what is missing, and words."""

import secrets
from datetime import timedelta

from django.utils import timezone

from liaocheng_plan.surveys import authoring, life
from liaocheng_plan.surveys.models import Answer, Question

PLACE = "pilot-circles/pilot-09"
STEPS = [
    {"key": str(n), "text": text, "text_en": ""}
    for n, text in enumerate(("很不满意", "不满意", "一般", "满意", "很满意"), 1)
]
QUESTIONS = (
    {"kind": "scale", "text": "满意吗？", "options": STEPS, "satisfaction": True, "required": True},
    {"kind": "types", "text": "还缺什么？"},
    {"kind": "text", "text": "建议"},
)


def draft(user, **values):
    """A draft with the three questions, from today on for ten days."""
    today = timezone.localdate()
    given = {"place": PLACE, "title": "齐韩问卷", "opens_on": today}
    survey = authoring.create(user, **given | {"closes_on": today + timedelta(days=10)} | values)
    for question in QUESTIONS:
        authoring.add_question(user, survey, **question)
    return survey


def released(user, **values):
    """The same, open."""
    return life.release(user, draft(user, **values))


def answers(survey, counts, doubt=""):
    """Store answers to the satisfaction question: `counts` by step from 1 to 5."""
    name = survey.questions.get(kind=Question.Kind.SCALE).name
    Answer.objects.bulk_create(
        Answer(
            survey=survey,
            answered_on=timezone.localdate(),
            given={name: [str(step)]},
            doubt=doubt,
            form=secrets.token_hex(16),
            browser=secrets.token_hex(16),
        )
        for step, count in enumerate(counts, 1)
        for _one in range(count)
    )


def closed(user, counts, suspects=(0, 0, 0, 0, 0)):
    """A survey that ended with these answers."""
    survey = released(user)
    answers(survey, counts)
    answers(survey, suspects, "again")
    return life.close(user, survey)
