"""What all kinds of place share."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "liaocheng_plan.places"
    label = "places"
    verbose_name = _("Places")

    def ready(self):
        """Collect what every app declares of itself."""
        from liaocheng_plan import registry

        registry.discover()
