"""Errors are problems with stable codes, in the client's language, and never tell of our inside."""

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import translation
from rest_framework.exceptions import NotAuthenticated, Throttled, UnsupportedMediaType
from rest_framework.throttling import SimpleRateThrottle

from liaocheng_plan.api import problems, views

MEMBERS = ["type", "title", "status", "detail", "code", "errors", "instance"]


def assert_problem(response, status, code):
    """A complete problem of that status and code."""
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    found = response.json()
    assert list(found) == MEMBERS
    assert (found["status"], found["code"]) == (status, code)
    assert found["type"].endswith(code)
    assert found["title"]
    assert found["detail"]
    assert "%" not in found["detail"]
    return found


@pytest.mark.parametrize(
    "path",
    [
        "nope/",
        "nope",
        "v1/nope/",
        "v1/zones/nope/",
        "v1/zones/core-1/x/",
        "v2/",
        "",
        "v1/zones.csv",
    ],
)
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_what_is_not_there(api, path, method):
    response = getattr(api, method)(f"/api/{path}")
    if path == "v1/zones/nope/" and method != "get":
        assert_problem(response, 405, "method_not_allowed")
    else:
        found = assert_problem(response, 404, "not_found")
        assert found["instance"] == f"/api/{path}"


def test_a_forgotten_slash_is_added(api):
    response = api.get("/api/v1/zones?status=done")
    assert response.status_code == 301
    assert response["Location"] == "/api/v1/zones/?status=done"
    assert api.get("/api/v1/zones/core-1", follow=True).json()["key"] == "core-1"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_reading_only(api, method):
    for path in ("/api/v1/", "/api/v1/zones/", "/api/schema/", "/api/docs/"):
        assert_problem(getattr(api, method)(path), 405, "method_not_allowed")


@pytest.mark.parametrize(
    ("path", "query", "accept"),
    [
        ("zones/", {"format": "kml"}, "*/*"),
        ("zones/", {"format": "\x00"}, "*/*"),
        ("zones/", {}, "text/html"),
        ("zones/", {}, "x" * 20_000),
        ("zones/", {}, ";;;,,,/"),
        ("documents/", {"format": "geojson"}, "*/*"),
        ("documents/", {}, "application/geo+json"),
        ("", {"format": "geojson"}, "*/*"),
    ],
)
def test_what_cannot_be_had(api, path, query, accept):
    response = api.get(f"/api/v1/{path}", query, headers={"accept": accept})
    assert "application/json" in assert_problem(response, 406, "not_acceptable")["detail"]


def test_browsers_get_json(api):
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert (
        api.get("/api/v1/zones/", headers={"accept": accept})["Content-Type"] == "application/json"
    )


def test_too_many_requests(plan, monkeypatch):
    monkeypatch.setitem(SimpleRateThrottle.THROTTLE_RATES, "anon", "2/min")
    cache.clear()
    client = Client()
    answers = [client.get("/api/v1/zones/") for _ in range(3)]
    cache.clear()
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert_problem(answers[-1], 429, "throttled")
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60


@pytest.mark.parametrize("path", ["/api/v1/zones/", "/api/v1/zones/core-1/", "/api/v1/"])
def test_a_failure_says_nothing_of_its_cause(plan, unthrottled, monkeypatch, path):
    def fail(*arguments):
        raise RuntimeError("password=hunter2")

    monkeypatch.setattr(views, "readable_records", fail)
    client = Client(raise_request_exception=False)
    response = client.get(path)
    assert_problem(response, 500, "internal_error")
    assert b"hunter2" not in response.content
    with pytest.raises(RuntimeError):  # whoever listens for failures hears of it
        Client().get(path)


@pytest.mark.parametrize(
    ("raised", "status", "code"),
    [
        (PermissionDenied("secret"), 403, "permission_denied"),
        (NotAuthenticated("secret"), 401, "not_authenticated"),
        (UnsupportedMediaType("secret"), 415, "unsupported_media_type"),
        (Throttled(), 429, "throttled"),
    ],
)
def test_further_errors(plan, unthrottled, monkeypatch, raised, status, code):
    def fail(*arguments):
        raise raised

    monkeypatch.setattr(views, "readable_records", fail)
    response = Client().get("/api/v1/zones/")
    assert "secret" not in assert_problem(response, status, code)["detail"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_sentences_are_in_the_clients_language(api, language):
    response = api.get("/api/v1/zones/?colour=1", headers={"accept-language": language})
    assert response["Content-Language"] == language
    with translation.override(language):
        assert response.json()["title"] == str(problems.KINDS[400][1])


def test_chinese_is_the_default(api):
    assert api.get("/api/v1/nope/")["Content-Language"] == "zh-hans"


def test_a_null_byte_is_named(api):
    errors = api.problem("zones", search="a\x00b")["errors"]
    assert errors[0] | {"detail": ""} == {"field": "search", "code": "null_byte", "detail": ""}


@pytest.mark.parametrize("value", ["%", "%s", "%(formats)s", "100%”"])
def test_percent_signs_are_repeated_as_they_are(api, value):
    problem = api.problem("zones", status=value)
    assert value in problem["detail"]
