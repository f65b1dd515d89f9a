"""The reader: from a number to its sentence and back; coverage, editions, search, upload."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liaocheng_plan.documents.models import AttachedText, Citation, CoverageDecision, Document, Fact
from liaocheng_plan.documents.texts.attaching import attach
from liaocheng_plan.organisation import roles
from liaocheng_plan.portal.display import citing

from ..documents import fairs
from ..factories import finding
from . import reading

pytestmark = pytest.mark.django_db
PAGES = [
    "/plan/",
    "/plan/fairs/",
    "/plan/fairs/fairs-1-1-1/",
    "/plan/fairs/fairs-1-1-1/?quote=集市达到12处左右",
    "/plan/fairs/fairs-box-1/",
    "/plan/fairs/editions/",
    "/plan/coverage/",
    "/plan/coverage/fairs-box-1/",
    "/plan/search/",
    "/plan/search/?q=集市",
    "/plan/search/?q=没有的词",
]


def get(client, path, language="zh-hans"):
    """A page in a language, which is there."""
    response = client.get(path, headers={"accept-language": language})
    assert response.status_code == 200, path
    return response


def marked(response):
    """The words that a page highlights."""
    marks = re.findall(r"<mark[^>]*>(.*?)</mark>", response.content.decode())
    return [re.sub("<[^>]*>", "", mark) for mark in marks]


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_the_reader_speak_the_readers_language(client, attached, path):
    assert not reading.english_in_chinese(get(client, path))
    assert not reading.chinese_in_english(get(client, path, "en"))


def test_a_citation_leads_to_its_sentence_and_back_to_the_record(client, attached):
    fact = Fact.objects.with_citations().get(key="fair-stalls")
    page = get(client, citing.cite(fact.citation).url.split("#")[0])
    assert marked(page) == ["新建摊位300个"]
    assert 'id="quoted"' in page.content.decode()
    assert reverse("record", args=["facts", "fair-stalls"]) in page.content.decode()


def test_words_that_other_citations_cut_are_one_mark(client, attached):
    words = "品质更加优良。每千人拥有集市面积不低于100平方米"  # a citation begins in their midst
    assert marked(get(client, f"/plan/fairs/fairs-1-1-2/?quote={words}")) == [words]


def test_words_that_stand_twice_are_told_apart(client, attached):
    places = {
        row.record.key: get(client, urlsplit(citing.cite(row).url)._replace(fragment="").geturl())
        for row in Citation.objects.filter(quote="面积0.80万平方米").select_related(
            "clause__document"
        )
    }
    assert [len(marked(page)) for page in places.values()] == [1, 1]
    first, second = (page.content.decode().index('id="quoted"') for page in places.values())
    assert first != second


def test_without_a_text_the_words_and_what_rests_on_them_are_shown(client, fair_plan):
    page = get(client, "/plan/fairs/fairs-annex-2/?quote=新建摊位300个")
    assert "新建摊位300个" in reading.words(page)
    assert "未附原文" in reading.words(page)
    assert "/places/facts/fair-stalls/" in page.content.decode()


def test_marks_lead_to_all_that_rests_on_the_words(client, attached):
    page = get(client, "/plan/fairs/fairs-1-1-1/").content.decode()
    link = re.search(r'class="cited" href="([^"#]*)[^"]*"[^>]*>到2030年', page)[1]
    target = get(client, link.replace("&amp;", "&"))
    assert "/progress/fairs-number/" in target.content.decode()


def test_a_finding_stands_beside_the_clause_that_it_cites(client, attached):
    citation = {"document": "fairs", "section": "专栏1", "item": None, "quote": "东街集市"}
    finding(name="集市数目不符", readings=[{"value": 1, "citation": citation}])
    assert "集市数目不符" in reading.words(get(client, "/plan/fairs/fairs-box-1/"))
    assert "集市数目不符" in reading.words(get(client, "/plan/fairs/"))
    assert "集市数目不符" not in reading.words(get(client, "/plan/fairs/fairs-2/"))


def test_the_texts_are_searched_across_lines_and_widths(client, attached):
    page = get(client, "/plan/search/?q=１２处 左右")
    assert marked(page) == ["12处左右"]
    assert marked(get(client, "/plan/fairs/fairs-1-1-1/?find=12处左右")) == ["12处左右"]
    assert "无可检索" in reading.words(get_without_text(client))


def get_without_text(client):
    """The search page when no text is attached."""
    AttachedText.objects.all().delete()
    return get(client, "/plan/search/?q=集市")


@pytest.mark.parametrize(
    "query", ["c=x", "c=99999999999999999999", "quote=%00", "find=" + "长" * 90]
)
def test_odd_links_are_answered(client, attached, query):
    get(client, f"/plan/fairs/fairs-box-1/?{query}")


COVERAGE = "/plan/coverage/fairs-1-2/"


def test_only_a_bureau_editor_decides_on_coverage(client, attached, signed_in):
    roles.set_up()
    sent = {"words": "两市", "verdict": "dismissed", "reason": "布局的名称"}
    assert '<form method="post">' not in get(client, COVERAGE).content.decode().split("<main")[1]
    assert client.post(COVERAGE, sent).status_code == 403
    editor = signed_in(roles.BUREAU_EDITOR)
    assert editor.post(COVERAGE, sent | {"reason": ""}, follow=True).status_code == 200
    assert not CoverageDecision.objects.filter(name="两市").exists()
    editor.post(COVERAGE, sent)
    decision = CoverageDecision.objects.get(name="两市")
    assert (decision.reason, decision.decided_by.username) == ("布局的名称", "someone")
    page = editor.post(COVERAGE, {"words": "东街", "verdict": "held", "about": "x/y"}, follow=True)
    assert "x/y" in reading.words(page)


def test_a_bureau_editor_decides_on_a_new_edition(client, attached, signed_in):
    new = fairs.TEXT.replace("新建摊位300个", "新建摊位320个").encode()
    text = attach("fairs", "修订.txt", new, edition="修订版").text
    path = "/plan/fairs/editions/"
    assert "新建摊位320个" in reading.words(get(client, path))
    place = text.citation_places.undecided().get()
    sent = {"place": place.pk, "decision": "correction", "reason": "抄录有误"}
    assert client.post(path, sent).status_code == 403
    roles.set_up()
    editor = signed_in(roles.BUREAU_EDITOR)
    wrong = editor.post(path, sent | {"value": "三百", "quote": "新建摊位320个"})
    assert wrong.status_code == 422 and not text.is_current
    editor.post(path, sent | {"value": "320", "quote": "新建摊位320个"})
    text.refresh_from_db()
    assert text.is_current
    assert Fact.objects.get(key="fair-stalls").value == 320


@pytest.fixture
def revised(attached):
    """A second edition in which one cited figure differs; it waits."""
    new = fairs.TEXT.replace("新建摊位300个", "新建摊位320个").encode()
    return attach("fairs", "修订.txt", new, edition="修订版").text


def test_a_decision_that_is_refused_says_at_which_field(revised, signed_in):
    roles.set_up()
    place = revised.citation_places.undecided().get()
    sent = {"place": place.pk, "decision": "correction", "reason": "抄录有误", "value": "530"}
    page = signed_in(roles.BUREAU_EDITOR).post(
        "/plan/fairs/editions/", sent | {"quote": "新建摊位320个"}
    )
    assert page.status_code == 422
    (error,) = re.findall(r'<ul class="errorlist" id="([^"]*)"', page.content.decode())
    assert error == f"id_{place.pk}_value_error"


def test_words_that_are_gone_are_said_to_be_so_where_they_are_cited(client, revised, signed_in):
    roles.set_up()
    place = revised.citation_places.undecided().get()
    sent = {"place": place.pk, "decision": "gone", "reason": "新版删去"}
    signed_in(roles.BUREAU_EDITOR).post("/plan/fairs/editions/", sent)
    for path in ("/places/facts/fair-stalls/", "/plan/fairs/fairs-annex-2/"):
        assert "现用版本不再印" in reading.words(get(client, path))


@pytest.fixture
def replaced(attached, revised, signed_in):
    """The first edition, after the second was decided on and put in use."""
    roles.set_up()
    place = revised.citation_places.undecided().get()
    sent = {"place": place.pk, "decision": "correction", "reason": "新版", "value": "320"}
    signed_in(roles.BUREAU_EDITOR).post("/plan/fairs/editions/", sent | {"quote": "新建摊位320个"})
    attached.refresh_from_db()
    assert attached.replaced_at
    return attached


def test_an_older_edition_is_read_at_an_address_of_its_own(client, replaced):
    older = f"/plan/fairs/fairs-annex-2/?edition={replaced.pk}"
    assert "新建摊位300个" in reading.words(get(client, older))
    assert "新建摊位320个" in reading.words(get(client, "/plan/fairs/fairs-annex-2/"))
    editions = get(client, "/plan/fairs/editions/").content.decode()
    assert f'href="/plan/fairs/?edition={replaced.pk}"' in editions
    whole = get(client, f"/plan/fairs/?edition={replaced.pk}")
    assert "新建摊位300个" in reading.words(whole)
    assert f"fairs-annex-2/?edition={replaced.pk}" in whole.content.decode()
    for odd in ("x", "0", "9" * 30):
        assert client.get(f"/plan/fairs/?edition={odd}").status_code == 404


def test_words_of_an_older_edition_lead_to_it(client, replaced):
    page = get(client, "/plan/fairs/fairs-annex-2/?quote=新建摊位300个")  # as a kept report links
    link = re.search(r'href="([^"]*edition=[^"]*)"', page.content.decode())[1]
    older = get(client, link.replace("&amp;", "&").split("#")[0])
    assert marked(older) == ["新建摊位300个"]
    assert reverse("record", args=["facts", "fair-stalls"]) in older.content.decode()
    assert not reading.chinese_in_english(get(client, link.split("#")[0], "en"))


def test_who_decides_is_told_that_an_edition_waits(client, revised, signed_in):
    roles.set_up()
    editor, told = signed_in(roles.BUREAU_EDITOR), "修订版 有 1 处待处理"
    for path in ("/plan/", "/plan/fairs/"):
        assert told in reading.words(get(editor, path))
        assert told not in reading.words(client.get(path))


def test_a_text_is_attached_in_the_admin(fair_plan, signed_in):
    roles.set_up()
    path = reverse("admin:documents_document_texts", args=[Document.objects.get().pk])
    editor = signed_in(roles.BUREAU_EDITOR)
    assert editor.get(path).status_code == 200
    wrong = editor.post(path, {"upload": SimpleUploadedFile("a.doc", b"\xd0\xcf\x11\xe0" * 20)})
    assert ".docx" in reading.words(wrong) and not AttachedText.objects.exists()
    given = SimpleUploadedFile("集市规划.txt", fairs.TEXT.encode("gb18030"))
    page = editor.post(path, {"upload": given, "edition": "初版"}, follow=True)
    assert "引文 11 条，11 条见于所引条款" in reading.words(page)
    text = AttachedText.objects.get()
    assert (text.attached_by.username, text.file_name) == ("someone", "集市规划.txt")
    file = editor.get(reverse("admin:documents_text_file", args=[text.pk]))
    assert b"".join(file.streaming_content) == fairs.TEXT.encode("gb18030")


def test_a_reader_attaches_nothing(fair_plan, signed_in):
    roles.set_up()
    path = reverse("admin:documents_document_texts", args=[Document.objects.get().pk])
    assert signed_in(roles.READER).get(path).status_code == 403


MOST = {
    "/plan/fairs/": 16,
    "/plan/fairs/fairs-1-1-1/?quote=集市达到12处左右": 16,
    "/plan/coverage/": 6,
    "/plan/coverage/fairs-box-1/": 14,
    "/plan/search/?q=集市": 4,
}


@pytest.mark.parametrize(("path", "most"), MOST.items())
def test_pages_of_the_reader_take_few_queries(client, attached, path, most):
    get(client, path)
    with CaptureQueriesContext(connection) as captured:
        get(client, path)
    assert len(captured) <= most
