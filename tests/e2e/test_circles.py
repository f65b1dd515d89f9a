"""An official with a phone: what a pilot lacks, what contradicts itself, and what lies nearest."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.e2e

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
OUTLET = """
from django.contrib.gis.geos import Point
from circles.models import BusinessType, Outlet
Outlet.objects.create(
    key="phone-locker", name="智能快件箱一号", location_precision="surveyed", location_error_m=5,
    geometry=Point(116.03, 36.46, srid=4326),
    business_type=BusinessType.objects.get(key="scheme-basic-14"),
)
"""


def fits(page):
    """Nothing scrolls sideways and nothing bars a reader with assistive technology."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    page.problems.clear()  # axe itself sets styles that the policy refuses


def test_an_official_sees_a_contradiction_and_finds_the_nearest_outlet_in_two_clicks(
    visit, manage, administrator
):
    manage("shell", "-c", OUTLET)
    page = visit("/circles/", width=360, height=740)
    fits(page)
    page.click("text=当代购物中心")
    contradiction = page.inner_text(".gap--open")
    assert "卫生服务站（诊所）" in contradiction
    assert "说法矛盾" in contradiction
    clauses = page.locator(".gap--open .side .cite a").all_inner_texts()
    assert len(set(clauses)) == 2  # two different clauses, side by side
    fits(page)
    page.click("summary:has-text('智能快件箱')")
    page.click(".gap:has(summary:has-text('智能快件箱')) .gap__way a")
    assert "智能快件箱一号" in page.inner_text("main")
    fits(page)
