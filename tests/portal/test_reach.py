"""The coverage page: figures with their method, and “no data” where nothing is known."""

import pytest
import shapely

from circles.coverage import jobs, running
from circles.models import Outlet
from liaocheng_plan.organisation import roles
from tests.circles import coverage_cases as case

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def test_before_anything_is_computed_or_known_there_is_no_data(client):
    page = text(client.get("/coverage/"))
    assert "无数据：尚未计算服务覆盖" in page
    running.compute(running.ask(None, case.rule()))
    page = text(client.get("/coverage/"))
    assert "直线距离 ÷ 1.3 估算，未按路网" in page
    assert "未登记该业态有位置的营业网点" in page
    assert "</i>0" not in page and "无数据" in page
    assert client.get("/coverage/?circle=nowhere").status_code == 200


def test_figures_stand_with_range_method_and_basis(client, django_assert_max_num_queries):
    case.population((0, 0, 700, "甲社区"), (0, 760, 300, "乙社区"))
    case.shop(0, 0)
    running.compute(running.ask(None, case.rule()))
    with django_assert_max_num_queries(30):
        page = text(client.get("/coverage/"))
    for words in ("100%", "70%–100%", "1,000 / 1,000", "2 / 2 (100%)", "测试population"):
        assert words in page, words
    assert "此后有变动" not in page
    case.shop(1, 1)
    assert "此后有变动：网点" in text(client.get("/coverage/?standard=plan-text"))


def test_others_start_no_computation(signed_in, client):
    assert client.post("/coverage/compute/", {"rule": "walk-15"}).status_code == 302
    assert running.pending() is None  # nobody is signed in
    assert (
        signed_in(roles.READER).post("/coverage/compute/", {"rule": "walk-15"}).status_code == 403
    )
    assert running.pending() is None


def test_an_editor_computes_the_whole_city(signed_in):
    editor = signed_in(roles.BUREAU_EDITOR)
    assert "计算全市" in text(editor.get("/coverage/"))
    page = text(editor.post("/coverage/compute/", {"rule": "walk-10"}, follow=True))
    assert "正在计算服务覆盖" in page
    assert editor.get("/coverage/state.json").json() == {"busy": True, "progress": 0}
    jobs.compute.call(running.pending().pk)
    assert editor.get("/coverage/state.json").json()["busy"] is False
    assert "步行10分钟（500米）" in text(editor.get("/coverage/"))


def test_a_wrong_upload_says_what_to_mend_and_readers_see_no_form(signed_in, client):
    assert "添加文件" not in text(client.get("/coverage/data/"))
    editor = signed_in(roles.BUREAU_EDITOR)
    answer = editor.post("/coverage/data/", {"kind": "population", "name": "人口"})
    assert answer.status_code == 400
    assert "人口" in text(answer) and "form__error" in text(answer)


def test_the_map_gets_the_reach_and_the_barriers_near_by(client):
    case.barriers("barriers", shapely.LineString([(-60000, 500), (60000, 500)]))
    case.barriers("crossings", shapely.Point(600, 500))
    running.compute(running.ask(None, case.rule()))
    features = client.get("/coverage/outlines.json?circle=pilot-01").json()["features"]
    kinds = [feature["properties"]["kind"] for feature in features]
    assert kinds[0] == "reach" and set(kinds) <= {"reach", "barriers", "crossings"}
    everything = client.get("/coverage/outlines.json").json()["features"]
    assert len(everything) > len(features)
    barrier = next(f for f in everything if f["properties"]["kind"] == "barriers")
    assert max(x for x, _y in barrier["geometry"]["coordinates"]) < 116.5  # cut, not 60 km long
    assert client.get("/coverage/outlines.json?circle=nowhere").json()["features"] == []


def partly_in_the_network():
    """700 live on the only street, 300 off it, and 90 near nothing but a pharmacy off it."""
    case.shop(0, 0)
    case.shop(3000, 400)
    case.streets([(0, 0), (4000, 0)])
    case.population(
        (600, 0, 500, "甲社区"),
        (1500, 0, 200, "乙社区"),
        (0, 400, 120, "丙社区"),
        (300, 700, 180, "丁社区"),
        (3500, 0, 90, "戊社区"),
    )
    running.compute(running.ask(None, case.rule()))


BESIDE = (
    "另有 2 处、300 人不在路网范围，未计入",
    "另有 90 人附近仅有路网范围外的网点，能否到达不明，未计入",
    "另有 3 个社区因人口或网点不在路网范围而无法判断，未计入",
    "其中 1 个网点不在路网范围，未用于计算",
)


def test_beside_figures_stands_who_lives_outside_the_network(client):
    partly_in_the_network()
    page = text(client.get("/coverage/"))
    for words in ("500 / 700", "1 / 2 (50%)", *BESIDE, "距任何道路超过 300 米"):
        assert words in page, words
    english = text(client.get("/coverage/", headers={"accept-language": "en"}))
    assert "2 more places with 300 people lie outside the street network" in english


def test_where_all_live_outside_the_network_there_is_no_data_with_its_reason(client):
    case.shop(0, 0)
    case.streets([(0, 0), (4000, 0)])
    case.population((0, 400, 120, "丙社区"))
    running.compute(running.ask(None, case.rule()))
    page = text(client.get("/coverage/"))
    assert "此处人口都不在路网范围，未计入" in page and "</i>0" not in page
    assert "另有 1 处、120 人不在路网范围，未计入" in page


def test_a_share_of_area_says_of_what_it_is_one(client):
    case.shop(0, 0)
    running.compute(running.ask(None, case.rule()))
    assert "占全部生活圈范围合计面积的比例（不是全市面积，也不是人口）" in text(
        client.get("/coverage/")
    )
    assert "占本圈测算可达范围面积的比例（不是人口）" in text(
        client.get("/coverage/?circle=pilot-01")
    )


def rows(page):
    """The first words of every row of the table."""
    return [part.partition("</th>")[0] for part in page.split('<th scope="row">')[1:]]


def test_rows_with_data_come_first_and_can_be_had_alone(client):
    case.population((0, 0, 700, "甲社区"))
    case.shop(0, 0)
    running.compute(running.ask(None, case.rule()))
    page = text(client.get("/coverage/"))
    assert "药店" in rows(page)[0] and len(rows(page)) > 30
    assert 'href="?data=with"' in page and "仅看有数据的 1 行" in page
    assert len(rows(text(client.get("/coverage/?data=with")))) == 1
    narrowed = text(client.get("/coverage/?data=with&standard=plan-text"))
    assert 'href="?standard=plan-text&amp;data=with"' in narrowed
    Outlet.objects.all().delete()
    running.compute(running.ask(None, case.rule()))
    assert "没有任何一行有数据" in text(client.get("/coverage/?data=with"))


def test_paper_has_what_the_figures_rest_on_though_it_is_folded(client):
    case.shop(0, 0)
    running.compute(running.ask(None, case.rule()))
    page = text(client.get("/coverage/"))
    basis = page[page.index('class="reach-basis"') :]
    assert "无人口数据" in basis[: basis.index("</div>")]
