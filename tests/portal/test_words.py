"""The crosswalk of words: all lists side by side, confirmed by the bureau alone."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from circles.models import FormatConcept
from liaocheng_plan.organisation import roles

pytestmark = pytest.mark.django_db
PAGE = "/circles/words/"
CONFIRM = f"{PAGE}confirm/"


def cells(client, name):
    """The cells of a row as texts, without tags."""
    page = client.get(PAGE, headers={"accept-language": "zh-CN"}).content.decode()
    row = next(row for row in re.findall(r"<tr>.*?</tr>", page, re.S) if f">{name}</" in row)
    found = re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.S)
    return [re.sub(r"<[^>]+>|\s", "", cell) for cell in found]


def confirmed():
    return set(FormatConcept.objects.filter(confirmed=True).values_list("key", flat=True))


def test_the_lists_stand_side_by_side(client):
    name, *by_list, others, narrower, broader, state = cells(client, "菜市场")
    of_annexes = ["菜市场", "菜市场（生鲜超市）"]
    assert [name, *by_list] == ["菜市场", "菜市场", "菜市场", "菜市场", *of_annexes]
    assert others == "农贸市场、便民市场"
    assert (narrower, broader) == ("—", "生鲜超市、生鲜超市（菜店）")
    assert state.endswith("待市局确认")


def test_the_bureau_confirms_what_is_ticked_or_all(signed_in):
    bureau = signed_in(roles.BUREAU_EDITOR)
    bureau.post(CONFIRM, {"key": ["pharmacy", "clinic", "none-such"]})
    assert confirmed() == {"pharmacy", "clinic"}
    assert FormatConcept.objects.get(key="clinic").history.count() == 2
    assert 'name="all"' in bureau.get(PAGE).content.decode()
    page = bureau.post(CONFIRM, {}, follow=True)
    assert "未确认任何一项" in page.content.decode()
    bureau.post(CONFIRM, {"all": "1"})
    assert len(confirmed()) == FormatConcept.objects.count()
    assert 'name="all"' not in bureau.get(PAGE).content.decode()


def test_nobody_else_confirms(client, signed_in):
    assert client.post(CONFIRM, {"all": "1"}).status_code == 302  # to sign in
    district = signed_in(roles.DISTRICT_EDITOR, "chiping")
    assert district.post(CONFIRM, {"all": "1"}).status_code == 403
    assert "checkbox" not in district.get(PAGE).content.decode()
    assert confirmed() == set()


def test_the_page_takes_few_queries(client):
    client.get(PAGE)
    with CaptureQueriesContext(connection) as captured:
        client.get(PAGE)
    assert len(captured) <= 6
