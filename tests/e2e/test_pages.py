"""Pages in a browser: nothing foreign is asked for, nothing scrolls sideways, axe finds nothing."""

import pytest

from tests.e2e.accessibility import violations

pytestmark = pytest.mark.e2e

PAGES = [
    "/",
    "/map/",
    "/progress/",
    "/progress/?by=theme",
    "/progress/?by=area&as_of=2025-06-30",
    "/progress/areas/dongchangfu/",
    "/progress/rules/",
    "/progress/evaluation/",
    "/progress/tasks/",
    "/progress/retail-sales-urban/",
    "/progress/mix-eastern-core/",
    "/plan/",
    "/plan/commerce-plan/",
    "/plan/commerce-plan/commerce-plan-box-9/",
    "/places/",
    "/places/markets/",
    "/places/markets/market-01/",
    "/places/markets/market-06/",
    "/places/business-districts/bd-eastern-core/",
    "/places/areas/dongchangfu/",
    "/places/warehouse-types/warehouse-cold/",
    "/circles/pilot-06/",
    "/circles/pilot-10/",
    "/circles/circle-07/",
    "/search/",
    "/search/?q=柳园路",
    "/search/?q=不存在的词",
]
WIDTHS = [360, 768, 1280, 1920]


def sideways(page):
    """By how many pixels a page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_in_light_and_dark(visit, path):
    for dark, language, width in ((False, "zh-CN", 1920), (True, "en-GB", 360)):
        page = visit(path, dark=dark, language=language, width=width)
        page.wait_for_load_state("networkidle")
        assert not violations(page)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways(visit, path):
    for language in ("zh-CN", "en-GB"):
        page = visit(path, width=360, height=800, language=language)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert sideways(page) <= 0, f"{language} {width}"


def test_a_reader_of_the_keyboard_can_skip_to_the_content(visit):
    page = visit("/plan/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_focus_is_visible(visit):
    page = visit("/places/markets/")
    for _step in range(6):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none"


def test_a_resident_changes_the_language_and_stays_on_the_page(visit):
    page = visit("/circles/pilot-10/", width=360, height=800)
    page.click("text=English")
    assert page.url.endswith("/circles/pilot-10/")
    assert page.get_attribute("html", "lang") == "en"
    page.wait_for_selector("text=Formats")


def test_an_official_goes_from_the_sentence_to_the_clause(visit):
    page = visit("/")
    page.click(".leading__item >> nth=0 >> a")
    page.click(".printed ~ p a")
    assert "/plan/commerce-plan/" in page.url
    page.wait_for_selector("text=引用本条的记录")


def test_a_clerk_filters_a_list(visit):
    page = visit("/places/retail-terminals/")
    page.select_option("select[name=action]", "build")
    page.click("button:has-text('筛选')")
    assert page.locator(".list tbody tr").count() == 18


def test_pages_work_without_script(browser, server):
    context = browser.new_context(java_script_enabled=False, base_url=server, locale="zh-CN")
    page = context.new_page()
    for path in ("/", "/progress/", "/circles/pilot-10/", "/search/?q=柳园路"):
        assert page.goto(path).status == 200
        page.wait_for_selector("h1")
    context.close()


def test_printing_leaves_navigation_out(visit):
    page = visit("/progress/")
    page.emulate_media(media="print")
    assert not page.is_visible(".nav")
    page.wait_for_selector("h1")
