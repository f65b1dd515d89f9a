"""Areas, departments, people and roles."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    name = "liaocheng_plan.organisation"
    label = "organisation"
    verbose_name = _("Areas and departments")
