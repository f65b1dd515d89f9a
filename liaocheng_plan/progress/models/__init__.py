"""Targets with what is reported of them in rounds, and the tasks of the plan."""

from .evidence import TaskEvidence
from .explanations import Explanation
from .notices import Digest, Notice
from .observations import Observation, ObservationQuerySet, Statistic, city_area
from .questions import Answer, Question
from .reports import Report
from .rounds import ReviewEvent, Round, Submission, Timeliness
from .targets import Direction, Target, TargetQuerySet, Theme
from .task_items import TaskItem, TaskItemQuerySet, TaskStep
from .tasks import Task, TaskQuerySet, TaskResponsible

__all__ = [
    "Answer",
    "Digest",
    "Direction",
    "Explanation",
    "Notice",
    "Observation",
    "ObservationQuerySet",
    "Question",
    "Report",
    "ReviewEvent",
    "Round",
    "Statistic",
    "Submission",
    "Target",
    "TargetQuerySet",
    "Task",
    "TaskEvidence",
    "TaskItem",
    "TaskItemQuerySet",
    "TaskQuerySet",
    "TaskResponsible",
    "TaskStep",
    "Theme",
    "Timeliness",
    "city_area",
]
