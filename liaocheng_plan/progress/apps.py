"""Targets, observations, tasks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgressConfig(AppConfig):
    name = "liaocheng_plan.progress"
    label = "progress"
    verbose_name = _("Targets and tasks")

    def ready(self):
        """People are told of questions and answers."""
        from . import telling  # noqa: F401
