"""What all kinds of place share."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "liaocheng_plan.places"
    label = "places"
    verbose_name = _("Places")

    def ready(self):
        """Collect what every app declares of itself; keep spatial indexes whole."""
        from liaocheng_plan import registry

        from .spatial_index import repair

        registry.discover()
        post_migrate.connect(repair, sender=self)
