"""The pages of imports and suspected duplicates as staff use them."""

import pytest

from liaocheng_plan.organisation import roles
from tests.circles.imports_kit import applied, checked
from tests.portal import reading

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def editor(signed_in):
    return signed_in(roles.BUREAU_EDITOR)


@pytest.fixture
def bureau(editor, django_user_model):
    """Who is signed in."""
    return django_user_model.objects.get(username="someone")


def page(client, run):
    """The words of the page of an import."""
    return reading.words(client.get(f"/outlets/imports/{run.pk}/"))


def test_a_doubted_datum_needs_its_own_tick(editor, bureau):
    rows = [(n, 115.95 + n / 100, 36.4 + n / 200) for n in range(6)]
    applied(bureau, "名称,经度,纬度\n" + "".join(f"店{n},{x},{y}\n" for n, x, y in rows))
    shifted = "".join(f"店{n},{x + 0.0057},{y + 0.0001}\n" for n, x, y in rows)
    run = checked(bureau, "名称,经度,纬度\n" + shifted, source="地图公司")
    assert "已向来源核实：坐标确为 WGS 84 或 CGCS2000" in page(editor, run)
    address = f"/outlets/imports/{run.pk}/apply/"
    assert "坐标系存疑" in reading.words(editor.post(address, follow=True))
    editor.post(address, {"datum_is_right": "on"})
    run.refresh_from_db()
    assert run.state == "applying"
