"""An editor of the bureau gives people as a file, computes the city, and reads shares honestly."""

import json

import pytest

from tests.circles import osm_kit
from tests.e2e.accessibility import WCAG, violations

pytestmark = pytest.mark.e2e

OUTLET = """
from django.contrib.gis.geos import Point
from circles.models import BusinessType, Outlet
Outlet.objects.get_or_create(key="covering-pharmacy", defaults=dict(
    name="覆盖示例药店", location_precision="surveyed",
    geometry=Point(115.98, 36.45, srid=4326), location_error_m=5,
    business_type=BusinessType.objects.get(key="plan-text-06"),
))
"""
PEOPLE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [longitude, 36.45]},
            "properties": {"名称": name, "社区": name, "人口": people},
        }
        for name, longitude, people in (("近社区", 115.981, 700), ("远社区", 116.01, 300))
    ],
}
DO = """
from circles.coverage import jobs, running
from circles.models import CoverageDataset
for row in CoverageDataset.objects.filter(state="waiting"): jobs.read_dataset.call(row.pk)
if running.pending(): jobs.compute.call(running.pending().pk)
"""


def fits(page):
    """Nothing scrolls sideways and nothing bars a reader with assistive technology."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not violations(page, WCAG)


def test_coverage_from_no_data_to_a_share_with_its_method(signed_in_page, manage, tmp_path):
    page = signed_in_page("/coverage/", width=360, height=740)
    assert "无数据：尚未计算服务覆盖" in page.inner_text("main")
    fits(page)
    manage("shell", "-c", OUTLET)
    page.goto("/coverage/data/")
    file = tmp_path / "人口.geojson"
    file.write_text(json.dumps(PEOPLE), encoding="utf-8")
    page.set_input_files("#id_upload", file)
    page.fill("#id_name", "社区人口")
    page.fill("#id_source", "测试")
    page.fill("#id_as_of", "2026-01-01")
    page.select_option("#id_datum", "wgs84")
    page.click("button:has-text('增加')")
    assert "待读入" in page.inner_text("main")
    fits(page)
    page.goto("/coverage/")
    page.click("text=计算全市")
    assert "正在计算服务覆盖" in page.inner_text("main")
    manage("shell", "-c", DO)  # what the worker does
    page.wait_for_selector(".reach-table")  # the page looks by itself
    row = page.inner_text("tr:has(th:has-text('药店'))")
    assert "70%" in row and "700 / 1,000" in row
    assert "1 / 2 (50%)" in row
    assert "直线距离 ÷ 1.3 估算，未按路网" in page.inner_text("main")
    laundry = page.inner_text("tr:has(th:has-text('洗染店'))")
    assert "无数据" in laundry and "0%" not in laundry
    fits(page)


GROUND = """
import json
from datetime import date
from django.core.files.base import ContentFile
from circles.coverage import data, running
from circles.models import ServiceRadius
def give(kind, shape, **values):
    feature = {"type": "Feature", "geometry": shape, "properties": {"名称": kind, **values}}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    about = {"name": kind, "source": "测试", "as_of": date(2026, 1, 1), "datum": "wgs84"}
    data.take_in(data.add(None, ContentFile(content, "x.geojson"), kind=kind, **about))
