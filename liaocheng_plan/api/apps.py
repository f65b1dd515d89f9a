"""The REST API."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "liaocheng_plan.api"
    label = "api"
    verbose_name = _("API")

    def ready(self):
        """Let the description know our fields and ways to sign in."""
        from . import schema_fields  # noqa: F401
