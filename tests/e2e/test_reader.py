"""The official text in a browser: from a number to its sentence and back, in two clicks.

The official texts are no part of the repository: this one is made of the outline and the quotes
that the fixtures hold.
"""

from collections import defaultdict

import pytest
from django.conf import settings

from liaocheng_plan.documents import loading
from liaocheng_plan.documents.ledger.holdings import quotes
from tests.e2e.accessibility import violations

pytestmark = pytest.mark.e2e

QUOTED = "/plan/commerce-plan/commerce-plan-2-3-3/?quote=城区社会消费品零售总额达到480亿元左右"
PAGES = [
    QUOTED,
    "/plan/commerce-plan/",
    "/plan/coverage/commerce-plan-box-9/",
    "/plan/search/?q=社会消费品",
]


def made_up_text(document):
    """Every heading of a document with the words that records quote of its clause."""
    fixtures = loading.read(settings.FIXTURES_DIR)
    words = defaultdict(dict)
    for quote in quotes(fixtures):
        if quote.citation["document"] == document:
            words[quote.citation["section"]][quote.citation["quote"]] = None
    lines = []
    for record in fixtures["clauses"]:
        section, kind = record.values["section"], record.values["kind"]
        if record.values["document"] == document:
            named = kind not in ("head", "signature")
            lines.append((label(section) + record.values["name"] + "。") if named else "")
            lines += [f"{quote}。" for quote in words[section] if kind != "signature"]
            lines += list(words[section]) if kind == "signature" else []
    return "\n".join(lines)


def label(section):
    """The number that is printed before a heading."""
    tail = section[-1]
    if section.startswith("专栏"):
        return f"{section}："
    if tail.isdigit():
        return f"{tail}."
    return section[section.rindex("（") :] if tail == "）" else f"{section}、"


@pytest.fixture(scope="module")
def attached(server, manage, tmp_path_factory):
    """The made-up text of the plan, attached to the portal under test."""
    path = tmp_path_factory.mktemp("texts") / "commerce-plan.txt"
    path.write_text(made_up_text("commerce-plan"), encoding="utf-8")
    return manage("attach_document", "commerce-plan", str(path), "--edition", "2021")


def test_from_a_number_on_the_home_page_to_the_highlighted_sentence_and_back(visit, attached):
    page = visit("/")
    name = page.inner_text(".leading__item >> nth=0 >> h3 a")
    digits = page.inner_text(".leading__item >> nth=0 >> .to-text")
    page.click(".leading__item >> nth=0 >> .to-text")
    mark = page.locator("mark#quoted, #quoted ~ mark").first
    mark.wait_for()
    assert digits in "".join(page.locator("mark").all_inner_texts())
    box = mark.bounding_box()
    assert 0 <= box["y"] <= 1080
    page.click(f".quoted a:has-text('{name}')")
    page.wait_for_url("**/progress/**")
    assert page.inner_text("h1").endswith(name)
    page.click(".printed ~ p a")
    page.locator("mark").first.wait_for()


def test_a_mark_in_the_text_opens_all_that_rests_on_it(visit, attached):
    page = visit("/plan/commerce-plan/commerce-plan-2-3-3/")
    page.click(".cited >> nth=1")
    assert page.locator(".quoted a").count() >= 1


def test_words_are_copied_with_their_source(visit, browser, server, attached):
    context = browser.new_context(base_url=server, locale="zh-CN")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    page = visit(QUOTED, context=context)
    page.click(".quoted [data-copy]")
    page.wait_for_selector("text=已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“城区社会消费品零售总额达到480亿元左右”")
    assert copied.endswith("二（三）3）")


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_the_reader_are_accessible_and_fit_a_phone(visit, attached, path):
    for dark, language, width in ((False, "zh-CN", 1920), (True, "en-GB", 360)):
        page = visit(path, dark=dark, language=language, width=width, height=800)
        page.wait_for_load_state("networkidle")
        assert not violations(page)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_the_text_is_printed_without_navigation(visit, attached):
    page = visit(QUOTED)
    page.emulate_media(media="print")
    assert page.is_visible("mark") and not page.is_visible("#outline")
