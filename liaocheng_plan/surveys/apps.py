"""Surveys of residents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    name = "liaocheng_plan.surveys"
    label = "surveys"
    verbose_name = _("Surveys of residents")
