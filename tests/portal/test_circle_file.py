"""The file of a circle: outlets, outlines, statistics and tasks as readers and staff use them."""

import json
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from circles import circle_outlets
from circles.models import BusinessType, CircleShape, LivingCircle, PilotCircle
from liaocheng_plan.organisation import roles
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.progress.models import Observation, Statistic
from tests import factories

from . import reading

pytestmark = pytest.mark.django_db
X, Y = 116.0387, 36.459
SQUARE = [[[X, Y], [X + 0.01, Y], [X + 0.01, Y + 0.01], [X, Y + 0.01], [X, Y]]]


def circle(key="pilot-07"):
    model = PilotCircle if key.startswith("pilot") else LivingCircle
    return model.objects.for_lists().get(key=key)


def page(client, key="pilot-07"):
    return reading.words(client.get(f"/circles/{key}/"))


def section(client, name, key="pilot-07"):
    """The words of one part of the page."""
    html = client.get(f"/circles/{key}/").content.decode()
    return html.split(f'aria-labelledby="{name}"')[1].split("</section>")[0]


# --- Outlets ----------------------------------------------------------------------------------
def test_outlets_come_to_sums_in_which_missing_is_no_zero():
    pharmacy = BusinessType.objects.get(key="scheme-basic-08")
    common = {"pilot": circle(), "business_type": pharmacy}
    factories.outlet(**common, floor_area_m2=100, employees=0, is_chain=True)
    factories.outlet(**common, is_chain=False)
    factories.outlet(**common)
    factories.outlet(**common, floor_area_m2=900, employees=9, closed_on=date(2026, 1, 1))
    factories.outlet(pilot=circle())
    line, unknown = circle_outlets.by_type(circle())
    assert (line.name, line.open, line.closed) == ("药店", 3, 1)
    assert (line.floor_area_m2, line.floor_known) == (Decimal(100), 1)
    assert (line.employees, line.employees_known) == (0, 1)
    assert (line.chains, line.chains_known) == (1, 2)
    assert (unknown.name, unknown.floor_area_m2, unknown.employees) == ("", None, None)
    total = circle_outlets.total([line, unknown])
    assert (total.open, total.floor_area_m2, total.employees) == (4, Decimal(100), 0)
    assert circle_outlets.total([unknown]).employees is None


def test_the_page_says_of_how_many_a_figure_is_and_what_is_not_reported(client):
    pharmacy = BusinessType.objects.get(key="scheme-basic-08")
    for chain in (True, False, None):
        factories.outlet(pilot=circle(), business_type=pharmacy, is_chain=chain, floor_area_m2=None)
    said = section(client, "outlets")
    assert "≥ 33.3%" in said
    assert "3家中1家，1家未报" in said
    assert "未报" in said
    assert "没有网点" in section(client, "outlets", "pilot-08")


def test_matched_circles_share_their_outlets():
    planned, pilot = circle("circle-13"), circle()
    factories.outlet(circle=planned)
    factories.outlet(pilot=pilot)
    assert [circle_outlets.belonging(one).count() for one in (planned, pilot)] == [1, 1]
    LivingCircle.objects.filter(pk=planned.pk).update(pilot=pilot)
    counts = [circle_outlets.belonging(circle(key)).count() for key in ("circle-13", "pilot-07")]
    assert counts == [2, 2]


def test_a_match_is_shown_side_by_side(client):
    LivingCircle.objects.filter(key="circle-13").update(pilot=circle())
    said = section(client, "match")
    assert "开发区东便民生活圈1" in said
    assert "30,000" in said
    assert "商业面积" in said


# --- Outlines ---------------------------------------------------------------------------------
def draw(client, key="pilot-07", **values):
    given = {
        "kind": "declared",
        "geometry": json.dumps({"type": "Polygon", "coordinates": SQUARE}),
        "source": "区商务局划定",
        "as_of": "2026-06-01",
        "error_m": "20",
    }
    data = {f"outline-{name}": value for name, value in (given | values).items()}
    return client.post(f"/circles/{key}/outlines/", data)


