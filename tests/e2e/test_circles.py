"""An official with a phone: what a pilot lacks, what contradicts itself, and what lies nearest."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.e2e.accessibility import WCAG, violations

pytestmark = pytest.mark.e2e

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
    assert not violations(page, WCAG)


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


DRAWN = """
from datetime import date
from django.contrib.gis.geos import MultiPolygon, Polygon
from circles.models import BusinessType, CircleShape, Outlet, PilotCircle
box = MultiPolygon(Polygon.from_bbox((116.03, 36.45, 116.05, 36.465)))
CircleShape.objects.create(
    place="pilot-circles/pilot-07", kind="reach", geometry=box,
    method={"way": "straight", "factor": "1.3", "minutes": 15, "network_as_of": None},
)
Outlet.objects.create(
    key="pilot-pharmacy", name="当代药店", pilot=PilotCircle.objects.get(key="pilot-07"),
    business_type=BusinessType.objects.get(key="scheme-basic-08"),
)
"""


def test_a_district_draws_the_boundary_and_the_file_fits_phone_and_paper(
    visit, manage, administrator, signed_in_page
):
    manage("shell", "-c", DRAWN)
    page = signed_in_page("/circles/pilot-07/outlines/")
    page.wait_for_selector(".place-map .ground-road")
    page.click("text=画面")
    box = page.locator("[data-canvas]").bounding_box()
    corners = [(0.3, 0.3), (0.6, 0.3), (0.6, 0.6), (0.3, 0.6), (0.3, 0.3)]
    for x, y in corners:
        page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])
        page.wait_for_timeout(150)
    page.fill("#id_outline-source", "区商务局划定")
    page.fill("#id_outline-as_of", "2026-06-01")
    page.click("text=保存轮廓")
    assert "轮廓已保存" in page.inner_text("[role=status]")
    phone = visit("/circles/pilot-07/", width=360, height=740)
    phone.wait_for_selector("plan-map path.outline--declared")
    assert phone.locator("plan-map path.outline--reach").count() == 1
    assert "直线距离 ÷ 1.3" in phone.inner_text(".outlines")
    assert "当代药店" not in phone.inner_text("main")  # counted, not listed
    fits(phone)
    phone.emulate_media(media="print")
    assert not phone.is_visible(".ways")
    assert phone.is_visible(".outlines")
    assert "未经审核" in phone.inner_text(".map-notice:visible")


def test_the_matrix_shows_every_circle_on_a_desk_and_on_paper(visit):
    page = visit("/circles/")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    head = page.locator(".matrix__types th").nth(1)
    assert abs(head.bounding_box()["y"]) < 2  # it stays on top
    last = page.locator(".matrix__row").last.bounding_box()
    assert 0 < last["y"] < 1080
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in sheets)
    printed = ["".join(sheet.extract_text().split()) for sheet in sheets]
    assert "".join(printed).count("24种业态") == 36  # what each circle has, of all types
    assert all(text.count("基本保障类") == 1 for text in printed)


INSIDE = """(selector) => {
  const box = document.querySelector("plan-map .map-canvas").getBoundingClientRect();
  const { left, right, top, bottom } = document.querySelector(selector).getBoundingClientRect();
  return left >= box.left && right <= box.right && top >= box.top && bottom <= box.bottom;
}"""


def test_a_printed_map_shows_the_whole_circle_with_a_name_that_can_be_read(visit):
    page = visit("/circles/pilot-02/")
    page.wait_for_selector("plan-map[ready] path.shape.is-marked")
    before = page.locator("plan-map .map-canvas").bounding_box()["width"]
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("plan-map .map-canvas").bounding_box()["width"] == 660
    assert page.evaluate(INSIDE, "plan-map path.shape.is-marked")
    colour = "e => getComputedStyle(e).color"
    assert page.eval_on_selector("plan-map .place-name.is-selected", colour) == "rgb(0, 0, 0)"
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("plan-map .map-canvas").bounding_box()["width"] == before


def test_the_bureau_matches_on_the_map_and_confirms_once(signed_in_page):
    page = signed_in_page("/circles/match/pilot-07/")
    page.wait_for_selector("plan-map[ready]")
    nearest = page.locator("tr[data-place]").first
    marker = f".place[data-id='{nearest.get_attribute('data-place')}']"
    assert page.evaluate(INSIDE, marker)
    nearest.hover()
    page.wait_for_selector(f"{marker}.is-hovered")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.click(marker)
    assert nearest.evaluate("row => row === document.activeElement")
    assert nearest.is_visible()
    assert not violations(page, WCAG)
    nearest.locator("text=选定").click()
    assert not violations(page, WCAG)
    page.click("button:has-text('确认对应')")
    page.locator("h1", has_text="已对应").wait_for()
