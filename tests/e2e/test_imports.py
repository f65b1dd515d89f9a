"""A clerk imports a list of outlets in a browser; the same list again changes nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.e2e

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
LIST = (
    "网点编号,网点名称,业态,经度,纬度,从业人员\n"
    "1,晨光便利店,便利店,116.101,36.551,3\n"
    "2,晨光便利,便利店,116.1011,36.551,\n"
    "3,向阳药店,药店,116.12,36.56,约三人\n"
)


def send(page):
    """Upload the list and wait until the worker has checked it."""
    page.set_input_files(
        "#id_upload", {"name": "名单.csv", "mimeType": "", "buffer": LIST.encode()}
    )
    page.fill("#id_source", "浏览器试验")
    page.fill("#id_as_of", "2026-03-01")
    page.check("text=WGS 84")
    page.click("button:has-text('检查文件')")


def accessible(page):
    """Nothing bars a reader with assistive technology."""
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    page.problems.clear()  # axe itself sets styles that the policy refuses


def test_a_list_is_checked_applied_and_sent_again(signed_in_page, manage):
    def work():
        manage("db_worker", "--batch", "--queue-name", "*", "--no-reload")

    page = signed_in_page("/outlets/imports/")
    assert page.locator("input[name=datum]:checked").count() == 0
    accessible(page)
    send(page)
    page.wait_for_selector("progress")
    work()
    page.wait_for_selector("text=将作改动")  # the page notices by itself
    assert "约三人" in page.inner_text("main")
    accessible(page)
    page.check("input[name=leave_out]")
    page.click("button:has-text('写入')")
    work()
    page.wait_for_selector("text=已作改动")
    page.goto("/places/outlets/?q=晨光")
    page.wait_for_selector("text=晨光便利店")
    page.goto("/outlets/imports/")
    send(page)
    work()
    page.wait_for_selector("text=登记内容与文件一致")
    assert page.locator("button:has-text('写入')").count() == 0

    page.goto("/outlets/duplicates/")
    accessible(page)
    page.locator(".pair:has-text('晨光') button:has-text('保留此项')").first.click()
    page.goto("/outlets/duplicates/?state=merged")
    page.locator(".pair:has-text('晨光') button:has-text('撤销')").click()
    page.goto("/outlets/duplicates/")
    page.wait_for_selector(".pair:has-text('晨光')")


STRANGE = (
    "序号,店招,经营门类,经度,纬度\n"
    "1,柳园茶饮,网红茶饮,116.102,36.552\n"
    "2,柳园药店,药店,116.103,36.552\n"
)


def send_strange(page, as_of):
    """Upload a list whose headings nobody knows."""
    page.goto("/outlets/imports/")
    page.set_input_files(
        "#id_upload", {"name": "怪名单.csv", "mimeType": "", "buffer": STRANGE.encode()}
    )
    page.fill("#id_source", "街道摸底")
    page.fill("#id_as_of", as_of)
    page.check("text=WGS 84")
    page.click("button:has-text('检查文件')")


def test_unknown_headings_and_words_are_asked_for_once(signed_in_page, manage):
    def work():
        manage("db_worker", "--batch", "--queue-name", "*", "--no-reload")

    page = signed_in_page("/outlets/imports/", width=360, height=740)
    send_strange(page, "2026-03-01")
    assert "缺少必需的字段：网点名称" in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    accessible(page)
    page.get_by_label("店招").focus()
    page.keyboard.press("ArrowDown")  # a keyboard is enough
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("店招").input_value() == "name"
    page.get_by_label("经营门类").select_option(label="业态")
    page.click("button:has-text('检查文件')")
    work()
    page.wait_for_selector("text=业态目录中没有的用词")
    accessible(page)
    page.get_by_label("网红茶饮").select_option(label="特色餐饮店")
    page.click("button:has-text('保存指定并重新检查')")
    work()
    page.wait_for_selector("text=网红茶饮 → 特色餐饮店")
    page.click("button:has-text('写入')")
    work()
    page.wait_for_selector("text=已作改动")
    assert "店招 → 网点名称" in page.inner_text("main")
    send_strange(page, "2026-04-01")
    work()
    page.wait_for_selector("text=将作改动")
    assert "沿用自 怪名单.csv" in page.inner_text("main")
    assert page.locator(".import-counts").inner_text().count("0") == 5  # all confirmed, none asked
