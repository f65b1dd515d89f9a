"""Reports through the API: the review of the pages; nobody sees another area's drafts."""

import json

import pytest

from liaocheng_plan.organisation import roles
from liaocheng_plan.progress.models import Observation
from tests import factories
from tests.api.test_problems import assert_problem

LIST = "/api/v1/observations/"
TARGET, OTHER = "scheme-pilots-kaifaqu", "scheme-pilots-gaoxinqu"
REPORT, REVIEW, READ = "observations:write", "observations:review", "read:unapproved"


class Writer:
    """Somebody with a token."""

    def __init__(self, api, headers):
        self.api, self.headers = api, headers

    def __call__(self, method, path=LIST, data=None, seen=None):
        """Ask; `seen` is an answer whose version is named."""
        headers = {**self.headers, **({"if-match": seen["ETag"]} if seen is not None else {})}
        send = getattr(self.api, method)
        if method == "get":
            return send(path, data, headers=headers)
        return send(path, json.dumps(data or {}), "application/json", headers=headers)


@pytest.fixture
def computed_by_nobody(plan):
    """Targets that people report: their own areas' pilots, without a measure."""
    factories.Target.objects.filter(key__startswith="scheme-pilots").update(measure="")


@pytest.fixture
def writers(api, token, computed_by_nobody):
    """Two districts, a reviewer, a bureau editor and a reader, each with all scopes."""
    people = {
        "kaifaqu": (roles.DISTRICT_EDITOR, ["kaifaqu"]),
        "gaoxinqu": (roles.DISTRICT_EDITOR, ["gaoxinqu"]),
        "reviewer": (roles.REVIEWER, []),
        "bureau": (roles.BUREAU_EDITOR, []),
        "reader": (roles.READER, []),
    }
    every = (REPORT, REVIEW, READ)
    return {
        name: Writer(api, token(*every, role=role, areas=areas))
        for name, (role, areas) in people.items()
    }


def draft(writer, area="kaifaqu", target=TARGET, **values):
    """A new draft; gives the answer."""
    data = {"target": target, "area": area, "period": "2025", "value": 4, "note": "试", **values}
    answer = writer("post", data=data)
    assert answer.status_code == 201, answer.content.decode()
    return answer


def act(writer, answer, action, **data):
    """Take an action on the record of an answer."""
    return writer("post", f"{answer.json()['url']}{action}/", data, seen=answer)


def test_a_whole_round_with_return_and_correction(api, writers):
    editor, reviewer = writers["kaifaqu"], writers["reviewer"]
    first = draft(editor, value=3)
    assert (first.json()["state"], first.json()["value"], first.json()["note"]) == (
        "draft",
        3,
        "试",
    )
    handed_in = act(editor, first, "submit")
    assert handed_in.json()["state"] == "submitted"
    returned = act(reviewer, handed_in, "return", reason="附依据")
    assert (returned.json()["state"], returned.json()["return_reason"]) == ("returned", "附依据")
    mended = editor("patch", returned.json()["url"], {"value": 4, "state": "submitted"}, returned)
    assert (mended.json()["state"], mended.json()["value"]) == ("submitted", 4)
    assert api.get(mended.json()["url"]).status_code == 404
    approved = act(reviewer, mended, "approve")
    assert approved.json()["state"] == "approved"
    public = api.get(approved.json()["url"]).json()
    assert (public["value"], public["note"], public["return_reason"]) == (4, None, None)
    correction = act(editor, approved, "correct", reason="漏报一处")
    assert (correction.json()["version"], correction.json()["state"]) == (2, "draft")
    assert correction.json()["key"] != public["key"]
    better = editor(
        "patch", correction.json()["url"], {"value": 5, "state": "submitted"}, correction
    )
    assert act(reviewer, better, "approve").status_code == 200
    listed = api.ask("observations", target=TARGET)["results"]
    assert [(row["value"], row["version"]) for row in listed] == [(5, 2)]
    latest = api.ask(f"targets/{TARGET}")["latest"]
    assert (latest["value"], latest["kind"], latest["period"]) == (5, "reported", "2025")


def test_what_is_approved_or_handed_in_is_locked(writers):
    editor, reviewer = writers["kaifaqu"], writers["reviewer"]
    handed_in = act(editor, draft(editor), "submit")
    path = handed_in.json()["url"]
    assert_problem(editor("patch", path, {"value": 1}, handed_in), 409, "submitted")
    assert_problem(editor("delete", path, seen=handed_in), 409, "state")
    approved = act(reviewer, handed_in, "approve")
    problem = assert_problem(editor("patch", path, {"value": 1}, approved), 409, "locked")
    assert "correct" in problem["detail"]
    assert_problem(editor("delete", path, seen=approved), 409, "state")
    assert Observation.objects.get(key=approved.json()["key"]).value == 4


def test_only_drafts_can_be_deleted(writers):
    editor = writers["kaifaqu"]
    made = draft(editor)
    assert editor("delete", made.json()["url"], seen=made).status_code == 204
    assert editor("get", made.json()["url"]).status_code == 404


