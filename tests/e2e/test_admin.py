"""What a clerk gets done in the admin without help, with the clicks counted."""

import pytest

from tests.e2e.accessibility import WCAG, violations

pytestmark = pytest.mark.e2e


class Clicks:
    """A clerk at the mouse: typing is free, every click and Enter is counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def on(self, selector):
        self.page.locator(selector).first.click()
        self.count += 1

    def enter(self):
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()
        self.count += 1


def test_a_clerk_finds_a_place_by_part_of_its_name_and_sets_its_status(signed_in_page):
    page = signed_in_page()
    clicks = Clicks(page)
    clicks.on(".plan-queues a:text('农产品零售终端')")
    page.fill("#searchbar", "大润发")
    clicks.enter()
    page.select_option("select[name$=-status]", "done")
    clicks.count += 1
    clicks.on("input[name=_save]")
    assert clicks.count <= 4
    page.goto("/places/retail-terminals/terminal-keep-06/")
    assert "已建成" in page.inner_text("main") or "完成" in page.inner_text("main")


def test_a_clerk_sees_everything_of_a_district(signed_in_page):
    page = signed_in_page()
    clicks = Clicks(page)
    clicks.on(".plan-chips a:text('茌平区')")
    assert clicks.count <= 2
    for name in ("茌平区核心商圈", "茌平北关便民生活圈", "茌平义乌商贸城", "茌平物流中心"):
        assert page.locator("th", has_text=name).count() == 1


def test_a_clerk_sees_what_changed_and_by_whom(signed_in_page):
    page = signed_in_page("/admin/markets/market/?q=鲁西商厦")
    page.select_option("select[name$=-status]", "under_way")
    page.click("input[name=_save]")
    page.goto("/admin/")
    clicks = Clicks(page)
    clicks.on(".plan-chips a:text('今天')")
    assert clicks.count <= 2
    row = page.locator("tr", has_text="鲁西商厦").first.inner_text()
    assert "admin" in row


def test_history_shows_the_differences(signed_in_page):
    page = signed_in_page("/admin/markets/market/?q=香江光彩")
    page.select_option("select[name$=-status]", "not_started")
    page.click("input[name=_save]")
    page.click("#result_list tbody th a")
    page.click(".object-tools a.historylink")
    assert "状态" in page.inner_text("#content")


PAGES = (
    "/admin/",
    "/admin/changes/",
    "/admin/areas/chiping/",
    "/admin/markets/retailterminal/",
    "/admin/zones/businessdistrict/1/change/",
    "/admin/zones/businessdistrict/1/stated/",
    "/admin/zones/businessdistrict/1/history/",
    "/admin/circles/outlet/add/",
    "/admin/progress/target/1/change/",
)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_main_pages_are_accessible(signed_in_page, language):
    page = signed_in_page(language=language)
    for path in PAGES:
        page.goto(path)
        assert not page.problems, path
        assert not violations(page, WCAG), path


def test_the_log_in_page_is_clean_and_locks_after_repeated_failure(visit):
    page = visit("/admin/login/")
    assert not violations(page, WCAG)
    for _attempt in range(6):
        page.goto("/admin/login/")
        if not page.locator("#id_username").count():
            break
        page.fill("#id_username", "nobody-here")
        page.fill("#id_password", "wrong password")
        page.click("[type=submit]")
    assert page.locator("#id_username").count() == 0
    page.problems.clear()  # the browser reports the 429 of the lock itself
