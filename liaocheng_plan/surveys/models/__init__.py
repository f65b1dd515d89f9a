"""Surveys of residents: questionnaires, answers without persons, published results."""

from .answers import Answer, Doubt
from .questions import Question
from .results import SurveyResult
from .surveys import Phase, Survey, SurveyQuerySet

__all__ = [
    "Answer",
    "Doubt",
    "Phase",
    "Question",
    "Survey",
    "SurveyQuerySet",
    "SurveyResult",
]
