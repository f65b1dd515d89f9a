"""The usual questions, to begin with: satisfaction, what is missing, what to do first, words."""

from liaocheng_plan.surveys import authoring
from liaocheng_plan.surveys.models import Question

from . import survey_words

Kind = Question.Kind
# Our own words, not the documents'; residents read Chinese first, so they are kept in both.
USUAL = (
    {
        "kind": Kind.SCALE,
        "text": "您对本生活圈总体满意吗？",
        "text_en": "How satisfied are you with this living circle as a whole?",
        "required": True,
        "satisfaction": True,
        "options": [
            {"key": str(step), "text": chinese, "text_en": english}
            for step, (chinese, english) in enumerate(
                zip(survey_words.SCALE, survey_words.SCALE_EN, strict=True), 1
            )
        ],
    },
    {
        "kind": Kind.TYPES,
        "text": "您觉得步行15分钟内还缺少哪些？",
        "text_en": "What is missing within 15 minutes on foot?",
    },
    {
        "kind": Kind.SINGLE,
        "text": "您买菜步行大约需要多久？",
        "text_en": "How long do you walk to buy groceries?",
        "options": [
            {"key": "1", "text": "5分钟以内", "text_en": "up to 5 minutes"},
            {"key": "2", "text": "5至10分钟", "text_en": "5 to 10 minutes"},
            {"key": "3", "text": "10至15分钟", "text_en": "10 to 15 minutes"},
            {"key": "4", "text": "15分钟以上", "text_en": "more than 15 minutes"},
        ],
    },
    {
        "kind": Kind.TEXT,
        "text": "您还有什么建议？",
        "text_en": "What else do you suggest?",
    },
)


def add(user, survey):
    """Add them to a new draft."""
    for values in USUAL:
        authoring.add_question(user, survey, **values)
