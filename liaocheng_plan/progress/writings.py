"""What of targets and tasks can be written from outside."""

from . import writing_reports, writing_tasks  # noqa: F401  (each registers its own)
