"""Findings in a browser: an editor rules, the target then counts by the ruling, print beside it."""

import pytest

from tests.e2e.accessibility import violations

pytestmark = pytest.mark.e2e

PAGES = [
    "/plan/findings/",
    "/plan/findings/?kind=miscount&severity=high",
    "/plan/derived/",
]


@pytest.fixture
def miscount(signed_in_page):
    """The finding that the logistics parks are six in the lead and five in the heading."""
    page = signed_in_page("/plan/findings/?kind=miscount")
    page.click("a:has-text('商贸物流园区处数')")
    return page


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_accessible_and_fit_a_phone(visit, path):
    for dark, language, width in ((False, "zh-CN", 1920), (True, "en-GB", 360)):
        page = visit(path, dark=dark, language=language, width=width, height=800)
        assert not violations(page)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_a_ruling_decides_what_a_target_asks_for_and_the_print_stays_beside_it(miscount, visit):
    page = miscount
    assert not violations(page)
    finding = page.url
    page.click("button:has-text('记录')")
    assert page.locator(".error").count() == 2, "a ruling needs a reading and a reason"
    page.problems.clear()  # Chromium's own word on the answer 422
    assert not violations(page)
    page.check("label.choice:has-text('物流园区（5处）') >> nth=0 >> input")
    page.fill("textarea[name=reason]", "以标题为准")
    page.click("button:has-text('记录')")
    assert "以标题为准" in page.inner_text(".ruling")

    target = visit("/progress/logistics-parks/")
    assert "5" in target.inner_text(".versus__number >> nth=0")
    change = target.locator(".stated-change")
    assert change.locator("s").inner_text() == "6" and "以标题为准" in change.inner_text()
    change.locator("a").click()
    assert target.url == finding

    page.check("label.choice >> nth=0 >> input")
    page.fill("textarea[name=reason]", "以总述为准")
    page.click("button:has-text('记录')")
    assert page.locator(".ruling--old").count() == 1, "the ruling before stays visible"
    target.goto("/progress/logistics-parks/")
    assert "6" in target.inner_text(".versus__number >> nth=0")


def test_a_derived_figure_leads_to_the_words_it_is_made_of(visit):
    page = visit("/plan/derived/")
    page.click("main .cite a, main a.cite >> nth=0")
    assert "/plan/" in page.url and page.locator(".quoted").count() == 1
