"""An editor of the bureau gives people as a file, computes the city, and reads shares honestly."""

import json

import pytest

from tests.e2e.accessibility import WCAG, violations

pytestmark = pytest.mark.e2e

OUTLET = """
from django.contrib.gis.geos import Point
from circles.models import BusinessType, Outlet
Outlet.objects.create(
    key="covering-pharmacy", name="覆盖示例药店", location_precision="surveyed",
    geometry=Point(115.98, 36.45, srid=4326), location_error_m=5,
    business_type=BusinessType.objects.get(key="plan-text-06"),
)
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
