"""Targets with what is reported of them, and the tasks of the plan."""

from .observations import Observation, ObservationQuerySet
from .targets import Direction, Target, TargetQuerySet, Theme
from .tasks import Task, TaskQuerySet, TaskResponsible

__all__ = [
    "Direction",
    "Observation",
    "ObservationQuerySet",
    "Target",
    "TargetQuerySet",
    "Task",
    "TaskQuerySet",
    "TaskResponsible",
    "Theme",
]