def test_staff_of_the_area_draw_an_outline_and_every_older_one_is_kept(client, signed_in):
    staff = signed_in(roles.DISTRICT_EDITOR, "kaifaqu")
    assert draw(staff).status_code == 302
    assert draw(staff, source="重新划定", as_of="2026-09-01").status_code == 302
    shape = CircleShape.objects.get()
    assert (shape.kind, shape.geometry.geom_type, shape.source) == (
        "declared",
        "MultiPolygon",
        "重新划定",
    )
    assert "区商务局划定" in reading.words(staff.get("/circles/pilot-07/outlines/"))
    said = page(client)
    assert "重新划定 · 截至2026年9月1日 · 误差可达 20 米" in said
    assert "尚未测算" in said
    box = shape.geometry
    reach = CircleShape.objects.create(place=shape.place, kind="reach", geometry=box)
    assert "已划定边界，不据此归入网点" in page(client)
    reach.delete()
    data = client.get("/circles/pilot-07/outlines.geojson").json()
    assert data["features"][0]["properties"]["kind"] == "declared"
    assert staff.post("/circles/pilot-07/outlines/declared/remove/").status_code == 302
    assert not CircleShape.objects.exists()
    assert CircleShape.history.filter(kind="declared").count() == 3
    again = staff.post("/circles/pilot-07/outlines/declared/remove/", follow=True)
    assert "没有这一轮廓" in reading.words(again)


def feature_file(coordinates, **members):
    shape = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": coordinates}}
    text = json.dumps({"type": "FeatureCollection", "features": [shape], **members})
    return SimpleUploadedFile("outline.geojson", text.encode("utf-8-sig"))


def test_an_outline_is_read_from_a_file(signed_in):
    staff = signed_in(roles.BUREAU_EDITOR)
    assert draw(staff, geometry="", file=feature_file(SQUARE), datum="wgs84").status_code == 302
    assert CircleShape.objects.get().geometry.num_coords == 5
    west = CircleShape.objects.get().geometry.extent[0]
    assert draw(staff, geometry="", file=feature_file(SQUARE), datum="bd09").status_code == 302
    shape = CircleShape.objects.get()
    metres = (west - shape.geometry.extent[0]) * 89_600  # of a degree at 36.46° north
    assert 500 < metres < 1_316  # BD-09 lies that far east of WGS 84 here
    assert "BD-09" in page(staff)


CROSSING = [[[X, Y], [X + 0.01, Y + 0.01], [X + 0.01, Y], [X, Y + 0.01], [X, Y]]]
SWAPPED = [[[y, x] for x, y in SQUARE[0]]]
METRES = [[[x * 1000, y * 100000] for x, y in SQUARE[0]]]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"geometry": ""}, "请在图上画出轮廓，或选择文件"),
        ({"geometry": "{"}, "图形无法读取"),
        ({"geometry": '{"type": "Point", "coordinates": [116, 36.4]}'}, "轮廓须为面"),
        ({"file": (CROSSING, {})}, "自相交"),
        ({"file": (SWAPPED, {})}, "不在聊城境内"),
        ({"file": (METRES, {})}, "坐标不是经纬度"),
        ({"file": (SQUARE, {"crs": {"properties": {"name": "EPSG:4548"}}})}, "其他坐标系"),
        ({"file": b"PK\x03\x04\xff"}, "这不是 GeoJSON"),
        ({"file": b"[1, 2]"}, "这不是 GeoJSON"),
        ({"file": json.dumps({"type": "Polygon", "coordinates": SQUARE}).encode()}, "请说明文件"),
        ({"as_of": (timezone.localdate() + timedelta(days=1)).isoformat()}, "该日期尚未到来"),
        ({"kind": "reach"}, ""),
    ],
)
def test_a_wrong_outline_is_refused_in_words_and_nothing_is_kept(signed_in, values, sentence):
    if isinstance(values.get("file"), tuple):
        coordinates, members = values["file"]
        values = {"file": feature_file(coordinates, **members), "geometry": "", "datum": "wgs84"}
    elif "file" in values:
        values = {"file": SimpleUploadedFile("x.geojson", values["file"]), "geometry": ""}
    response = draw(signed_in(roles.BUREAU_EDITOR), **values)
    assert response.status_code == 400
    assert sentence in reading.words(response)
    assert not CircleShape.objects.exists()


def test_others_draw_nothing(client, signed_in):
    assert draw(signed_in(roles.DISTRICT_EDITOR, "yanggu")).status_code == 403
    assert draw(client).status_code == 302  # to the login
    assert client.get("/circles/pilot-99/outlines.geojson").status_code == 404
    assert not CircleShape.objects.exists()


# --- Statistics -------------------------------------------------------------------------------
def report(client, action="submit", key="pilot-07", **values):
    given = {"period": "2026-H1", "value:shops": "２３０", "note": ""}
    data = {f"report-{name}": value for name, value in (given | values).items()}
    return client.post(f"/circles/{key}/statistics/", data | {"action": action})


