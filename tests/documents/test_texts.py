"""Attaching a text: every clause and citation finds its place, or nothing changes."""

import pytest
from django.core.management import CommandError, call_command

from liaocheng_plan.documents.models import AttachedText, Citation, CitationPlace, ClausePlace
from liaocheng_plan.documents.texts.attaching import attach
from liaocheng_plan.documents.texts.errors import AttachError

from .. import papers, widths
from . import fairs

pytestmark = pytest.mark.django_db


def words_of(text, key):
    """The words of a clause of an attached text."""
    place = ClausePlace.objects.select_related("text").get(text=text, clause__key=key)
    return place.words


def broken(raw):
    """The text as careless copying leaves it: blanks, broken lines, other widths, page numbers."""
    return (
        raw.replace("一、发展目标", "一、发展\n目标")
        .replace("（一）", "(一)")
        .replace("1.集市更加", " 1．集市 更加\n- 7 -\n")
        .replace("12处", "１２处".translate({0xFF11: "1", 0xFF12: "2"}))
        .replace("1.50万", "1.\n50万")
        .replace("专栏1：", "专 栏1: ")
    )


@pytest.mark.parametrize(
    "data",
    [
        fairs.TEXT.encode(),
        broken(fairs.TEXT).encode(),
        fairs.TEXT.encode("gb18030"),
        papers.word(fairs.TEXT),
        papers.pdf(fairs.TEXT),
    ],
    ids=["txt", "broken", "gb18030", "docx", "pdf"],
)
def test_every_clause_and_citation_finds_its_place(fair_plan, data):
    report = attach("fairs", "file", data, strict=True)
    assert (report.is_new, report.missing, report.citations) == (True, [], fairs.CITATIONS)
    assert report.text.is_current
    assert "新建摊位300个" in words_of(report.text, "fairs-annex-2")
    assert "南关集市" in words_of(report.text, "fairs-box-1")
    place = CitationPlace.objects.get(citation__quote="集市达到12处左右")
    assert report.text.words[place.start : place.end].replace("\n", "") == "集市达到12处左右"


HEAD = "甲湖市集市发展规划（2026—2030年）"


def test_page_furniture_inside_a_paragraph_loses_no_citation_and_is_not_shown(fair_plan):
    raw = fairs.TEXT.replace("便。到2030年，集市达", f"便。到2030年，集\n- 4 -\n\n{HEAD}\n市达")
    raw = raw.replace("\n改造大棚2000", f"\n改造大\n{HEAD}\n- 5 -\n棚2000")
    text = attach("fairs", "copy.txt", raw.encode(), strict=True).text
    assert HEAD not in text.words and "- 4 -" not in text.words
    assert text.words.count("甲湖市集市规划\n") == 1  # the title stays


@pytest.mark.parametrize("other", [widths.halved, widths.widened])
@pytest.mark.parametrize("quoted", ["新建摊位（含流动摊位，限早市）300个", "新建摊位的5%：300个；"])
def test_a_copy_in_another_width_loses_no_citation(fair_plan, other, quoted):
    raw = fairs.TEXT.replace("新建摊位300个", quoted)
    Citation.objects.filter(quote="新建摊位300个").update(quote=quoted)
    report = attach("fairs", "copy.txt", other(raw).encode(), strict=True)
    assert report.missing == []
    place = CitationPlace.objects.get(citation__quote=quoted)
    assert report.text.words[place.start : place.end] == other(quoted)
    holders = ClausePlace.objects.get(text=report.text, clause__key="fairs-1-1-1").found[1]
    assert holders["holders"] == ["targets/fairs-number"]


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("达到12处", "达到13处", "集市达到12处左右"),
        ("300个", "200个", "新建摊位300个"),
        # two things with the same words: each must have its own
        ("南侧", "南侧", None),
        ("西街与河滨路交叉口\n\t面积0.80", "西街与河滨路交叉口\n\t面积0.90", "面积0.80万平方米"),
        ("东街与河滨路交叉口\n\t面积0.80", "东街与河滨路交叉口\n\t面积0.70", "面积0.80万平方米"),
    ],
)
def test_strict_refuses_a_copy_in_which_a_cited_figure_was_changed(fair_plan, old, new, lost):
    data = fairs.TEXT.replace(old, new).encode()
    if lost is None:
        assert attach("fairs", "copy.txt", data, strict=True)
        return
    with pytest.raises(AttachError) as refused:
        attach("fairs", "copy.txt", data, strict=True)
    assert [place.citation.quote for place in refused.value.unresolved] == [lost]
    assert not AttachedText.objects.exists()
    assert not list((fair_plan / "media").rglob("*.txt"))


