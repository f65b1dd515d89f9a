"""Living circles."""

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class CirclesConfig(AppConfig):
    name = "circles"
    verbose_name = _("Living circles")

    def ready(self):
        """An outlet that is moved belongs to another circle."""
        from .register.assigning import after_saving

        post_save.connect(after_saving, sender="circles.Outlet")
