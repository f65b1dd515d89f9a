"""A made-up plan in the database instead of the real one, for the length of a test."""

from pathlib import Path

from django.apps import apps
from django.core.management import call_command

from liaocheng_plan.documents.audit.storing import refresh
from liaocheng_plan.documents.texts.attaching import attach
from liaocheng_plan.organisation.models import User

DIRECTORY = Path(__file__).parent / "invented"
TEXT = DIRECTORY / "lake-plan.zh.txt"
APPS = {"documents", "organisation", "progress", "zones", "circles", "markets", "logistics"}


def load():
    """Empty the plan's tables and load the made-up plan; the test's transaction undoes it."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in APPS and model is not User:
            model._base_manager.all()._raw_delete("default")
    call_command("load_plan", fixtures=DIRECTORY, verbosity=0)


def load_with_text():
    """Load the made-up plan, attach its text as well and check it again."""
    load()
    attach("lake-plan", TEXT.name, TEXT.read_bytes(), edition="初版")
    refresh()
