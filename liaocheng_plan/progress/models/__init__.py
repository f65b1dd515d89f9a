"""Targets with what is reported of them, and the tasks of the plan."""

from .evidence import TaskEvidence
from .observations import Observation, ObservationQuerySet
from .questions import Answer, Question
from .targets import Direction, Target, TargetQuerySet, Theme
from .task_items import TaskItem, TaskItemQuerySet, TaskStep
from .tasks import Task, TaskQuerySet, TaskResponsible

__all__ = [
    "Answer",
    "Direction",
    "Observation",
    "ObservationQuerySet",
    "Question",
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
]