def test_what_does_not_resolve_is_listed_with_the_nearest_words_and_their_section(fair_plan):
    data = fairs.TEXT.replace("新建摊位300个", "新建摊位320个").encode()
    report = attach("fairs", "copy.txt", data)
    (lost,) = report.unresolved
    assert lost.start is None
    assert lost.candidates[0]["section"] == "附件2"
    assert lost.candidates[0]["words"] == "新建摊位320个"
    assert lost.candidates[0]["likeness"] > 0.8


def test_a_quote_that_stands_elsewhere_is_found_there(fair_plan):
    data = (
        fairs.TEXT.replace("新建摊位300个。", "。").replace("各镇", "新建摊位300个，各镇").encode()
    )
    (lost,) = attach("fairs", "moved.txt", data).unresolved
    assert lost.candidates[0] == {"section": "二", "words": "新建摊位300个", "likeness": 1.0}


def test_the_same_file_again_changes_nothing(attached):
    again = attach("fairs", "other name.txt", fairs.TEXT.encode())
    assert (again.is_new, again.text) == (False, attached)
    assert AttachedText.objects.count() == 1


@pytest.mark.parametrize(
    ("key", "data", "said"),
    [
        ("nothing", fairs.TEXT.encode(), "fairs"),
        ("fairs", ("无关的文字。" * 30).encode(), "不像"),
        ("fairs", b"\x00" * 500, "已损坏"),
    ],
)
def test_a_wrong_key_or_file_changes_nothing(fair_plan, key, data, said):
    with pytest.raises(AttachError, match=said):
        attach(key, "file", data)
    assert not AttachedText.objects.exists()
    assert not list((fair_plan / "media").rglob("*.*"))


def test_two_editions_need_two_names(attached):
    with pytest.raises(AttachError, match="初版"):
        attach("fairs", "new.txt", (fairs.TEXT + "\n附记。").encode(), edition="初版")


def test_places_follow_when_the_plan_is_loaded_anew(attached, fair_plan):
    from liaocheng_plan.documents import loading

    path = fair_plan / "fixtures" / "facts.yaml"
    path.write_text(path.read_text("utf-8").replace("新建摊位300个", "摊位300个"), "utf-8")
    loading.load(loading.read(fair_plan / "fixtures"))
    place = CitationPlace.objects.get(citation__quote="摊位300个")
    assert attached.words[place.start : place.end] == "摊位300个"
    assert attached.citation_places.count() == fairs.CITATIONS


def command(*arguments):
    """Run the command; `(what it printed, the error or None)`."""
    from io import StringIO

    out = StringIO()
    try:
        call_command("attach_document", *map(str, arguments), stdout=out, stderr=out)
    except CommandError as error:
        return out.getvalue(), error
    return out.getvalue(), None


def test_the_command_reports_and_is_strict_on_request(fair_plan):
    path = fair_plan / "copy.txt"
    path.write_bytes(fairs.TEXT.replace("300个", "320个").encode())
    out, error = command("fairs", path, "--strict")
    assert "facts/fair-stalls" in out and "附件2 “新建摊位320个”" in out
    assert "11 条引文中有 1 条" in str(error)
    out, error = command("fairs", path, "--edition", "修订版", "--dated", "2026-11-01")
    assert error is None and "facts/fair-stalls" in out and "10 条见于所引条款" in out
    assert str(AttachedText.objects.get().dated) == "2026-11-01"
    assert "无法读取" in str(command("fairs", fair_plan / "nowhere.txt")[1])
