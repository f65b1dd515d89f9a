"""Two invented surveys of pilots: one closed, published; one open to be answered and looked at."""

import secrets
from datetime import timedelta
from random import Random

from liaocheng_plan import gap_sheets, registry
from liaocheng_plan.surveys import authoring, life
from liaocheng_plan.surveys.models import Answer, Question

from . import clock

DAYS = 14
ANSWERS = 80
STEPS = ("很不满意", "不满意", "一般", "满意", "很满意")
LIKELY = (3, 6, 16, 30, 25)  # how often each step is chosen


def make(people, seed, since, until):
    """One survey that ended a month before the last day, one that runs on it."""
    random = Random(f"{seed}:surveys")
    pilots = registry.get(gap_sheets.matching().collection)
    places = [f"{pilots.name}/{row.key}" for row in pilots.model.objects.order_by("id")[:2]]
    first = until - timedelta(days=45)
    with clock.at(clock.moment(first, random)):
        survey = begin(people.bureau, places[0], first)
        answer(survey, random, first)
    with clock.at(clock.moment(first + timedelta(days=DAYS + 2), random)):
        life.publish(people.bureau, survey)
    with clock.at(clock.moment(until - timedelta(days=3), random)):
        begin(people.bureau, places[1], until - timedelta(days=3))


def begin(user, place, first):
    """A released survey with two questions."""
    survey = authoring.create(
        user,
        place=place,
        title="示例问卷：便民生活圈满意度与业态需求",
        title_en="Example survey: satisfaction and missing types",
        opens_on=first,
        closes_on=first + timedelta(days=DAYS),
    )
    scale = [{"key": str(n), "text": text, "text_en": ""} for n, text in enumerate(STEPS, 1)]
    satisfaction = {"text": "您对本生活圈总体满意吗？", "options": scale, "satisfaction": True}
    authoring.add_question(user, survey, kind=Question.Kind.SCALE, required=True, **satisfaction)
    authoring.add_question(user, survey, kind=Question.Kind.TYPES, text="您觉得还缺少哪些业态？")
    return life.release(user, survey)


def answer(survey, random, first):
    """Invented answers, as if they had come in over the days."""
    scale, types = survey.questions.order_by("order")
    Answer.objects.bulk_create(
        Answer(
            survey=survey,
            answered_on=first + timedelta(days=random.randrange(DAYS)),
            given={
                scale.name: random.choices(scale.keys, LIKELY),
                types.name: sorted({random.choice(types.keys[:9]) for _wish in range(2)}),
            },
            form=secrets.token_hex(16),
            browser=secrets.token_hex(16),
        )
        for _number in range(ANSWERS)
    )
