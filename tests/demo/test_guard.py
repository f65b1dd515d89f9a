"""A demo never touches the plan's database, the plan's portal never starts on a demo's."""

import subprocess
import sys
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from liaocheng_plan.demo import building, guard
from liaocheng_plan.ops.bootstrap import ROOT
from liaocheng_plan.progress.models import Observation

pytestmark = pytest.mark.django_db
UNTIL = date(2021, 3, 31)


def test_the_plans_portal_starts_on_the_plans_database():
    guard.check()
    call_command("make_demo", check=True)


def test_a_demo_is_never_built_in_the_plans_database(settings):
    settings.DEMO = True
    with pytest.raises(CommandError):
        call_command("make_demo", fresh=True)
    assert not guard.is_demo() and not Observation.objects.exists()


def test_nothing_is_built_without_demo_being_asked_for():
    with pytest.raises(CommandError):
        call_command("make_demo")
    assert not guard.is_demo()


def test_the_plans_portal_does_not_start_on_a_demo():
    building.new_mark(1, UNTIL)
    with pytest.raises(guard.WrongDatabase):
        guard.check()
    with pytest.raises(CommandError):
        call_command("make_demo", check=True)


def test_a_standing_demo_is_kept(settings, capsys):
    settings.DEMO = True
    mark = building.new_mark(1, UNTIL)
    mark.built_at = "2026-01-01T00:00+08:00"
    mark.save()
    call_command("make_demo")
    assert "--fresh" in capsys.readouterr().out and not Observation.objects.exists()


def test_the_two_have_databases_keys_and_cookies_of_their_own():
    shown = [settings_of({}), settings_of({"DEMO": "1"})]
    assert all(a != b for a, b in zip(*shown, strict=True)), shown


def settings_of(environment):
    """Database, media folder, cookie and mail of a process with this environment."""
    code = (
        "from django.conf import settings as s;"
        "print(s.DATABASES['default']['NAME'], s.MEDIA_ROOT, s.SESSION_COOKIE_NAME,"
        " s.CSRF_COOKIE_NAME, s.EMAIL_BACKEND, s.SECRET_KEY)"
    )
    variables = {"DJANGO_SETTINGS_MODULE": "liaocheng_plan.settings", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**variables, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()
