"""Writing, for whatever collection declares it: versions, repeats, bulk, refusals."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from rest_framework.throttling import SimpleRateThrottle

from circles.models import Outlet
from liaocheng_plan.api import repeats
from liaocheng_plan.api.models import KeptAnswer
from tests import factories
from tests.api.test_problems import assert_problem

LIST = "/api/v1/outlets/"
JSON = "application/json"


@pytest.fixture
def writer(api, writable_outlets, token):
    """Ask as somebody who may: `writer(method, path, data, **headers)`."""
    allowed = token("outlets:write", "outlets:finish")

    def ask(method, path, data=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if method == "get":
            return api.get(path, data, headers={**allowed, **headers})
        content = data if isinstance(data, (str, bytes)) else json.dumps(data or {})
        return getattr(api, method)(path, content, JSON, headers={**allowed, **headers})

    return ask


@pytest.fixture
def outlet(api):
    return factories.outlet(employees=3, floor_area_m2="20.50")


def at(outlet):
    """A record's address."""
    return f"{LIST}{outlet.key}/"


def tag(api, outlet, **query):
    """The ETag that a reader gets."""
    return api.get(at(outlet), query)["ETag"]


def test_creation(api, writer):
    made = writer(
        "post", LIST, {"name": "便利店", "floor_area_m2": 12.5, "opened_on": "2024-05-01"}
    )
    assert made.status_code == 201
    record = made.json()
    assert made["Location"] == record["url"] == f"http://testserver{LIST}{record['key']}/"
    assert (record["name"], record["floor_area_m2"], record["employees"]) == ("便利店", 12.5, None)
    assert api.get(record["url"]).json() == record
    assert made["ETag"].strip('"').startswith(record["etag"])


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize("sent", [None, "", "*", '""'])
def test_without_a_version_nothing_changes(writer, outlet, method, sent):
    headers = {} if sent is None else {"if_match": sent}
    assert_problem(
        writer(method, at(outlet), {"name": "x"}, **headers), 428, "precondition_required"
    )
    assert Outlet.objects.get(pk=outlet.pk).name == outlet.name


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_with_an_old_version_nothing_changes(api, writer, outlet, method):
    seen = tag(api, outlet)
    Outlet.objects.filter(pk=outlet.pk).update(employees=4)  # whoever changes it, however
    answer = writer(method, at(outlet), {"name": "x"}, if_match=seen)
    assert_problem(answer, 412, "precondition_failed")
    assert Outlet.objects.get(pk=outlet.pk).name == outlet.name


@pytest.mark.parametrize(
    "how", ["as read", "weak", "geojson", "english", "from the list", "several"]
)
def test_every_form_of_the_same_state_is_a_version(api, writer, outlet, how):
    seen = tag(api, outlet)
    if how == "weak":  # as proxies that compress make it
        seen = f"W/{seen}"
    elif how == "geojson":
        seen = tag(api, outlet, format="geojson")
    elif how == "english":
        seen = api.get(at(outlet), headers={"accept-language": "en"})["ETag"]
    elif how == "from the list":
        seen = next(r["etag"] for r in api.ask("outlets")["results"] if r["key"] == outlet.key)
    elif how == "several":
        seen = f'"0000", {seen}'
    changed = writer("patch", at(outlet), {"employees": 7}, if_match=seen)
    assert changed.status_code == 200
    assert changed.json()["employees"] == 7
    assert changed["ETag"] == tag(api, outlet) != seen


def test_patch_leaves_alone_what_is_not_sent_and_put_empties_it(api, writer, outlet):
    first = writer("patch", at(outlet), {"employees": 0}, if_match=tag(api, outlet))
    assert (first.json()["employees"], first.json()["floor_area_m2"]) == (0, 20.5)
    second = writer("put", at(outlet), {"name": "新名"}, if_match=first["ETag"])
    assert second.status_code == 200, second.content
    assert (second.json()["employees"], second.json()["floor_area_m2"]) == (None, None)
    assert_problem(writer("put", at(outlet), {}, if_match=second["ETag"]), 422, "invalid")


def test_deletion(api, writer, outlet):
    assert writer("delete", at(outlet), if_match=tag(api, outlet)).status_code == 204
    assert api.get(at(outlet)).status_code == 404
    assert writer("delete", at(outlet), if_match='"x"').status_code == 404


