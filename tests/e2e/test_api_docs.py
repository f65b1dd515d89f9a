"""The API's page to try it, in a real browser under the portal's own policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.e2e

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


def test_the_page_draws_itself_and_is_accessible(visit):
    page = visit("/api/docs/")
    page.wait_for_selector(".opblock-get")
    assert page.locator(".opblock-tag", has_text="retail-terminals").count() == 1
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    page.problems.clear()  # axe itself sets styles that the policy refuses
