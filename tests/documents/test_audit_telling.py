"""What findings say: a sentence in words in either language, titles that tell them apart."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from liaocheng_plan.documents.audit.telling import told
from liaocheng_plan.documents.audit.units import amount, quoted
from liaocheng_plan.documents.models import AuditFinding

pytestmark = pytest.mark.django_db

SIGNS = re.compile("[∉∈∩∪∅⊂≈≠↔∥×≥≤=<>]")
LANGUAGES = ("zh-hans", "en")
# Keys of the findings of the plan's records; those taken away since were no findings.
KEYS = Path(__file__).with_name("finding_keys.txt")
NO_FINDINGS = {"inserted-character-markets-market-04-e99e7a"}


def test_every_finding_says_in_words_what_is_read_where():
    for finding in AuditFinding.objects.all():
        for language in LANGUAGES:
            words = finding.words[language]
            assert words["sentence"], finding.key
            assert not SIGNS.search(words["sentence"].replace("+", "")), words["sentence"]
            assert "None" not in words["sentence"], words["sentence"]


def test_chinese_sentences_hold_no_english():
    for finding in AuditFinding.objects.all():
        words = finding.words["zh-hans"]
        assert not re.search("[A-Za-z]{3}", words["title"] + words["sentence"]), words


def test_titles_tell_findings_apart():
    for language in LANGUAGES:
        titles = [finding.words[language]["title"] for finding in AuditFinding.objects.all()]
        assert not {title for title in titles if titles.count(title) > 1}


def test_what_holds_accuses_nobody():
    accusing = ("矛盾", "名称重复", "不一", "又", "可能重叠", "清单未列", "不足")
    for finding in AuditFinding.objects.holding():
        title = finding.words["zh-hans"]["title"]
        assert not any(word in title for word in accusing), title


def test_what_holds_has_no_ruling_on_its_page(client):
    finding = AuditFinding.objects.holding().first()
    page = client.get(f"/plan/findings/{finding.key}/").content.decode()
    assert "尚未裁定" not in page


def test_keys_did_not_change():
    """Rulings refer to them."""
    kept = {line.split()[0] for line in KEYS.read_text(encoding="utf-8").splitlines()}
    now = set(AuditFinding.objects.values_list("key", flat=True))
    assert kept - NO_FINDINGS <= now


def test_a_reading_names_its_record_unit_and_qualifier():
    people = AuditFinding.objects.get(rule="threshold", what="便民生活圈服务人口（广场社区）")
    standard, found = people.readings
    assert (standard["unit"], found["unit"]) == ("万人", "人")
    assert found["name"] == "广场社区"
    share = AuditFinding.objects.get(rule="per-head").readings[1]
    assert amount(share) == "约1.10平方米/人"


@pytest.mark.parametrize(
    ("value", "quote", "qualifier"),
    [
        (200, "总量达到200万平方米左右", "左右"),
        (35, "年均增量约为35万平方米", "约为"),
        ("1.1", "人均约1.10平方米", "约"),
        (20, "约200米，20处", ""),
        (30000, "大约30000余人", "大约…余"),
    ],
)
def test_qualifiers_are_read_from_the_quoted_words(value, quote, qualifier):
    assert quoted(value, quote) == qualifier


def test_a_sentence_is_told_in_any_language():
    reading = {"value": 5, "unit": "处", "says": "stated", "name": "园区", "citation": None}
    sentence = told("%(first)s of %(first_of)s%(first_at)s", reading)
    with translation.override("en"):
        assert str(sentence) == "5处 of 园区"


def test_the_list_and_the_page_say_it(client):
    parks = AuditFinding.objects.get(rule="count", what="商贸物流园区处数")
    sentence = "实际列出6项"
    assert sentence in client.get("/plan/findings/").content.decode()
    assert sentence in client.get(f"/plan/findings/{parks.key}/").content.decode()
    english = client.get(f"/plan/findings/{parks.key}/", headers={"accept-language": "en"})
    assert "6 entries are listed" in english.content.decode()


def test_the_heading_and_the_page_call_it_alike(client):
    finding = AuditFinding.objects.holding().first()
    page = client.get(f"/plan/findings/{finding.key}/").content.decode()
    assert "核算相符" not in page
    assert "核对相符" in page