give("population", {"type": "Point", "coordinates": [115.981, 36.45]}, 社区="近社区", 人口=700)
give("barriers", {"type": "LineString", "coordinates": [[115.9, 36.44], [116.1, 36.44]]})
give("crossings", {"type": "Point", "coordinates": [115.98, 36.44]})
running.compute(running.ask(None, ServiceRadius.objects.get(key="walk-15")))
"""
READY = "plan-map[ready]"
REACH = "path.outline--reach"


@pytest.fixture(scope="module")
def ground(manage):
    """People, a pharmacy, a river with a bridge, and the whole city computed."""
    manage("shell", "-c", OUTLET + GROUND)


def test_the_map_shows_reach_with_its_method_and_the_address_keeps_it(ground, visit):
    page = visit("/map/")
    page.wait_for_selector(READY)
    assert page.locator(REACH).count() == 0 and not page.is_visible("[data-coverage]")
    page.get_by_label("业态，或整条规则").focus()
    page.keyboard.press("ArrowDown")  # a keyboard is enough
    page.wait_for_selector(REACH)
    assert page.url.endswith("/map/?coverage=all")
    drawn = page.locator(REACH).count()
    assert (
        drawn
        == page.locator(".on-map__circles > li").count()
        - page.locator(".on-map__circles > li:has-text('未绘出')").count()
    )
    assert page.locator(".map-canvas .outline--barriers").count() == 1
    assert page.locator(".map-canvas .outline--crossings").count() == 1
    hatched = page.locator(f"{REACH}:not(.outline--unsure)").first
    assert hatched.get_attribute("fill") == "url(#reach-hatch)"
    assert page.locator("pattern#reach-hatch").count() == 1
    page.select_option("select[name=coverage]", label="药店")
    page.wait_for_selector("[data-coverage-body] :text('100%')")
    words = page.inner_text("[data-coverage]")
    for told in ("直线距离 ÷ 1.3 估算，未按路网", "无路网", "walk-15", "700 / 700", "范围线"):
        assert told in words, told
    assert page.locator(".map-canvas .place[data-id='outlets/covering-pharmacy']").count() == 1
    assert page.is_checked("input[value=outlets]")
    assert page.url.endswith("/map/?coverage=pharmacy")
    page.reload()
    page.wait_for_selector(REACH)
    assert page.input_value("select[name=coverage]") == "pharmacy"
    page.click("[data-part=circles] > summary")
    page.locator(".on-map__circles a").first.focus()
    assert page.locator(f"{REACH}.is-marked").count() == 1
    page.select_option("select[name=coverage]", "")
    assert page.locator(".map-canvas .outline").count() == 0
    assert not page.is_checked("input[value=outlets]")
    assert page.url.endswith("/map/")


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_where_coverage_is_on(ground, visit, dark, language):
    page = visit("/map/?coverage=all", dark=dark, language=language)
    page.wait_for_selector(REACH)
    assert violations(page) == []
    phone = visit("/map/?coverage=pharmacy", width=360, height=740, dark=dark, language=language)
    phone.wait_for_selector(REACH)
    phone.click("[data-coverage-open]")
    assert phone.is_visible("[data-coverage]")
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    assert violations(phone) == []
    phone.click("[data-coverage-off]")
    assert phone.is_hidden("[data-coverage-chip]") and phone.url.endswith("/map/")


def test_coverage_comes_when_the_network_is_back(ground, visit):
    page = visit("/map/")
    page.wait_for_selector(READY)
    page.context.set_offline(True)
    page.select_option("select[name=coverage]", "all")
    page.wait_for_selector(".map-state--network")
    assert page.locator(REACH).count() == 0
    page.context.set_offline(False)
    page.wait_for_selector(REACH)
    page.wait_for_selector(".map-state--network", state="hidden")
    page.problems.clear()  # the failed request is the story


def test_without_a_script_coverage_stands_in_words(ground, browser, server):
    context = browser.new_context(java_script_enabled=False, base_url=server, locale="zh-CN")
    page = context.new_page()
    page.goto("/map/")
    page.select_option("select[name=coverage]", label="药店")
    page.click(".map-submit")
    page.wait_for_url("**coverage=pharmacy**")
    words = page.inner_text(".map-coverage")
    assert "直线距离 ÷ 1.3 估算，未按路网" in words and "700 / 700" in words
    context.close()


def test_streets_of_an_osm_extract_come_into_force_and_stand_on_the_map(
    ground, signed_in_page, manage, tmp_path
):
    page = signed_in_page("/coverage/data/")
    page.set_input_files("#id_upload", osm_kit.extract(tmp_path / "liaocheng.osm.pbf"))
    page.select_option("#id_kind", "streets")
    page.fill("#id_name", "步行路网")
    page.fill("#id_source", "OSM")
    page.fill("#id_as_of", "2026-02-03")
    page.select_option("#id_datum", "wgs84")
    page.click("button:has-text('增加')")
    page.goto("/coverage/")
    page.click("text=计算全市")
    manage("shell", "-c", DO)
    page.goto("/map/?coverage=pharmacy")
    page.wait_for_selector(READY)
    assert page.locator(REACH).count() == 0  # no circle lies by these few streets
    words = page.inner_text("[data-coverage]")
    assert "按步行路网最短路径（路网 2026年2月3日）" in words and "不用系数" in words
