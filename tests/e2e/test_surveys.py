"""A survey from the editor's desk to the resident's phone and back, in a real browser."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.e2e.accessibility import WCAG, violations

pytestmark = pytest.mark.e2e

# Thirty more answers, as thirty more phones would send them, and one suspect.
MORE = """
import secrets
from django.utils import timezone
from liaocheng_plan.surveys.models import Answer, Survey
survey = Survey.objects.get(key="{key}")
scale, types = (survey.questions.get(kind=kind) for kind in ("scale", "types"))
for number in range(31):
    Answer.objects.create(
        survey=survey, answered_on=timezone.localdate(), doubt="again" if number == 30 else "",
        given={{scale.name: ["4" if number % 3 else "5"], types.name: [types.keys[number % 2]]}},
        form=secrets.token_hex(9), browser=secrets.token_hex(9),
    )
"""


def fits(page, width):
    """Nothing scrolls sideways and nothing bars a reader with assistive technology."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not violations(page, WCAG)


@pytest.fixture
def phone(browser, server, visit):
    """A phone of 390 × 844 with touch: `phone(path, language, script=…)`."""

    def open_page(path, language="zh-CN", script=True):
        context = browser.new_context(
            viewport={"width": 390, "height": 844},
            has_touch=True,
            is_mobile=True,
            locale=language,
            java_script_enabled=script,
            base_url=server,
        )
        return visit(path, context=context)

    return open_page


def make(page):
    """An editor makes a survey with the usual questions; gives key and address."""
    today = timezone.localdate()
    page.select_option("#id_place", "pilot-circles/pilot-10")
    page.fill("#id_title", "光明生活圈问卷")
    page.fill("#id_opens_on", today.isoformat())
    page.fill("#id_closes_on", (today + timedelta(days=3)).isoformat())
    page.click("button.button--main")
    page.click("text=完成，返回问卷")
    page.click("button[value=release]")
    return page.url.rstrip("/").rpartition("/")[2], page.inner_text(".survey__address a")


def test_a_survey_is_made_answered_on_a_phone_and_read_with_n_and_without_small_counts(
    signed_in_page, phone, manage, server
):
    desk = signed_in_page("/surveys/new/")
    key, address = make(desk)
    assert desk.locator(".qr svg").count() == 1

    # In Chinese, with a mistake first: nothing is lost.
    resident = phone(address)
    opened = timezone.now()
    fits(resident, 390)
    resident.locator("label:has-text('药店')").tap()
    resident.fill("textarea", "请回电13812345678")
    resident.locator("button.answer__send").tap()
    resident.wait_for_selector(".answer__errors")
    resident.problems[:] = [p for p in resident.problems if "400 (Bad Request)" not in p]
    assert "请回答本题" in resident.inner_text("fieldset:first-of-type .answer__error")
    assert resident.input_value("textarea") == "请回电13812345678"
    fits(resident, 390)
    small = resident.eval_on_selector_all(
        ".answer__options label, .answer__send, .answer__language",
        "all => all.filter(one => one.getBoundingClientRect().height < 44).length",
    )
    assert small == 0
    resident.locator("label:has-text('很满意')").last.tap()
    wait = 3.2 - (timezone.now() - opened).total_seconds()
    resident.wait_for_timeout(max(wait, 0) * 1000)
    resident.locator("button.answer__send").tap()
    resident.wait_for_url(re.compile("/received/"))
    assert [c["name"] for c in resident.context.cookies()] == ["survey_answered"]

    # In English, without scripts.
    guest = phone(address, "en-GB", script=False)
    assert "How satisfied are you" in guest.inner_text("main")
    guest.locator("label:has-text('dissatisfied')").last.tap()
    guest.wait_for_timeout(3200)
    guest.locator("button.answer__send").tap()
    guest.wait_for_url(re.compile("/received/"))
    assert "Thank you" in guest.inner_text("main")

    manage("shell", "-c", MORE.format(key=key))
    desk.reload()
    assert "13812345678" not in desk.content()
    desk.click("button[value=close]")
    desk.click("button[value=publish]")
    desk.wait_for_selector("#published")
    reader = phone(f"/surveys/{key}/")
    told = reader.inner_text("main")
    assert re.search(r"33\s*份答卷，其中疑似重复1份", told)
    assert "n = 33" in told
    assert "<5" in told
    assert "精确计数" not in told
    fits(reader, 390)
    fits(desk, 1920)
