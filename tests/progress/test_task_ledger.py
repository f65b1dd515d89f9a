"""Who may change what of the ledger, and what stays of it."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from liaocheng_plan.organisation import roles
from liaocheng_plan.organisation.models import Department
from liaocheng_plan.progress import task_ledger
from liaocheng_plan.progress.models import Task, TaskItem
from liaocheng_plan.progress.task_past import tasks_as_of
from tests import factories

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 31)


@pytest.fixture
def bureau(person):
    return person(roles.BUREAU_EDITOR, name="bureau")


@pytest.fixture
def district(person):
    return person(roles.DISTRICT_EDITOR, "chiping", name="district")


@pytest.fixture
def task(plan):
    return Task.objects.get(key="plan-task-1-1")


@pytest.fixture
def item(task):
    return factories.task_item(task=task, area=factories.area("chiping"), due=DAY)


def test_the_bureau_sets_a_due_date_and_the_stated_one_stays_empty(bureau, task):
    task_ledger.set_due(task, DAY, user=bureau)
    task.refresh_from_db()
    assert (task.due, task.due_set, task.due_effective) == (None, DAY, DAY)
    assert task.due_set_by == bureau
    assert task.history.first().history_user == bureau
    task_ledger.set_due(task, None, user=bureau)
    assert (task.due_set, task.due_set_at, task.due_set_by) == (None, None, None)


def test_a_stated_date_is_not_replaced(bureau, task):
    task.due = DAY
    task.save()
    with pytest.raises(ValidationError):
        task_ledger.set_due(task, date(2027, 1, 1), user=bureau)


def test_the_bureau_names_a_lead(bureau, task):
    commerce = Department.objects.get(key="commerce")
    task_ledger.set_lead(task, commerce, user=bureau)
    assert (task.lead, task.lead_set, task.lead_set_by) == (None, commerce, bureau)


@pytest.mark.parametrize("role", [roles.DISTRICT_EDITOR, roles.REVIEWER, roles.READER])
def test_nobody_else_sets_dates_leads_or_items(person, task, role):
    user = person(role, "chiping")
    for change in (
        lambda: task_ledger.set_due(task, DAY, user=user),
        lambda: task_ledger.set_lead(task, None, user=user),
        lambda: task_ledger.add_item(task, name="甲", year=2026, user=user),
        lambda: task_ledger.mark_done(task, DAY, user=user),
    ):
        with pytest.raises(PermissionDenied):
            change()


def test_items_get_keys_of_their_own_and_never_an_old_one(bureau, task):
    first = task_ledger.add_item(task, name="甲", year=2026, user=bureau)
    second = task_ledger.add_item(task, name="乙", year=2026, user=bureau)
    assert (first.key, second.key) == ("plan-task-1-1-2026-1", "plan-task-1-1-2026-2")
    second.delete()
    assert task_ledger.add_item(task, name="丙", year=2026, user=bureau).key.endswith("-3")


@pytest.mark.parametrize("wrong", [{"name": ""}, {"year": None}, {"year": 20}, {"both": True}])
def test_a_wrong_item_is_refused(bureau, task, wrong):
    values = {"name": "甲", "year": 2026} | wrong
    if values.pop("both", False):
        values |= {"area": factories.area("chiping"), "department": Department.objects.first()}
    with pytest.raises(ValidationError):
        task_ledger.add_item(task, user=bureau, **values)
    assert not TaskItem.objects.exists()


def test_a_district_editor_works_on_items_of_the_own_areas_only(district, item):
    elsewhere = factories.task_item(area=factories.area("yanggu"))
    nowhere = factories.task_item()
    task_ledger.mark_done(item, DAY, user=district)
    task_ledger.change_item(item, note="已验收", user=district)
    task_ledger.add_step(item, text="报送名单", user=district)
    for other in (elsewhere, nowhere):
        for change in (
            lambda other=other: task_ledger.mark_done(other, DAY, user=district),
            lambda other=other: task_ledger.change_item(other, note="改", user=district),
            lambda other=other: task_ledger.add_step(other, text="步骤", user=district),
        ):
            with pytest.raises(PermissionDenied):
                change()
        other.refresh_from_db()
        assert (other.done_on, other.note, other.steps.count()) == (None, "", 0)


def test_a_district_editor_does_not_move_the_own_date_or_area(district, item):
    for values in ({"due": date(2027, 1, 1)}, {"area": factories.area("yanggu")}, {"name": "易"}):
        with pytest.raises(PermissionDenied):
            task_ledger.change_item(item, user=district, **values)


def test_the_public_changes_nothing(item):
    with pytest.raises(PermissionDenied):
        task_ledger.mark_done(item, DAY, user=AnonymousUser())


def test_done_is_recorded_once_not_ahead_and_reopened_with_a_reason(district, item):
    tomorrow = timezone.localdate() + timedelta(days=1)
    for day in (None, tomorrow):
        with pytest.raises(ValidationError):
            task_ledger.mark_done(item, day, user=district)
    task_ledger.mark_done(item, DAY, user=district)
    assert item.done_recorded_by == district
    with pytest.raises(ValidationError):
        task_ledger.mark_done(item, DAY, user=district)
    with pytest.raises(ValidationError):
        task_ledger.reopen(item, " ", user=district)
    task_ledger.reopen(item, "验收未通过", user=district)
    assert item.done_on is None
    assert item.history.first().history_change_reason == "验收未通过"


def test_a_task_with_items_is_done_when_they_are(bureau, task, item):
    with pytest.raises(ValidationError):
        task_ledger.mark_done(task, DAY, user=bureau)
    task_ledger.mark_done(item, DAY, user=bureau)
    assert Task.objects.get(pk=task.pk).light == "green"


def test_a_done_task_is_reopened_before_it_is_broken_down(bureau, task):
    task_ledger.mark_done(task, DAY, user=bureau)
    with pytest.raises(ValidationError):
        task_ledger.add_item(task, name="甲", year=2026, user=bureau)


def recorded(record, day):
    """Say that the latest change of a record was made on that day."""
    row = record.history.first()
    row.history_date = timezone.make_aware(datetime(*day.timetuple()[:3], 9))
    row.save()


def test_a_past_day_shows_what_was_recorded_by_then(bureau, task):
    item = task_ledger.add_item(task, name="甲", year=2026, due=DAY, user=bureau)
    recorded(item, date(2026, 3, 1))
    task_ledger.mark_done(item, DAY, user=bureau)
    recorded(item, date(2026, 5, 10))  # done in time, recorded much later
    task_ledger.set_due(task, date(2026, 12, 31), user=bureau)
    seen = [
        tasks_as_of(Task.objects.for_lists().filter(pk=task.pk), day)[0].light
        for day in (date(2026, 2, 1), date(2026, 3, 15), date(2026, 5, 9), date(2026, 5, 10))
    ]
    assert seen == ["grey", "yellow", "red", "green"]
