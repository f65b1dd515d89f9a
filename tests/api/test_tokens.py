"""Tokens act as their owner, within their scopes, until they expire or are revoked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from liaocheng_plan.api.models import Token
from liaocheng_plan.organisation import roles
from tests.api.test_problems import assert_problem

ZONES = "/api/v1/zones/"


def test_a_token_is_kept_as_a_hash_only(token):
    text = token("read:unapproved")["authorization"].removeprefix("Bearer ")
    row = Token.objects.get()
    assert len(text) > 60
    assert text not in str(vars(row))
    assert row.digest != text


@pytest.mark.parametrize("word", ["Bearer", "bearer", "Token"])
def test_it_is_accepted_in_both_spellings(api, token, word):
    text = token()["authorization"].removeprefix("Bearer ")
    answer = api.get(ZONES, headers={"authorization": f"{word} {text}"})
    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]
    assert "Authorization" in answer["Vary"]


@pytest.mark.parametrize(
    "sent",
    ["Bearer", "Bearer nothing", "Bearer a b", "Token ü", "Bearer \udcff", "Bearer " + "a" * 9999],
)
def test_a_wrong_token_is_401_even_where_reading_is_open(api, token, sent):
    token()
    answer = api.get(
        ZONES, headers={"authorization": sent.encode("latin-1", "replace").decode("latin-1")}
    )
    assert_problem(answer, 401, "invalid_token")
    assert answer["WWW-Authenticate"] == 'Bearer realm="api", error="invalid_token"'


def test_expired_revoked_and_locked_out(api, token):
    for end in ("expiry", "revoked_at", "is_active"):
        header = token()
        assert api.get(ZONES, headers=header).status_code == 200
        row = Token.objects.latest("created")
        if end == "is_active":
            row.user.is_active = False
            row.user.save()
        else:
            setattr(row, end, timezone.now() - timedelta(seconds=1))
            row.save()
        assert_problem(api.get(ZONES, headers=header), 401, "invalid_token")
    assert Token.objects.count() == 3  # what ended stays on record


def test_its_last_use_is_noted_but_not_at_every_request(api, token):
    header = token()
    api.get(ZONES, headers=header)
    first = Token.objects.get().last_used_at
    assert timezone.now() - first < timedelta(minutes=1)
    api.get(ZONES, headers=header)
    assert Token.objects.get().last_used_at == first


def test_other_kinds_of_authorization_are_passed_over(api):
    assert api.get(ZONES, headers={"authorization": "Basic YTpi"}).status_code == 200


@pytest.mark.parametrize("method", ["post", "delete"])
def test_writing_without_anybody_is_401(api, writable_outlets, method):
    path = "/api/v1/outlets/" if method == "post" else "/api/v1/outlets/outlet-1/"
    answer = getattr(api, method)(path, data="{}", content_type="application/json")
    assert_problem(answer, 401, "not_authenticated")
    assert answer["WWW-Authenticate"] == 'Bearer realm="api"'


def test_writing_without_the_scope_is_403(api, writable_outlets, token):
    answer = api.post("/api/v1/outlets/", {}, "application/json", headers=token("read:unapproved"))
    assert "outlets:write" in assert_problem(answer, 403, "insufficient_scope")["detail"]


def test_writing_by_session_needs_the_csrf_token(writable_outlets, signed_in):
    client = signed_in(roles.BUREAU_EDITOR)
    client.handler.enforce_csrf_checks = True
    answer = client.post("/api/v1/outlets/", {"name": "x"}, "application/json")
    assert_problem(answer, 403, "csrf_failed")
    page = client.get("/admin/password_change/")
    value = page.context["csrf_token"]
    answer = client.post(
        "/api/v1/outlets/", {"name": "x"}, "application/json", headers={"x-csrftoken": str(value)}
    )
    assert answer.status_code == 201
