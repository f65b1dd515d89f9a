"""The ledger in the admin: the same service, the same limits."""

import pytest
from django.urls import reverse

from liaocheng_plan.organisation import roles
from liaocheng_plan.progress.models import Question, Task, TaskItem
from tests import factories

pytestmark = pytest.mark.django_db

LIST = "admin:progress_taskitem_changelist"
EMPTY = {"steps-TOTAL_FORMS": "0", "steps-INITIAL_FORMS": "0"}


def page(item):
    """Address of an item's form."""
    return reverse("admin:progress_taskitem_change", args=[item.pk])


@pytest.fixture
def own(plan):
    return factories.task_item(name="茌平方案", area=factories.area("chiping"))


@pytest.fixture
def elsewhere(plan):
    return factories.task_item(name="阳谷方案", area=factories.area("yanggu"))


def test_the_bureau_adds_an_item_with_a_key_and_its_name_in_the_history(signed_in, plan):
    task = Task.objects.get(key="plan-task-1-1")
    data = {"task": task.pk, "name": "甲", "year": 2026, "order": 1, **EMPTY}
    response = signed_in(roles.BUREAU_EDITOR).post(reverse("admin:progress_taskitem_add"), data)
    assert response.status_code == 302
    item = TaskItem.objects.get()
    assert item.key == "plan-task-1-1-2026-1"
    assert item.history.get().history_user.username == "someone"


def test_an_item_has_one_addressee_in_the_admin_too(signed_in, plan):
    client = signed_in(roles.BUREAU_EDITOR)
    data = {"task": Task.objects.first().pk, "name": "甲", "year": 2026, "order": 1, **EMPTY}
    data |= {"area": factories.area("chiping").pk, "department": 1}
    assert (
        "不能两者都填" in client.post(reverse("admin:progress_taskitem_add"), data).content.decode()
    )
    assert not TaskItem.objects.exists()


def test_a_district_editor_writes_notes_and_steps_of_the_own_items_only(signed_in, own, elsewhere):
    client = signed_in(roles.DISTRICT_EDITOR, "chiping")
    listed = client.get(reverse(LIST)).content.decode()
    assert own.name in listed
    assert elsewhere.name not in listed
    data = {"note": "在办", "name": "改名", "due": "2030-01-01", **EMPTY}
    data |= {"steps-TOTAL_FORMS": "1", "steps-0-text": "报送", "steps-0-order": "1"}
    assert client.post(page(own), data).status_code == 302
    own.refresh_from_db()
    assert (own.note, own.name, own.due) == ("在办", "茌平方案", None)
    assert own.steps.get().history.get().history_user.username == "someone"
    client.post(page(elsewhere), data)
    elsewhere.refresh_from_db()
    assert elsewhere.note == ""


def test_a_reader_changes_no_item(signed_in, own):
    client = signed_in(roles.READER)
    assert client.get(page(own)).status_code == 200
    assert client.post(page(own), {"note": "改", **EMPTY}).status_code == 403


def test_what_the_bureau_sets_of_a_task_is_not_typed_here(signed_in, plan):
    task = Task.objects.get(key="plan-task-1-1")
    url = reverse("admin:progress_task_change", args=[task.pk])
    client = signed_in(roles.BUREAU_EDITOR)
    fields = client.get(url).context["adminform"].form.fields
    assert not {"due_set", "lead_set", "done_on", "due"} & set(fields)


def test_questions_are_read_within_reach_and_never_changed(signed_in, person, plan):
    asked_by = person(roles.READER, name="reader")
    for key in ("chiping", "yanggu"):
        Question.objects.create(
            about="tasks/plan-task-1-1", text=key, asked_by=asked_by, area=factories.area(key)
        )
    client = signed_in(roles.DISTRICT_EDITOR, "chiping")
    rows = client.get(reverse("admin:progress_question_changelist")).context["cl"].queryset
    assert [row.text for row in rows] == ["chiping"]
    url = reverse("admin:progress_question_delete", args=[rows[0].pk])
    assert client.post(url, {"post": "yes"}).status_code == 403