def test_a_second_report_of_the_same_does_not_overwrite_the_first(writers):
    first = draft(writers["kaifaqu"])
    again = {"target": TARGET, "area": "kaifaqu", "period": "2025", "value": 9}
    problem = assert_problem(writers["kaifaqu"]("post", data=again), 409, "open")
    assert first.json()["key"] in problem["detail"]
    assert writers["kaifaqu"]("get", first.json()["url"]).json()["value"] == 4


def test_reviewing_needs_the_role_and_another_person(writers):
    handed_in = act(writers["kaifaqu"], draft(writers["kaifaqu"]), "submit")
    assert_problem(act(writers["kaifaqu"], handed_in, "approve"), 403, "permission_denied")
    problem = assert_problem(act(writers["reviewer"], handed_in, "return"), 422, "invalid")
    assert problem["errors"][0]["field"] == "reason"
    assert_problem(
        writers["reader"]("post", data={"target": TARGET, "period": "2025"}),
        403,
        "permission_denied",
    )


def test_a_missing_value_needs_a_note_and_stays_missing(writers):
    editor, reviewer = writers["kaifaqu"], writers["reviewer"]
    silent = draft(editor, value=None, note="")
    assert_problem(act(editor, silent, "submit"), 422, "invalid")
    noted = editor("patch", silent.json()["url"], {"note": "暂无统计"}, silent)
    approved = act(reviewer, act(editor, noted, "submit"), "approve")
    assert approved.json()["value"] is None
    zero = draft(writers["gaoxinqu"], "gaoxinqu", OTHER, value=0)
    assert zero.json()["value"] == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"period": "2025-Q9"}, "period"),
        ({"area": "dujiaqu"}, "area"),
        ({"statistic": "shops"}, ""),
        ({"target": None}, ""),
        ({"parts": [{"label": "没有的", "value": 1}]}, "parts"),
        ({"parts": "text"}, "parts"),
        ({"parts": [1, None]}, "parts"),
        ({"denominator": 0, "numerator": 1}, "denominator"),
        ({"numerator": 1}, "numerator"),
        ({"place": "living-circles/circle-01"}, "place"),
        ({"state": "approved"}, None),
        ({"reporter": "me"}, "reporter"),
        ({"version": 7}, "version"),
    ],
)
def test_what_cannot_be_reported(writers, changes, field):
    data = {"target": TARGET, "area": "kaifaqu", "period": "2025", "value": 1} | changes
    answer = writers["bureau"]("post", data=data)
    assert answer.status_code in (403, 409, 422), answer.content.decode()
    if field is not None:
        assert answer.json()["errors"][0]["field"] == field
    assert not Observation.objects.filter(target__key=TARGET).exists()


def test_a_computed_target_is_reported_by_nobody(writers):
    factories.Target.objects.filter(key=TARGET).update(measure="pilot-circles-done")
    data = {"target": TARGET, "area": "kaifaqu", "period": "2025", "value": 1}
    problem = assert_problem(writers["bureau"]("post", data=data), 422, "invalid")
    assert problem["errors"][0]["field"] == "target"


def test_a_statistic_of_a_circle_in_the_own_area(writers):
    editor = writers["kaifaqu"]
    data = {"statistic": "shops", "area": "kaifaqu", "period": "2025-Q3", "value": 120}
    own, foreign = "pilot-circles/pilot-06", "pilot-circles/pilot-08"
    assert editor("post", data={**data, "place": own}).status_code == 201
    problem = assert_problem(editor("post", data={**data, "place": foreign}), 422, "invalid")
    assert problem["errors"][0]["field"] == "area"
    for place in ("", "pilot-circles/nobody", "zones/core-1", "x", "/"):
        answer = editor("post", data={**data, "place": place})
        assert answer.status_code == 422, place


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_nobody_sees_another_areas_drafts(api, writers, state):
    made = draft(writers["kaifaqu"], note="机密字句")
    if state != "draft":
        made = act(writers["kaifaqu"], made, "submit")
    if state == "returned":
        made = act(writers["reviewer"], made, "return", reason="机密字句")
    key, path = made.json()["key"], f"{LIST}{made.json()['key']}/"
    public = api.get(LIST, {"page_size": 1000})
    for name, writer in {**writers, "public": Writer(api, {})}.items():
        sees = name in ("kaifaqu", "reviewer", "bureau")
        listed = writer("get", data={"page_size": 1000})
        assert (key in listed.content.decode()) == sees, name
        assert (listed.json()["count"] == public.json()["count"] + 1) == sees, name
        assert (writer("get", path).status_code == 200) == sees, name
        for query in (
            {"search": key},
            {"area": "kaifaqu"},
            {"period": "2025", "target": TARGET},
            {"ordering": "-value"},
        ):
            assert (key in writer("get", data=query).content.decode()) == sees, (name, query)
        root = next(
            row
            for row in writer("get", "/api/v1/").json()["collections"]
            if row["name"] == "observations"
        )
        assert (root["count"] == public.json()["count"] + 1) == sees, name
        if not sees:
            assert "机密字句" not in listed.content.decode()
            assert listed.json()["results"] == public.json()["results"]
    other = writers["gaoxinqu"]
    for method, address in (
        ("patch", path),
        ("put", path),
        ("delete", path),
        ("post", f"{path}submit/"),
        ("post", f"{path}approve/"),
        ("post", f"{path}correct/"),
    ):
        assert other(method, address, {"value": 0}, made).status_code == 404, (method, address)
    row = {"key": key, "etag": made.json()["etag"], "value": 0}
    bulk = other("post", f"{LIST}bulk/", {"rows": [row]})
    assert_problem(bulk, 404, "not_found")
    answer = other("post", data={"target": TARGET, "area": "kaifaqu", "period": "2025", "value": 0})
    assert key not in answer.content.decode()
    assert_problem(answer, 403, "permission_denied")
    assert Observation.objects.get(key=key).value == 4


