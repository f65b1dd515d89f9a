"""The task ledger through the API: the rules of the pages, in the own area only."""

import pytest

from liaocheng_plan.organisation import roles
from liaocheng_plan.progress.models import Task, TaskItem
from tests import factories
from tests.api.test_problems import assert_problem
from tests.api.test_reports import Writer, act

TASK = "/api/v1/tasks/plan-task-1-2/"
ITEMS = "/api/v1/task-items/"
NEW = {"task": "plan-task-1-1", "name": "摸底", "year": 2026, "area": "chiping", "note": "内部"}


@pytest.fixture
def writers(api, token):
    """The bureau and two districts, each with the scope."""
    people = {
        "bureau": (roles.BUREAU_EDITOR, []),
        "chiping": (roles.DISTRICT_EDITOR, ["chiping"]),
        "kaifaqu": (roles.DISTRICT_EDITOR, ["kaifaqu"]),
        "reader": (roles.READER, []),
    }
    return {
        name: Writer(api, token("tasks:write", role=role, areas=areas))
        for name, (role, areas) in people.items()
    }


def test_the_bureau_sets_date_and_lead(writers):
    bureau = writers["bureau"]
    before = bureau("get", TASK)
    dated = bureau("patch", TASK, {"due_set": "2199-06-30", "lead_set": "commerce"}, before)
    assert (dated.json()["due"], dated.json()["due_set"]) == (None, "2199-06-30")
    assert (dated.json()["lead_set"], dated.json()["light"]) == ("commerce", "green")
    taken_back = bureau("patch", TASK, {"due_set": None}, dated)
    assert taken_back.json()["due_set"] is None
    assert_problem(bureau("patch", TASK, {"due": "2030-01-01"}, taken_back), 422, "invalid")
    assert_problem(bureau("post", "/api/v1/tasks/", {}), 405, "method_not_allowed")
    assert_problem(bureau("delete", TASK, seen=taken_back), 405, "method_not_allowed")


@pytest.mark.parametrize("who", ["chiping", "reader"])
def test_others_do_not(writers, who):
    refused = writers[who]("patch", TASK, {"due_set": "2199-06-30"}, writers[who]("get", TASK))
    assert_problem(refused, 403, "permission_denied")
    assert Task.objects.get(key="plan-task-1-2").due_set is None


def test_an_item_is_added_done_and_reopened(writers):
    made = writers["bureau"]("post", ITEMS, NEW)
    assert made.status_code == 201, made.content.decode()
    item, path = made.json(), made.json()["url"]
    assert (item["area"], item["light"], item["note"]) == ("chiping", "grey", "内部")
    other = writers["kaifaqu"]("get", path)
    assert other.json()["note"] is None
    assert_problem(
        writers["kaifaqu"]("patch", path, {"done_on": "2026-01-05"}, other),
        403,
        "permission_denied",
    )
    own = writers["chiping"]("get", path)
    done = writers["chiping"]("patch", path, {"done_on": "2026-01-05", "note": "已办"}, own)
    assert (done.json()["done_on"], done.json()["note"], done.json()["light"]) == (
        "2026-01-05",
        "已办",
        "green",
    )
    problem = assert_problem(
        writers["chiping"]("patch", path, {"done_on": None}, done), 422, "invalid"
    )
    assert problem["errors"][0]["field"] == "done_on"
    assert_problem(act(writers["chiping"], done, "reopen"), 422, "invalid")
    again = act(writers["chiping"], done, "reopen", reason="误报")
    assert again.json()["done_on"] is None
    assert TaskItem.objects.get(key=item["key"]).history.first().history_change_reason == "误报"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"task": None}, "task"),
        ({"year": 1900}, "year"),
        ({"department": "commerce"}, ""),
        ({"name": ""}, "name"),
        ({"done_on": "2199-01-01"}, "done_on"),
        ({"light": "green"}, "light"),
    ],
)
def test_what_makes_no_item(writers, changes, field):
    problem = assert_problem(writers["bureau"]("post", ITEMS, NEW | changes), 422, "invalid")
    assert problem["errors"][0]["field"] == field
    assert not TaskItem.objects.filter(name="摸底").exists()


def test_an_item_stays_with_its_task(writers):
    made = writers["bureau"]("post", ITEMS, NEW)
    moved = writers["bureau"]("patch", made.json()["url"], {"task": "plan-task-1-2"}, made)
    assert_problem(moved, 422, "invalid")


def test_a_past_day_shows_what_was_set_then(api, writers):
    writers["bureau"]("patch", TASK, {"due_set": "2020-01-01"}, writers["bureau"]("get", TASK))
    assert api.ask("tasks/plan-task-1-2")["light"] == "red"
    assert api.ask("tasks/plan-task-1-2", as_of="2026-01-01")["light"] == "grey"
    row = next(
        r for r in api.ask("tasks", as_of="2026-01-01")["results"] if r["key"] == "plan-task-1-2"
    )
    assert (row["due_set"], row["light"]) == (None, "grey")


def test_a_version_of_the_past_is_none_of_today(api, writers):
    factories.task_item(task=Task.objects.get(key="plan-task-1-1"))
    bureau = writers["bureau"]
    dated = bureau("patch", TASK, {"due_set": "2199-06-30"}, bureau("get", TASK))
    past = bureau("get", TASK, {"as_of": "2026-01-01"})
    assert past["ETag"] != dated["ETag"]
    assert_problem(bureau("patch", TASK, {"due_set": None}, past), 412, "precondition_failed")
