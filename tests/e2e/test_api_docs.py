"""The API's page to try it, in a real browser under the portal's own policy."""

import pytest

from tests.e2e.accessibility import WCAG, violations

pytestmark = pytest.mark.e2e


def test_the_page_draws_itself_and_is_accessible(visit):
    page = visit("/api/docs/")
    page.wait_for_selector(".opblock-get")
    assert page.locator(".opblock-tag", has_text="retail-terminals").count() == 1
    assert not violations(page, WCAG)
