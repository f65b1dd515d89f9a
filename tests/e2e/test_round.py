"""A full round in a browser, played by three roles: filled in, returned, mended, corrected."""

import json

import pytest

from tests.e2e.accessibility import violations

pytestmark = pytest.mark.e2e

PASSWORD = "a long enough password"
ROUND = "三季度试报"
PEOPLE = """
import json
from datetime import timedelta
from django.utils import timezone
from liaocheng_plan.organisation import roles
from liaocheng_plan.organisation.models import Area, User
from liaocheng_plan.progress import rounds
from liaocheng_plan.progress.models import Round, Statistic, Target

def person(name, role, *areas):
    user, _new = User.objects.get_or_create(username=name, defaults={"is_staff": True})
    user.set_password("a long enough password")
    user.save()
    user.groups.set([roles.Group.objects.get(name=role)])
    user.areas.set(Area.objects.filter(key__in=areas))
    return user

bureau = person("e2e-bureau", roles.BUREAU_EDITOR)
person("e2e-editor", roles.DISTRICT_EDITOR, "chiping")
person("e2e-other", roles.DISTRICT_EDITOR, "dongchangfu")
person("e2e-reviewer", roles.REVIEWER)
person("e2e-reader", roles.READER)
made = Round.objects.filter(name="三季度试报").first() or rounds.open_round(
    bureau,
    name="三季度试报",
    period="2025-Q3",
    due_on=timezone.localdate() + timedelta(days=5),
    areas=list(Area.objects.filter(key__in=["chiping", "dongchangfu"])),
    statistics=Statistic.objects.filter(key__in=["shops", "residents-satisfaction"]),
)
print(json.dumps(made.key))
"""


@pytest.fixture(scope="module")
def form(server, manage):
    """The address of 茌平区's form in a round of its own."""
    key = json.loads(manage("shell", "-v0", "-c", PEOPLE).strip().splitlines()[-1])
    return f"/progress/rounds/{key}/chiping/"


@pytest.fixture
def as_person(visit, browser, server):
    """A page of a person who is signed in: `as_person(name, path)`."""

    def open_page(name, path="/progress/rounds/", **options):
        page = visit("/admin/login/", **options)
        page.fill("#id_username", f"e2e-{name}")
        page.fill("#id_password", PASSWORD)
        page.click("[type=submit]")
        page.goto(path)
        return page

    return open_page


def type_all(page, text):
    """Type the same into every box for a value; gives how many there are."""
    boxes = page.locator("input[name^='value:']")
    for number in range(boxes.count()):
        boxes.nth(number).fill(text)
    return boxes.count()


def test_three_roles_play_a_round_with_a_return_and_a_correction(as_person, form):
    editor = as_person("editor", "/inbox/")
    editor.click(f"text={ROUND}")
    assert editor.url.endswith(form)
    count = type_all(editor, "80")
    editor.locator("input[name^='value:']").first.fill("八十")
    editor.click("button:has-text('报送审核')")
    editor.wait_for_selector(".alert:has-text('不是数字')")
    assert editor.locator("input[name^='value:']").nth(1).input_value() == "80"
    editor.locator("input[name^='value:']").first.fill("80")
    editor.click("button:has-text('报送审核')")
    editor.wait_for_selector("text=已报送，待审核。")
    assert editor.locator("input[name^='value:']").count() == 0

    reader = as_person("reader", "/progress/rounds/")
    reader.wait_for_selector("text=待审核")
    assert reader.locator(f"a[href='{form}']").count() == 0

    reviewer = as_person("reviewer", "/inbox/")
    reviewer.click(f"text={ROUND} · 茌平区")
    reviewer.locator("input[name=line]").first.check()
    reviewer.fill("input[name=reason]", "请核对店铺口径")
    reviewer.click("button:has-text('退回所勾选项')")
    reviewer.wait_for_selector("text=已退回 1 项")

    editor.goto("/inbox/")
    editor.click("text=请核对店铺口径")
    editor.wait_for_selector("text=退回原因： 请核对店铺口径")
    assert editor.locator("input[name^='value:']").count() == 1
    editor.locator("input[name^='value:']").fill("81")
    editor.click("button:has-text('报送审核')")

    reviewer.goto(f"{form}review/")
    reviewer.click(f"button:has-text('全部通过（{count} 项）')")
    reviewer.wait_for_selector("text=没有待审核的内容")

    editor.goto(form)
    editor.click("text=版本与更正 >> nth=0")
    editor.fill("input[name^='value:']", "82")
    editor.fill("input[name=reason]", "漏报一家")
    editor.click("button:has-text('报送审核')")
    corrected = editor.url

    reader.goto(corrected)
    assert reader.is_visible("h1:has-text('404')") or "82" not in reader.inner_text("main")
    reader.problems.clear()  # the browser logs the 404 that was wanted

    reviewer.goto(corrected)
    reviewer.click("button:has-text('通过')")
    reviewer.wait_for_selector("text=已审核通过。")
    reader.goto(corrected)
    assert "82" in reader.inner_text("main")
    assert "漏报一家" in reader.inner_text("main")
    assert "81" in reader.inner_text("main")


def test_a_draft_is_kept_by_itself_and_leaving_is_warned_of(as_person, form):
    other = form.replace("chiping", "dongchangfu")
    page = as_person("other", other)
    box = page.locator("input[name^='value:']").first
    page.evaluate("window.setInterval = () => 0")
    box.fill("7")
    page.wait_for_selector("text=尚未保存")
    warned = []
    page.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.accept()))
    page.goto("/progress/rounds/")
    assert warned == ["beforeunload"]


def test_without_script_the_same_buttons_work(browser, server, form):
    context = browser.new_context(java_script_enabled=False, base_url=server, locale="zh-CN")
    page = context.new_page()
    page.goto("/admin/login/")
    page.fill("#id_username", "e2e-other")
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    page.goto(form.replace("chiping", "dongchangfu"))
    page.locator("input[name^='value:']").first.fill("7")
    page.click("button:has-text('存为草稿') >> nth=-1")
    page.wait_for_selector("text=已存草稿 1 项")
    assert page.goto(form).status == 403
    context.close()


def test_the_pages_are_accessible_and_nothing_scrolls_sideways(as_person, form):
    rounds, wrong = "/progress/rounds/", []
    for dark, language, width in ((False, "zh-CN", 1920), (True, "en-GB", 360)):
        page = as_person("bureau", dark=dark, language=language, width=width)
        for path in (rounds, f"{rounds}open/", form, f"{form}review/", "/inbox/"):
            page.goto(path)
            wrong += [(path, width, found) for found in violations(page)]
            if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
                wrong.append((path, width, "scrolls sideways"))
    assert not wrong
