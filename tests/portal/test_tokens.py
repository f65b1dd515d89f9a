"""The page of one's own API tokens, and the administrators' list of all."""

import re

import pytest
from django.test import Client

from liaocheng_plan import writing
from liaocheng_plan.api.models import Token
from liaocheng_plan.organisation import roles
from liaocheng_plan.portal.account.forms import MOST_IN_FORCE
from tests.portal.reading import chinese_in_english, english_in_chinese, words

PAGE = "/account/tokens/"
WANTED = {"name": "月报程序", "scopes": ["read:unapproved"], "days": "90"}


@pytest.fixture
def administrator(person):
    """Signed in as one who may do everything."""
    user = person(roles.ADMINISTRATOR)
    user.is_superuser = True
    user.save()
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def make(client, **changes):
    """Fill in the form; gives the page that follows."""
    return client.post(PAGE, WANTED | changes)


def shown_text(page):
    """The token that a page shows, or None."""
    found = re.search(r'id="token-text"[^>]* value="([^"]+)"', page.content.decode())
    return found and found[1]


def test_it_asks_to_sign_in(db):
    for path in (PAGE, f"{PAGE}1/revoke/"):
        answer = Client().post(path)
        assert answer.status_code == 302
        assert "/admin/login/" in answer["Location"]


def test_a_token_is_shown_once_and_works(administrator):
    page = make(administrator)
    text = shown_text(page)
    assert "no-store" in page["Cache-Control"]
    assert shown_text(administrator.get(PAGE)) is None
    answer = Client().get("/api/v1/", headers={"authorization": f"Bearer {text}"})
    assert answer.status_code == 200
    token = Token.objects.get()
    assert (token.name, token.scopes) == ("月报程序", ["read:unapproved"])
    assert 89 <= (token.expiry - token.created).days <= 90


@pytest.mark.parametrize(
    "changes", [{"name": ""}, {"scopes": []}, {"scopes": ["everything"]}, {"days": "9999"}]
)
def test_what_is_wrong_is_said_and_nothing_is_made(administrator, changes):
    page = make(administrator, **changes)
    assert page.status_code == 422
    assert "errorlist" in page.content.decode()
    assert not Token.objects.exists()


def test_there_is_a_limit(administrator):
    for _number in range(MOST_IN_FORCE):
        make(administrator)
    assert make(administrator).status_code == 422
    Token.objects.latest("created").revoke()
    assert make(administrator).status_code == 200


def test_revoking(administrator):
    text = shown_text(make(administrator))
    token = Token.objects.get()
    administrator.post(f"{PAGE}{token.pk}/revoke/")
    assert "已撤销" in words(administrator.get(PAGE))
    answer = Client().get("/api/v1/", headers={"authorization": f"Bearer {text}"})
    assert answer.status_code == 401
    assert administrator.get(f"{PAGE}{token.pk}/revoke/").status_code == 405


def test_nobody_sees_or_revokes_anothers(administrator, person):
    other = Token.objects.create(user=person(roles.READER, name="other"), name="Hers")[0]
    assert "Hers" not in words(administrator.get(PAGE))
    assert administrator.post(f"{PAGE}{other.pk}/revoke/").status_code == 404
    other.refresh_from_db()
    assert other.in_force


def test_only_what_the_account_may_is_offered(person, signed_in):
    client = signed_in(roles.DISTRICT_EDITOR, "chiping")
    page = client.get(PAGE)
    offered = re.findall(r'type="checkbox" name="scopes" value="([^"]+)"', page.content.decode())
    user = page.wsgi_request.user
    assert offered == [s.name for s in writing.scopes() if user.has_perm(s.permission)]


def test_administrators_see_and_revoke_all(administrator, person):
    token = Token.objects.create(user=person(roles.READER, name="other"), name="Hers")[0]
    assert "Hers" in words(administrator.get("/admin/api/token/"))
    administrator.post("/admin/api/token/", {"action": "revoke", "_selected_action": [token.pk]})
    token.refresh_from_db()
    assert not token.in_force


@pytest.mark.parametrize("role", [roles.READER, roles.BUREAU_EDITOR])
def test_others_do_not_see_the_list_of_all(signed_in, role):
    assert signed_in(role).get("/admin/api/token/").status_code == 403


def test_both_languages_are_whole(administrator):
    make(administrator, name="Monthly")
    assert not english_in_chinese(administrator.get(PAGE))
    assert not chinese_in_english(administrator.get(PAGE, headers={"accept-language": "en"}))
