"""What all tests share: the plan is loaded once into the test database; each test rolls back."""

import hypothesis
import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import translation

from liaocheng_plan.organisation import roles
from liaocheng_plan.organisation.models import Area, User

# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")


# What takes longest comes first, so that no worker waits for it at the end.
LONGEST = ("tests/ops/test_move_data.py", "tests/demo/test_building.py")


def pytest_collection_modifyitems(items):
    """Begin with the tests of `LONGEST`; the others keep their order."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database with the plan and the roles in it.

    Tests that commit (`transactional_db`, `live_server`) would empty it for all others: browser
    tests use the `server` fixture of tests/e2e instead.
    """
    with django_db_blocker.unblock():
        call_command("load_plan", verbosity=0)
        roles.set_up()


@pytest.fixture
def plan(db):
    """The loaded plan, in a transaction of the test's own."""


@pytest.fixture(autouse=True)
def _default_language(settings):
    """A page asked for in English must not leave its language to the next test."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _quick_set_up(settings):
    """Pages are tested without a collectstatic, people with passwords that are quickly hashed.

    Each test client starts the middleware anew: WhiteNoise then would read the headers of every
    collected file, which takes longer than most tests.
    """
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def person(db):
    """Make a member of staff: `person(role, area keys…)`."""

    def make(role, *areas, name="someone"):
        user = User.objects.create_user(name, password="a long enough password", is_staff=True)
        user.groups.add(roles.Group.objects.get(name=role))
        user.areas.set(Area.objects.filter(key__in=areas))
        return user

    return make


@pytest.fixture
def signed_in(person):
    """A client signed in with a role: `signed_in(role, area keys…)`."""

    def make(role, *areas):
        client = Client()
        client.force_login(
            person(role, *areas), backend="django.contrib.auth.backends.ModelBackend"
        )
        return client

    return make