@pytest.mark.parametrize(
    ("data", "field", "code"),
    [
        ({"name": "x", "employees": "many"}, "employees", "invalid"),
        ({"name": "x", "employees": -1}, "employees", "min_value"),
        ({"name": "x", "employees": 10**30}, "employees", "max_value"),
        ({"name": "x", "floor_area_m2": 1e300}, "floor_area_m2", "max_digits"),
        ({"name": "x", "business_type": "nothing-like-it"}, "business_type", "does_not_exist"),
        ({"name": "x", "business_type": ["a"]}, "business_type", "invalid"),
        ({"name": "x", "status": "finished"}, "status", "invalid_choice"),
        ({"name": "x" * 300}, "name", "max_length"),
        ({"employees": 1}, "name", "required"),
        ({"name": None}, "name", "null"),
        ({"name": "x", "key": "mine"}, "key", "read_only"),
        ({"name": "x", "is_chain": True}, "is_chain", "read_only"),
        ({"name": "x", "colour": 1}, "colour", "unknown_field"),
        ([], "", "invalid"),
        ("text", "", "invalid"),
    ],
)
def test_what_is_not_valid_is_named(writer, data, field, code):
    before = Outlet.objects.count()
    problem = assert_problem(writer("post", LIST, json.dumps(data)), 422, "invalid")
    assert [(e["field"], e["code"]) for e in problem["errors"]] == [(field, code)]
    assert problem["errors"][0]["detail"] in problem["detail"]
    assert Outlet.objects.count() == before


@pytest.mark.parametrize(
    "content",
    [
        "{",
        '{"name": NaN}',
        '{"name": "\\ud800"}',
        '{"name": "a\\u0000b"}',
        '{"\\ud800": 1}',
        "[" * 100_000,
    ],
)
def test_what_cannot_be_read_is_400(writer, content):
    assert_problem(writer("post", LIST, content), 400, "malformed_json")


def test_other_formats_are_415(api, writable_outlets, token):
    answer = api.post(LIST, {"name": "x"}, headers=token("outlets:write"))
    assert_problem(answer, 415, "unsupported_media_type")