def test_a_district_reports_a_figure_and_it_counts_once_it_is_approved(client, signed_in, person):
    staff = signed_in(roles.DISTRICT_EDITOR, "kaifaqu")
    assert report(staff, **{"value:residents-satisfaction": "88.5"}).status_code == 302
    rows = Observation.objects.filter(place="pilot-circles/pilot-07")
    assert {(row.statistic.key, row.value, row.state, row.area.key) for row in rows} == {
        ("shops", 230, "submitted", "kaifaqu"),
        ("residents-satisfaction", Decimal("88.5"), "submitted", "kaifaqu"),
    }
    assert "230" not in section(client, "statistic-shops")
    assert "待审核" in page(staff)
    rows.update(state="approved", approved_at=timezone.now())
    said = section(client, "statistic-shops")
    assert "230" in said
    assert "2026-H1 · 开发区" in said
    assert "someone" not in said
    assert "未报" in section(client, "statistic-investment")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"value:shops": "很多"}, "不是数字"),
        ({"value:shops": ""}, "请至少填一个数"),
        ({"value:residents-satisfaction": "188"}, "百分比不得大于 100"),
        ({"period": "去年"}, "不是期间"),
    ],
)
def test_a_wrong_figure_comes_back_with_what_was_typed(signed_in, values, sentence):
    response = report(signed_in(roles.BUREAU_EDITOR), **values)
    assert response.status_code == 400
    assert sentence in reading.words(response)
    assert not Observation.objects.filter(statistic__isnull=False).exists()


def test_a_figure_under_way_is_not_overwritten_and_others_report_nothing(client, signed_in):
    staff = signed_in(roles.BUREAU_EDITOR)
    assert report(staff, "draft").status_code == 302
    again = report(staff, "draft", **{"value:shops": "5"})
    assert again.status_code == 400
    assert "正在报送中" in reading.words(again)
    assert Observation.objects.get(statistic__key="shops").value == 230
    assert report(client).status_code == 302  # to the login


def test_staff_of_another_area_report_nothing(signed_in):
    assert report(signed_in(roles.DISTRICT_EDITOR, "yanggu")).status_code == 403
    assert not Observation.objects.filter(statistic__isnull=False).exists()


# --- Tasks ------------------------------------------------------------------------------------
def test_the_file_lists_the_tasks_of_its_section_with_lights(client):
    planned = section(client, "tasks", "circle-01")
    assert "抓好便民生活圈示范引领" in planned
    assert "培育特色专业市场" not in planned
    pilot = section(client, "tasks")
    assert "丰富便民生活圈业态功能" in pilot
    assert "未设期限" in pilot


def test_only_items_of_the_circles_own_area_are_listed(client):
    from liaocheng_plan.progress.models import Task

    task = Task.objects.get(key="scheme-task-1")
    factories.task_item(task=task, name="开发区先办", area=factories.area("kaifaqu"))
    factories.task_item(task=task, name="阳谷县先办", area=factories.area("yanggu"))
    said = section(client, "tasks")
    assert "开发区先办" in said
    assert "阳谷县先办" not in said


# --- The whole page ---------------------------------------------------------------------------
def full(key="pilot-07"):
    """A file with something in every part."""
    place = f"pilot-circles/{key}"
    box = MultiPolygon(Polygon.from_bbox((X, Y, X + 0.01, Y + 0.01)))
    for kind in ("community", "declared", "reach"):
        CircleShape.objects.create(place=place, kind=kind, geometry=box, as_of=date(2026, 1, 1))
    for statistic in Statistic.objects.all():
        for period in ("2025-H1", "2025-H2", "2026-H1"):
            Observation.objects.create(
                statistic=statistic,
                place=place,
                area=Area.objects.get(key="kaifaqu"),
                period=period,
                value=80,
                state="approved",
            )


def test_the_page_takes_few_queries_however_many_outlets_and_reports_there_are(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/circles/pilot-07/").status_code == 200
        return len(captured)

    full()
    types = list(BusinessType.objects.all())
    factories.outlet(pilot=circle(), business_type=types[0])
    queries()
    before = queries()
    assert before <= 37
    for number in range(60):
        factories.outlet(pilot=circle(), business_type=types[number % len(types)])
    assert queries() == before


def test_the_file_is_in_the_readers_language(client):
    full()
    factories.outlet(pilot=circle(), floor_area_m2=5)
    english = client.get("/circles/pilot-07/", headers={"accept-language": "en"})
    assert reading.chinese_in_english(english) == []
    assert reading.english_in_chinese(client.get("/circles/pilot-07/")) == []


def test_the_file_lists_what_the_audit_found_of_the_circle(client):
    call_command("audit_plan", stdout=StringIO())
    shown = section(client, "findings")
    assert "当代购物中心（社区诊所）" in shown
    assert "尚未裁定" in shown
