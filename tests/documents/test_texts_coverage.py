"""Coverage of the text and editions: what staff decide, and what follows from it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from liaocheng_plan.documents.models import CitationPlace, Clause, CoverageDecision, Fact
from liaocheng_plan.documents.texts import coverage, deciding, editions
from liaocheng_plan.documents.texts.attaching import attach

from . import fairs

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(django_user_model):
    """A bureau editor, as far as a decision needs one."""
    return django_user_model.objects.create_user("editor")


def states(text, key):
    """`{words: state}` of one section."""
    found = {row.clause.key: row for row in coverage.of_text(text)}
    return {item.words: item.state for item in found[key].items}


def test_every_printed_figure_is_cited_dismissed_or_open(attached):
    assert states(attached, "fairs-1-1-1")["12处左右"] == "cited"
    section = states(attached, "fairs-1-2")
    assert (section["一街"], section["两市"]) == ("dismissed", "open")
    box = states(attached, "fairs-box-1")
    assert box["西街集市"] == "cited"
    assert box["0.30万平方米"] == "open"


def test_dismissing_needs_a_reason_and_a_decision_can_be_replaced(attached, editor):
    clause = Clause.objects.get(key="fairs-1-2")
    with pytest.raises(ValidationError):
        coverage.dismiss(clause, "两市", " ", editor)
    coverage.dismiss(clause, "两市", "布局的名称", editor)
    assert states(attached, "fairs-1-2")["两市"] == "dismissed"
    coverage.accept(clause, "两市", "targets/fairs-number", editor)
    assert states(attached, "fairs-1-2")["两市"] == "held"
    assert CoverageDecision.objects.filter(name="两市").count() == 1


def test_accepting_cites_the_record_where_it_had_no_citation(attached, editor):
    fact = Fact.objects.create(key="south-gate", name="南关集市面积", value="0.3", unit="万平方米")
    clause = Clause.objects.get(key="fairs-box-1")
    coverage.accept(clause, "面积0.30万平方米", "facts/south-gate", editor)
    place = CitationPlace.objects.get(citation=fact.citations.get())
    assert attached.words[place.start : place.end] == "面积0.30万平方米"
    with pytest.raises(ValidationError):
        coverage.accept(clause, "南关集市", "markets/nowhere", editor)


NEW = fairs.TEXT.replace("新建摊位300个", "新建摊位320个")


@pytest.fixture
def revised(attached):
    """A second edition in which one cited figure differs."""
    return attach("fairs", "修订.txt", NEW.encode(), edition="修订版").text


def test_a_new_edition_waits_until_each_difference_is_decided(attached, revised, editor):
    attached.refresh_from_db()
    assert attached.is_current and not revised.is_current
    (difference,) = editions.differences(revised)
    assert difference.before == "新建摊位300个。"
    assert difference.after == "新建摊位320个"
    assert difference.offered == "新建摊位320个"
    with pytest.raises(ValidationError, match="更正"):
        deciding.decide(difference.place, "keep", quote="新建摊位320个", reason="笔误", user=editor)
    deciding.decide(difference.place, "gone", reason="不再印", user=editor)
    attached.refresh_from_db()
    revised.refresh_from_db()
    assert revised.is_current and not attached.is_current and attached.replaced_at


def test_an_amendment_changes_the_figure_and_its_quote(revised, editor):
    place = revised.citation_places.undecided().get()
    grounds = {"reason": "调整规划", "user": editor, "value": 320}
    with pytest.raises(ValidationError):
        deciding.decide(place, "amendment", quote="摊位400个", **grounds)
    with pytest.raises(ValidationError):  # an amendment names the decision and its date
        deciding.decide(place, "amendment", quote="新建摊位320个", **grounds)
    deciding.decide(
        place,
        "amendment",
        quote="新建摊位320个",
        number="甲政发〔2026〕1号",
        decided_on=date(2026, 11, 1),
        **grounds,
    )
    fact = Fact.objects.get(key="fair-stalls")
    assert (fact.value, fact.citation.quote) == (320, "新建摊位320个")
    place.refresh_from_db()
    assert revised.words[place.start : place.end] == "新建摊位320个"
    assert place.change.printed == 300


def test_a_value_must_stand_in_the_new_words(revised, editor):
    place = revised.citation_places.undecided().get()
    grounds = {"quote": "新建摊位320个", "reason": "抄录", "user": editor}
    with pytest.raises(ValidationError) as refused:
        deciding.decide(place, "correction", value=530, **grounds)
    assert list(refused.value.message_dict) == ["value"]
    assert "530" in refused.value.message_dict["value"][0]
    with pytest.raises(ValidationError) as refused:
        deciding.decide(place, "amendment", value=320, **grounds)
    assert sorted(refused.value.message_dict) == ["decided_on", "number"]
    assert Fact.objects.get(key="fair-stalls").value == 300


def test_what_is_kept_quotes_the_new_words(attached, editor):
    new = fairs.TEXT.replace("新建摊位300个", "新增摊位300个")
    text = attach("fairs", "修订.txt", new.encode(), edition="修订版").text
    place = text.citation_places.undecided().get()
    with pytest.raises(ValidationError):
        deciding.decide(place, "keep", reason="措辞", user=editor)
    deciding.decide(place, "keep", quote="新增摊位300个", reason="措辞", user=editor)
    place.refresh_from_db()
    assert text.words[place.start : place.end] == place.citation.quote == "新增摊位300个"


def test_words_that_are_no_longer_printed_keep_figure_and_quote(revised, editor):
    place = revised.citation_places.undecided().get()
    deciding.decide(place, "gone", reason="新版删去", user=editor)
    fact = Fact.objects.get(key="fair-stalls")
    assert (fact.value, fact.citation.quote, fact.citation.is_gone) == (300, "新建摊位300个", True)
    revised.refresh_from_db()
    assert revised.is_current and not revised.citation_places.undecided().exists()
    attach("fairs", "再版.txt", (fairs.TEXT + "再版。").encode(), edition="再版")
    assert not Fact.objects.get(key="fair-stalls").citation.is_gone


def test_words_that_several_records_cite_are_decided_on_once(attached, editor):
    Fact.objects.create(key="stalls-again", name="摊位", value="300.0", unit="个")
    clause = Clause.objects.get(key="fairs-annex-2")
    coverage.accept(clause, "新建摊位300个", "facts/stalls-again", editor)
    text = attach("fairs", "修订.txt", NEW.encode(), edition="修订版").text
    (difference,) = editions.differences(text)
    assert len(difference.places) == 2
    grounds = {"value": 320, "quote": "新建摊位320个", "reason": "抄录", "user": editor}
    deciding.decide(difference.place, "correction", **grounds)
    assert set(Fact.objects.filter(unit="个").values_list("value", flat=True)) == {320}
    decided = text.citation_places.exclude(decision="")
    assert decided.values("change").distinct().count() == 2


@pytest.mark.parametrize(
    ("printed", "offered"),
    [("新建摊位350个", "新建摊位350个"), ("新建大棚和三百个", ""), ("", "")],
)
def test_only_near_and_whole_words_are_offered(attached, printed, offered):
    new = fairs.TEXT.replace("新建摊位300个", printed)
    text = attach("fairs", "修订.txt", new.encode(), edition="修订版").text
    (difference,) = editions.differences(text)
    assert difference.offered == offered


def test_an_edition_without_differences_is_in_use_at_once(attached):
    text = attach("fairs", "重印.txt", (fairs.TEXT + "印刷说明。").encode(), edition="重印").text
    assert text.is_current
    assert attached.document.texts.current().get() == text
