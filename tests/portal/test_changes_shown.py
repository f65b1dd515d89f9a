"""Figures that staff have changed: what is printed, what is in force, since when and why."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from liaocheng_plan.documents.audit import ruling
from liaocheng_plan.documents.models import AttachedText, AuditFinding, CitationPlace
from liaocheng_plan.documents.stating import change_stated
from liaocheng_plan.progress.models import Target
from tests.portal import reading

pytestmark = pytest.mark.django_db

SALES, PARKS = "/progress/retail-sales-urban/", "/progress/logistics-parks/"
NEW_WORDS = "社会消费品零售额达到530亿元"


def words(client, path, lang="zh-hans"):
    """The visible text of a page."""
    answer = client.get(path, headers={"accept-language": lang})
    assert answer.status_code == 200
    return reading.words(answer)


def yesterday():
    return f"{timezone.localdate() - timedelta(days=1):%Y-%m-%d}"


@pytest.fixture
def amended():
    """480 became 530 today, by a new edition with other words."""
    target = Target.objects.for_lists().get(key="retail-sales-urban")
    citation = target.citation_for("value")
    change = change_stated(
        target,
        "value",
        Decimal(530),
        kind="amendment",
        reason="中期调整",
        user=None,
        quote=NEW_WORDS,
        decision="聊商〔2026〕9号",
        decided_on=date(2026, 11, 1),
    )
    text = AttachedText.objects.create(
        document=citation.clause.document, edition="修订版", sha256="0" * 64, words=NEW_WORDS
    )
    CitationPlace.objects.create(text=text, citation=citation, change=change)
    printed = citation.quote
    citation.quote = NEW_WORDS
    citation.save(update_fields=["quote"])
    return printed


@pytest.fixture
def parks():
    """The finding on the number of logistics parks: 6 in the text, 5 in a heading."""
    return AuditFinding.objects.get(rule="count", what="商贸物流园区处数")


@pytest.fixture
def ruled(parks, person):
    """5 parks count, by a ruling of today."""
    ruling.rule_on(parks, 1, reason="以小标题为准", user=person("市局编辑"))
    return parks


# --- A past day ------------------------------------------------------------------------------
@pytest.mark.parametrize("path", [SALES, f"{SALES}lineage/"])
def test_a_past_day_knows_nothing_of_a_later_amendment(client, amended, path):
    then, now = words(client, f"{path}?as_of={yesterday()}"), words(client, path)
    assert "480" in then and amended in then
    assert "530" not in then and "中期调整" not in then
    assert "530" in now and NEW_WORDS in now and "中期调整" in now


def test_a_past_day_quotes_the_words_of_that_day_as_data(client, amended):
    address = "/api/v1/targets/retail-sales-urban/"
    assert client.get(address).json()["citation"]["quote"] == NEW_WORDS
    then = client.get(f"{address}?as_of={yesterday()}").json()
    assert (then["value"], then["citation"]["quote"]) == (480, amended)


def test_a_past_day_lists_no_later_ruling_and_no_later_history(client, ruled):
    assert "以小标题为准" in words(client, PARKS)
    then = words(client, f"{PARKS}?as_of={yesterday()}")
    assert "以小标题为准" not in then and "矛盾裁定" not in then


def test_a_superseded_ruling_says_by_what_it_was_replaced(client, ruled):
    ruling.rule_on(ruled, 0, reason="复核后以总述为准", user=None)
    shown = words(client, PARKS)
    assert "已被" in shown and "的矛盾裁定取代" in shown
    assert shown.count("现行") == 1
    assert "replaced by the ruling" in words(client, PARKS, "en")


def test_only_staff_see_who_changed_a_figure(client, signed_in, ruled):
    assert "someone" not in words(client, PARKS)
    client.force_login(ruled.rulings.get().user)
    assert "someone" in words(client, PARKS).split("矛盾裁定", 1)[1]
