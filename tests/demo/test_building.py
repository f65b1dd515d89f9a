"""The invented data: reproducible, made by the services, and such that charts move."""

from collections import Counter
from datetime import date

import pytest
from django.conf import global_settings
from django.db import transaction
from django.test import Client

from liaocheng_plan import registry
from liaocheng_plan.demo import building
from liaocheng_plan.demo.models import Mark
from liaocheng_plan.organisation.models import User
from liaocheng_plan.progress.models import Observation, Question, Round, Submission, Target, Task

UNTIL = date(2026, 11, 23)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo of two years, for the tests of this module.

    They have no `db` of their own, which would close the connection of this transaction; the one
    that has is the first and makes pytest-django prepare the database.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield building.build(building.new_mark(1, UNTIL), since=2025)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_data():
    first, again, other = (built(seed) for seed in (3, 3, 4))
    assert first == again != other and len(first) > 100


def built(seed):
    """What a small demo holds, without keys; taken back at once."""
    with transaction.atomic():
        building.build(Mark.objects.create(seed=seed, until=date(2021, 6, 20)))
        names = ("target__key", "area__key", "period", "value", "numerator", "state", "approved_at")
        found = sorted(Observation.objects.values_list(*names), key=str)
        for collection in registry.located_collections():
            found += collection.model.objects.order_by("id").values_list("key", "status")
        transaction.set_rollback(True)
    return found


def test_charts_move(demo):
    results = Counter(target.result for target in Target.objects.for_lists())
    assert {"met", "not_met", "achieved", "behind", "worsening", "cannot_judge"} <= set(results)
    target = Target.objects.for_lists(series=True).get(key="retail-area-total")
    whole = [figure.value for figure in target.standing.figures if not figure.lower_bound]
    assert len(target.standing.figures) == 4 and whole[0] < whole[-1]


def test_some_reports_are_late_missing_returned_or_corrected(demo):
    timely = Counter(s.timeliness() for s in Submission.objects.select_related("round"))
    assert timely["late"] and timely["on_time"] > timely["late"]
    actions = set(Observation.objects.values_list("events__action", flat=True))
    assert {"submitted", "approved", "returned", "corrected"} <= actions
    assert Observation.objects.filter(version=2, state="approved").exists()
    assert Observation.objects.filter(note="示例：资料暂缺", value=None).exists()


def test_nothing_is_dated_after_the_last_invented_day(demo):
    assert not Observation.objects.filter(approved_at__date__gt=UNTIL).exists()
    assert not Round.objects.filter(opened_at__date__gt=UNTIL).exists()
    for collection in registry.located_collections():
        assert not collection.model.objects.filter(status_as_of__gt=UNTIL).exists()


def test_no_position_is_invented(demo):
    for collection in registry.located_collections():
        for place in collection.model.objects.filter(geometry__isnull=False):
            assert place.citation is not None
    added = registry.get("delivery-points").model.objects.all()
    added = [*added, *registry.get("outlets").model.objects.all()]
    assert len(added) > 60
    assert all(p.name.startswith("示例") and p.geometry is None for p in added)


def test_tasks_show_every_light_and_questions_wait(demo):
    assert {t.light for t in Task.objects.for_lists()} == {"green", "yellow", "red", "grey"}
    assert Question.objects.open().exists() and Question.objects.exclude(answers=None).exists()


def test_the_invented_people_can_sign_in_and_say_what_they_are(demo, settings):
    # The demo was made before this test's quick hasher came in.
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    assert {role for _name, role, _password in demo.passwords} == {
        "管理员", "市局编辑", "审核员", "只读", "区县编辑"
    }  # fmt: skip
    for name, _role, password in demo.passwords[:2]:
        user = User.objects.get(username=name)
        assert user.check_password(password) and user.first_name.startswith("示例")
        assert user.email.endswith("@example.invalid")


def test_pages_of_the_demo_open(demo):
    for path in ("/", "/wall/", "/progress/", "/progress/retail-area-total/", "/progress/tasks/"):
        assert Client().get(path).status_code == 200
