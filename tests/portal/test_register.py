"""The pages of imports and suspected duplicates as staff use them."""

import csv
from io import BytesIO, StringIO

import pytest
from django.contrib.gis.geos import Point
from openpyxl import load_workbook

from circles.models import Outlet, OutletPair, PilotCircle
from circles.register import duplicates, runs, staging
from liaocheng_plan.organisation import roles
from tests import factories
from tests.circles.imports_kit import HEAD, ROWS, applied, checked
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


def text(client, run):
    """The page of an import as it is sent."""
    return client.get(f"/outlets/imports/{run.pk}/").content.decode()


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


WRONG = HEAD + ROWS + "A4,,便利店,,,,,,,,,,\nA5,店,便利店,,,,,,=1+1,,,,\nA6,店,便利店,,,,,,,-2,,,\n"


def rows_of_csv(answer):
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_refused_rows_are_read_and_taken_away_before_and_after_applying(editor, bureau):
    run = checked(bureau, WRONG)
    address = f"/outlets/imports/{run.pk}/problems"
    before = rows_of_csv(editor.get(f"{address}.csv"))
    assert before[0] == ["行", "列", "数值", "如何修改", "结果"]
    assert [row[0] for row in before[1:]] == ["5", "6", "7"]
    assert before[2][1:3] == ["营业面积（平方米）", "'=1+1"]  # no formula in a spreadsheet
    assert before[3][2] == "'-2"
    runs.apply(runs.decide(bureau, run, leave_out=True))
    shown = page(editor, run)
    assert "公式：请复制该列" in shown and f"{address}.xlsx" in text(editor, run)
    assert rows_of_csv(editor.get(f"{address}.csv")) == before
    sheet = load_workbook(BytesIO(editor.get(f"{address}.xlsx").content)).active
    found = [[cell.value for cell in row] for row in sheet.iter_rows()][-3:]
    assert [row[0] for row in found] == [5, 6, 7] and found[1][2] == "=1+1"
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    english = rows_of_csv(editor.get(f"{address}.csv", headers={"accept-language": "en"}))
    assert english[2][1] == "Floor area (m²)" and english[2][3].startswith("A formula")
    assert editor.get(f"{address}.pdf").status_code == 404


def test_a_page_says_where_not_all_problems_are_kept(editor, bureau, monkeypatch):
    monkeypatch.setattr(staging, "MOST_PROBLEMS", 2)
    run = checked(bureau, WRONG)
    assert run.problems.count() == 2
    assert "只保留前 2 条问题" in page(editor, run)


def test_problems_are_for_those_who_see_the_import(client, person, bureau):
    run = checked(bureau, WRONG)
    other = person(roles.DISTRICT_EDITOR, "yanggu", name="other")
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/outlets/imports/{run.pk}/problems.csv").status_code == 404


def test_a_file_of_which_all_rows_are_refused_says_so(editor, bureau):
    run = checked(bureau, HEAD + "A1,,便利店,,,,,,,,,,\n")
    shown = page(editor, run)
    assert "全部行被拒收" in shown and "登记内容与文件一致" not in shown
    applied(bureau)
    shown = page(editor, checked(bureau, HEAD + ROWS + "A4,,便利店,,,,,,,,,,\n"))
    assert "除拒收的行外，登记内容与文件一致" in shown
    assert "登记内容与文件一致，没有要改动的内容" in page(editor, checked(bureau))


def test_new_outlets_that_are_closed_already_are_counted_and_what_was_done_is_past(editor, bureau):
    closed = "编号,名称,闭店日期\n1,一,2024-01-01\n2,二,2024-02-01\n3,三,\n"
    run = checked(bureau, closed)
    shown = page(editor, run)
    assert "拟增 3" in shown and "新增网点中有 2 家在来源中已闭店" in shown
    runs.apply(runs.decide(bureau, run))
    shown = page(editor, run)
    assert "拟增" not in shown and "已新增 3" in shown and "新增网点中有 2 家" in shown


def test_columns_are_offered_only_where_they_can_mend_a_refusal(editor, bureau, settings):
    swapped = checked(bureau, "名称,经度,纬度\n店,36.45,115.98\n")
    assert swapped.refusal["code"] == "swapped" and "choose-columns" in text(editor, swapped)
    settings.IMPORT_ROWS = 2
    long = checked(bureau, "名称\n一\n二\n三\n")
    assert long.refusal["code"] == "rows" and "choose-columns" not in text(editor, long)


@pytest.fixture
def pairs():
    """Three outlets of a like name within 50 m: three open pairs, each outlet in two."""
    pilot = PilotCircle.objects.get(key="pilot-07")
    for n in range(3):
        spot = Point(116.2 + n / 10_000, 36.58, srid=4326)
        more = {"employees": 7 + n, "opened_on": "2020-05-01", "pilot": pilot}
        factories.outlet(key=f"wang-{n}", name="老王理发", geometry=spot, **more)
    assert duplicates.suspect(Outlet.objects.all()) == 3
    return list(OutletPair.objects.order_by("id"))


def test_pairs_show_what_tells_two_outlets_apart_and_which_others_there_are(editor, pairs):
    answer = editor.get("/outlets/duplicates/")
    shown, sent = reading.words(answer), answer.content.decode()
    assert "从业人员" in shown and "2020年5月1日" in shown
    assert shown.count("另有 1 对待定的疑似重复") == 6
    assert "/map/?layer=outlets&amp;place=outlets%2Fwang-0" in sent
    assert sent.count('id="pair-') == 3
    one = editor.get("/outlets/duplicates/?outlet=wang-0")
    assert one.content.decode().count('id="pair-') == 2
    assert "仅列出某一网点" in reading.words(one)


def test_it_is_said_what_was_decided_of_a_pair(editor, pairs):
    def decide(**given):
        return reading.words(editor.post(f"/outlets/duplicates/{pairs[0].pk}/", given, follow=True))

    assert "已认定不同：“老王理发”" in decide(do="separate")
    assert "已撤销：“老王理发”与“老王理发”重新列入待定" in decide(do="undo")
    merged = decide(keep=pairs[0].first_id)
    assert "已合并：“老王理发”（wang-1）不再计数，指向“老王理发”（wang-0）" in merged
    assert "已撤销" in decide(do="undo")


def test_a_circle_says_how_many_of_its_outlets_may_be_counted_twice(editor, pairs):
    address = "/circles/pilot-07/"
    assert "其中 3 家营业网点疑似重复" in reading.words(editor.get(address))
    link = "/outlets/duplicates/?pilot=pilot-07"
    assert link in editor.get(address).content.decode()
    listed = editor.get(link).content.decode()
    assert listed.count('id="pair-') == 3
    editor.logout()
    public = editor.get(address)
    assert "其中 3 家营业网点疑似重复" in reading.words(public)
    assert "/outlets/duplicates/" not in public.content.decode()
