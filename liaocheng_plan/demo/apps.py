"""The demo: invented data to see charts move, on a database of its own, marked everywhere."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """App of the demo."""

    name = "liaocheng_plan.demo"
    default_auto_field = "django.db.models.BigAutoField"
