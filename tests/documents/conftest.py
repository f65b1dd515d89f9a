"""The made-up plan of the tests of texts, loaded in place of the real one."""

import pytest
from django.apps import apps
from django.db import connection

from liaocheng_plan.documents import loading
from liaocheng_plan.documents.texts.attaching import attach

from . import fairs

OF_THE_PLAN = ("documents", "organisation", "progress", "zones", "circles", "markets", "logistics")


def empty_the_plan():
    """Take the real plan out of the database until the test ends, users aside."""
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        if options.app_label in OF_THE_PLAN and not options.model_name.endswith("user"):
            model._base_manager.all()._raw_delete(connection.alias)


@pytest.fixture
def fair_plan(db, tmp_path, settings):
    """The made-up plan alone in the database; files go to a folder of the test's own."""
    empty_the_plan()
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "fixtures"
    folder.mkdir()
    fairs.write(folder)
    loading.load(loading.read(folder))
    return tmp_path


@pytest.fixture
def attached(fair_plan):
    """The made-up plan with its text attached: the `AttachedText`."""
    return attach("fairs", "集市规划.txt", fairs.TEXT.encode(), edition="初版").text
