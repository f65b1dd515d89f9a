"""The dashboards in a browser: from a number to its rows and its clause, and back to a past day."""

import re

import pytest

pytestmark = pytest.mark.e2e

ONE_REPORT = """
from datetime import datetime, UTC
from liaocheng_plan.progress.models import Observation, Target
Observation.objects.get_or_create(
    key="report-e2e", defaults=dict(target=Target.objects.get(key="retail-area-total"),
    period="2024", value=183, state="approved", reported_at=datetime(2025, 1, 20, tzinfo=UTC)))
"""


@pytest.fixture(scope="module")
def reported(server, manage):
    """One approved report, as the reviewer would leave it."""
    manage("shell", "-c", ONE_REPORT)


def test_from_a_number_to_its_report_and_its_clause_in_two_clicks(visit, reported):
    page = visit("/progress/")
    row = page.get_by_role("row").filter(has_text="城区零售商业网点总量").first
    row.get_by_role("link", name="183").click()
    page.wait_for_url("**/progress/retail-area-total/lineage/")
    page.get_by_role("link", name="2024", exact=True).click()
    page.wait_for_url("**/places/observations/report-e2e/")
    page.go_back()
    page.locator("main").get_by_role("link", name=re.compile("商业网点规划")).first.click()
    page.wait_for_url("**/plan/commerce-plan/**")


def test_a_reader_looks_at_a_past_day_and_comes_back(visit, reported):
    page = visit("/progress/retail-area-total/")
    page.get_by_text("查看过去某日").click()
    page.get_by_label("截至").fill("2024-12-31")
    page.get_by_role("button", name="显示").click()
    page.get_by_role("status").get_by_text("2024-12-31").wait_for()
    assert not page.get_by_text("183").count()
    page.get_by_role("link", name="回到今天").click()
    assert "as_of" not in page.url
    page.get_by_text("183").first.wait_for()


def test_the_evaluation_prints_on_a4_with_the_margins_of_official_texts(visit, reported):
    page = visit("/progress/evaluation/")
    page.emulate_media(media="print")
    page.locator("article h1").wait_for()
    page.locator("header.masthead").wait_for(state="hidden")
    size = page.locator(".evaluation__text").first.evaluate("e => getComputedStyle(e).fontFamily")
    assert "FangSong" in size
    pdf = page.pdf(prefer_css_page_size=True)
    width, height = re.search(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups()
    assert (round(float(width)), round(float(height))) == (595, 842)