def test_internal_words_of_an_approved_report_are_for_the_own_area(api, writers):
    editor, reviewer = writers["kaifaqu"], writers["reviewer"]
    approved = act(reviewer, act(editor, draft(editor, note="内部话"), "submit"), "approve")
    path = approved.json()["url"]
    assert editor("get", path).json()["note"] == "内部话"
    for who in (writers["gaoxinqu"], writers["reader"], Writer(api, {})):
        assert who("get", path).json()["note"] is None
        assert not who("get", data={"search": "内部话"}).json()["results"]


def test_the_scope_limits_the_role(api, token, computed_by_nobody):
    report = Writer(api, token(REPORT, role=roles.ADMINISTRATOR))
    review = Writer(api, token(REVIEW, role=roles.ADMINISTRATOR))
    nothing = Writer(api, token("tasks:write", role=roles.ADMINISTRATOR))
    made = draft(report)
    assert nothing("get", made.json()["url"]).status_code == 404
    assert_problem(nothing("post", data={}), 403, "insufficient_scope")
    assert_problem(act(review, made, "submit"), 403, "insufficient_scope")
    assert_problem(
        review("patch", made.json()["url"], {"value": 1}, made), 403, "insufficient_scope"
    )
    handed_in = act(report, made, "submit")
    approving = {"state": "approved"}
    refused = report("patch", made.json()["url"], approving, handed_in)
    assert_problem(refused, 403, "insufficient_scope")
    assert review("patch", made.json()["url"], approving, handed_in).status_code == 200


def test_nobody_approves_the_own_report(api, token, person, computed_by_nobody):
    owner = person(roles.ADMINISTRATOR, name="both")
    writer = Writer(api, token(REPORT, REVIEW, user=owner))
    handed_in = act(writer, draft(writer), "submit")
    assert_problem(act(writer, handed_in, "approve"), 403, "permission_denied")


@pytest.mark.parametrize(("area", "status"), [("kaifaqu", 200), ("gaoxinqu", 404)])
def test_reading_unapproved_by_session(signed_in, writers, area, status):
    made = draft(writers["kaifaqu"])
    client = signed_in(roles.DISTRICT_EDITOR, area)
    assert client.get(made.json()["url"]).status_code == status


def test_bulk_reports_and_hands_in(api, writers):
    rows = [
        {
            "target": TARGET,
            "area": "kaifaqu",
            "period": f"2025-Q{n}",
            "value": n,
            "state": "submitted",
        }
        for n in (1, 2, 3)
    ]
    done = writers["bureau"]("post", f"{LIST}bulk/", {"rows": rows})
    assert done.status_code == 200, done.content.decode()
    assert Observation.objects.filter(target__key=TARGET, state="submitted").count() == 3
    rows = [
        {"key": row["key"], "etag": row["etag"], "state": "approved"}
        for row in done.json()["results"]
    ]
    assert writers["reviewer"]("post", f"{LIST}bulk/", {"rows": rows}).status_code == 200
    assert [r["value"] for r in api.ask("observations", target=TARGET)["results"]] == [1, 2, 3]


def test_a_past_day_shows_what_stood_then(api):
    sales = "retail-sales-urban"  # people report it; the others are computed from records
    earlier = factories.observation(target=factories.Target.objects.get(key=sales), value=2)
    assert earlier.approved_at.date().isoformat() == "2026-01-20"
    for day, shown in (("2026-01-19", []), ("2026-01-20", [2]), ("2026-06-30", [2])):
        listed = api.ask("observations", target=sales, as_of=day)["results"]
        assert [row["value"] for row in listed] == shown
        latest = api.ask(f"targets/{sales}", as_of=day)["latest"]
        assert (latest and latest["value"]) == (shown[0] if shown else None)


@pytest.mark.parametrize("day", ["2199-01-01", "yesterday", "2026-02-30", ""])
def test_a_day_that_is_none_or_to_come_is_refused(api, day):
    for name in ("targets", "observations", "tasks"):
        assert api.problem(name, as_of=day)["errors"][0]["field"] == "as_of"
    assert api.problem("zones", as_of="2026-01-01")["errors"][0]["code"] == "unknown_parameter"