def test_too_much_is_413(writer, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert_problem(writer("post", LIST, {"name": "x" * 2000}), 413, "too_large")


def test_what_the_rules_refuse(writer, outlet, api):
    denied = assert_problem(writer("post", LIST, {"name": "forbidden"}), 403, "permission_denied")
    assert denied["detail"] == "Not in this area."
    Outlet.objects.filter(pk=outlet.pk).update(status="done")
    answer = writer("patch", at(outlet), {"name": "x"}, if_match=tag(api, outlet))
    assert assert_problem(answer, 409, "conflict")["detail"] == "It is done."


def test_an_action_asks_for_its_text_its_version_and_its_scope(api, writer, token, outlet):
    path = f"{at(outlet)}finish/"
    assert_problem(writer("post", path, {"reason": "r"}), 428, "precondition_required")
    seen = tag(api, outlet)
    problem = assert_problem(writer("post", path, {}, if_match=seen), 422, "invalid")
    assert problem["errors"][0]["field"] == "reason"
    problem = assert_problem(writer("post", path, {"why": "r"}, if_match=seen), 422, "invalid")
    assert problem["errors"][0] | {"detail": ""} == {
        "field": "why",
        "code": "unknown_field",
        "detail": "",
    }
    headers = {**token("outlets:write"), "if-match": seen}
    assert_problem(
        api.post(path, {"reason": "r"}, JSON, headers=headers), 403, "insufficient_scope"
    )
    done = writer("post", path, {"reason": "关门"}, if_match=seen)
    assert (done.status_code, done.json()["status"]) == (200, "done")
    assert_problem(writer("post", path, {"reason": "r"}, if_match=seen), 412, "precondition_failed")


def test_the_same_request_twice_is_done_once(writer):
    first = writer("post", LIST, {"name": "一次", "employees": 1}, idempotency_key="k-1")
    again = writer("post", LIST, '{"employees":1,"name":"一次"}', idempotency_key="k-1")
    assert (again.status_code, again.content) == (201, first.content)
    assert (again["ETag"], again["Location"]) == (first["ETag"], first["Location"])
    assert again["Idempotency-Replayed"] == "true"
    assert Outlet.objects.filter(name="一次").count() == 1


def test_a_key_serves_one_request_of_one_user(api, writer, token):
    writer("post", LIST, {"name": "一次"}, idempotency_key="k-1")
    other = writer("post", LIST, {"name": "另一次"}, idempotency_key="k-1")
    assert_problem(other, 422, "idempotency_key_reused")
    headers = {**token("outlets:write"), "idempotency-key": "k-1"}
    assert api.post(LIST, {"name": "另一次"}, JSON, headers=headers).status_code == 201


def test_what_was_refused_may_be_mended_under_its_key(writer):
    assert writer("post", LIST, {}, idempotency_key="k-1").status_code == 422
    assert writer("post", LIST, {"name": "补"}, idempotency_key="k-1").status_code == 201


def test_a_key_that_cannot_be_kept_is_refused(writer):
    answer = writer("post", LIST, {"name": "x"}, idempotency_key="k" * 256)
    assert_problem(answer, 400, "bad_idempotency_key")


def test_kept_answers_go_after_a_week(writer):
    writer("post", LIST, {"name": "旧"}, idempotency_key="old")
    past = timezone.now() - repeats.KEPT_FOR - timedelta(minutes=1)
    KeptAnswer.objects.update(created_at=past)
    writer("post", LIST, {"name": "新"}, idempotency_key="new")
    assert list(KeptAnswer.objects.values_list("key", flat=True)) == ["new"]


def test_bulk_writes_all_rows(api, writer, outlet):
    seen = next(r["etag"] for r in api.ask("outlets")["results"] if r["key"] == outlet.key)
    rows = [{"name": "甲", "employees": 0}, {"key": outlet.key, "etag": seen, "employees": 9}]
    done = writer("post", f"{LIST}bulk/", {"rows": rows})
    assert done.status_code == 200, done.content
    results = done.json()["results"]
    assert [row["key"] for row in results][1] == outlet.key
    for row, wanted in zip(results, (0, 9), strict=True):
        record = api.get(row["url"]).json()
        assert (record["etag"], record["employees"]) == (row["etag"], wanted)


def test_bulk_writes_all_or_nothing_and_names_every_row(api, writer, outlet):
    before = Outlet.objects.count()
    rows = [
        {"name": "甲"},
        {"name": "乙", "employees": "many"},
        {"key": outlet.key, "employees": 9},
        {"key": outlet.key, "etag": "0" * 16, "employees": 9},
        {"key": "nobody", "etag": "x"},
        {"colour": "red", "name": "丙"},
    ]
    problem = assert_problem(writer("post", f"{LIST}bulk/", {"rows": rows}), 422, "invalid")
    assert [(e["field"], e["code"]) for e in problem["errors"]] == [
        ("rows.1.employees", "invalid"),
        ("rows.2", "precondition_required"),
        ("rows.3", "precondition_failed"),
        ("rows.4", "not_found"),
        ("rows.5.colour", "unknown_field"),
    ]
    assert Outlet.objects.count() == before
    assert Outlet.objects.get(pk=outlet.pk).employees == 3


def test_bulk_with_old_versions_alone_is_412(writer, outlet):
    rows = [{"key": outlet.key, "etag": "0" * 16, "employees": 9}]
    assert_problem(writer("post", f"{LIST}bulk/", {"rows": rows}), 412, "precondition_failed")


@pytest.mark.parametrize("data", [{}, [], {"rows": []}, {"rows": [1]}, {"rows": [{}] * 501}])
def test_bulk_asks_for_rows(writer, data):
    assert_problem(writer("post", f"{LIST}bulk/", json.dumps(data)), 422, "invalid")


def test_writing_has_a_rate_of_its_own(writer, monkeypatch):
    monkeypatch.setitem(SimpleRateThrottle.THROTTLE_RATES, "write", "2/min")
    cache.clear()
    answers = [writer("post", LIST, {"name": "x"}) for _ in range(3)]
    read = writer("get", LIST, {"page_size": 1})
    cache.clear()
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert read.status_code == 200


def test_sentences_are_in_the_clients_language(writer):
    chinese = writer("post", LIST, {"employees": 1}).json()["detail"]
    english = writer("post", LIST, {"employees": 1}, accept_language="en").json()["detail"]
    assert english == "This field is required."
    assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese)
