"""The task ledger played by three roles: the bureau sets, a district reports, an official asks."""

import pytest

from tests.e2e.accessibility import WCAG, violations

pytestmark = pytest.mark.e2e

PASSWORD = "a long enough password"
PEOPLE = """
from liaocheng_plan.organisation import roles
from liaocheng_plan.organisation.models import Area, User
for name, role, area in (
    ("task-bureau", roles.BUREAU_EDITOR, None),
    ("task-chiping", roles.DISTRICT_EDITOR, "chiping"),
    ("task-reader", roles.READER, None),
):
    user = User.objects.create_user(name, password="a long enough password", is_staff=True)
    user.groups.add(roles.Group.objects.get(name=role))
    user.areas.set(Area.objects.filter(key=area))
"""
TASK = "/progress/tasks/plan-task-1-2/"


@pytest.fixture
def sign_in(visit, manage, administrator):
    """A page in which a person of the ledger is signed in: `sign_in("bureau", path)`."""
    manage("shell", "-c", PEOPLE)

    def open_page(name, path):
        page = visit(f"/admin/login/?next={path}")
        page.fill("#id_username", f"task-{name}")
        page.fill("#id_password", PASSWORD)
        page.click("[type=submit]")
        page.wait_for_url(f"**{path}")
        return page

    return open_page


def test_a_task_is_set_reported_asked_about_and_explained(sign_in, visit):
    bureau = sign_in("bureau", TASK)
    bureau.click("#do-due summary")
    bureau.fill("#id_due-due_set", "2030-12-31")
    bureau.click("#do-due button")
    assert "市局" in bureau.inner_text(".facts")
    bureau.click("#do-item summary")
    bureau.fill("#id_item-name", "茌平核心商圈业态方案")
    bureau.fill("#id_item-year", "2026")
    bureau.select_option("#id_item-area", "chiping")
    bureau.fill("#id_item-due", "2026-01-31")
    bureau.click("#do-item button")
    assert "逾期" in bureau.inner_text(".entries")
    assert not violations(bureau, WCAG)

    item = bureau.get_attribute(".entries th a", "href")
    district = sign_in("chiping", item)
    district.click("#do-evidence summary")
    pdf = {"name": "方案.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 x"}
    district.set_input_files("#id_evidence-file", pdf)
    district.click("#do-evidence button")
    with district.expect_download() as download:
        district.click("a[download]")
    assert download.value.suggested_filename == "方案.pdf"
    district.click("#do-done summary")
    district.fill("#id_done-done_on", "2026-02-10")
    district.click("#do-done button")
    assert "逾期完成" in district.inner_text(".head")

    reader = sign_in("reader", TASK)
    reader.click(".questions summary")
    reader.fill("#id_ask-text", "方案为何晚了十天？")
    reader.select_option("#id_ask-area", "chiping")
    reader.click(".questions .form button")
    assert "尚未答复" in reader.inner_text(".questions")

    district.goto("/progress/questions/")
    district.click(".question summary")
    district.fill(".question textarea", "等待业主单位盖章。")
    district.click(".question .form button")
    reader.reload()
    assert "等待业主单位盖章。" in reader.inner_text(".questions")

    public = visit(TASK, width=360, height=740)
    text = public.inner_text("main")
    assert "逾期完成" in text
    assert "盖章" not in text
    assert public.evaluate("document.documentElement.scrollWidth") <= 360

    assert not violations(public, WCAG)
