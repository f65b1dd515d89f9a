"""Health, readiness, errors, and what every answer carries."""

import logging

import pytest
from django.db import DatabaseError
from django.db.migrations import Migration
from django.test import Client, RequestFactory

from liaocheng_plan.organisation import roles
from liaocheng_plan.portal import views_system

from . import reading


def test_healthz_answers_without_a_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_readyz_says_that_all_is_migrated(client):
    assert client.get("/readyz").status_code == 200


def test_readyz_says_why_it_is_not_ready(client, monkeypatch):
    def unreachable(connection):
        raise DatabaseError("no database")

    monkeypatch.setattr(views_system, "MigrationExecutor", unreachable)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"database" in response.content


@pytest.mark.django_db
def test_readyz_names_migrations_that_wait(client, monkeypatch):
    class Executor(views_system.MigrationExecutor):
        def migration_plan(self, targets, clean_start=False):
            return [(Migration("0001_initial", "zones"), False)]

    monkeypatch.setattr(views_system, "MigrationExecutor", Executor)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"zones.0001_initial" in response.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "没有这个页面"), ("en", "There is no such page")]
)
def test_a_missing_page_says_what_to_do(client, language, words):
    response = client.get("/nothing/here/", headers={"accept-language": language})
    assert response.status_code == 404
    assert words in response.content.decode()


@pytest.mark.django_db
def test_a_server_error_gives_a_number_that_stands_in_the_log(monkeypatch, caplog):
    def broken(*_args):
        raise RuntimeError("broken")

    monkeypatch.setattr("liaocheng_plan.portal.home.search.find", broken)
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.ERROR, "liaocheng_plan.errors"):
        response = client.get("/search/?q=x", headers={"accept-language": "en"})
    assert response.status_code == 500
    (record,) = [r for r in caplog.records if r.name == "liaocheng_plan.errors"]
    number = record.args[0]
    assert number in response.content.decode()
    assert "broken" in caplog.text


def test_an_error_page_that_cannot_be_drawn_is_plain_text(monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("no templates")

    monkeypatch.setattr(views_system, "render", broken)
    response = views_system.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert response["Content-Type"] == "text/plain"


@pytest.mark.django_db
@pytest.mark.parametrize("handler", [views_system.bad_request, views_system.forbidden])
def test_refusals_have_pages_of_their_own(handler, rf):
    assert b"message__code" in handler(rf.get("/")).content


@pytest.mark.django_db
def test_a_locked_login_says_for_how_long(client):
    for _attempt in range(6):
        response = client.post(
            "/admin/login/",
            {"username": "somebody", "password": "wrong"},
            headers={"accept-language": "en"},
        )
    assert "locked for half an hour" in response.content.decode()


@pytest.mark.django_db
def test_every_page_says_who_is_signed_in_and_lets_them_sign_out(client, person):
    assert "退出登录" not in reading.words(client.get("/"))
    user = person(roles.READER, "liaocheng")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = reading.words(client.get("/progress/"))
    assert f"已登录： {user.username}" in page
    assert client.get("/account/sign-out/").status_code == 405
    assert client.post("/account/sign-out/")["Location"] == "/"
    assert "退出登录" not in reading.words(client.get("/progress/"))


@pytest.mark.django_db
def test_pages_hold_no_inline_style_or_script(client):
    for path in (
        "/",
        "/progress/",
        "/circles/pilot-10/",
        "/places/business-districts/bd-eastern-core/",
    ):
        response = client.get(path)
        page = response.content.decode()
        assert " style=" not in page
        assert "<script>" not in page
        assert "script-src 'self'" in response["Content-Security-Policy"]


def test_robots_may_read_pages_and_not_the_staffs_side(client):
    assert b"Disallow: /admin/" in client.get("/robots.txt").content
