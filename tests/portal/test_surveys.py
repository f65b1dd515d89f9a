"""Surveys on pages: made by staff, answered without login, results for whom they are."""

import csv
import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from liaocheng_plan.organisation import roles
from liaocheng_plan.surveys import life, satisfaction, tokens
from liaocheng_plan.surveys.models import Answer, Survey
from tests.surveys import kit

from . import reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(person):
    return person(roles.BUREAU_EDITOR, name="bureau")


@pytest.fixture
def survey(bureau):
    return kit.released(bureau, title_en="Survey of Qihan")


@pytest.fixture
def address(survey):
    return f"/s/{survey.token}/"


def filled(survey, **values):
    """What a phone sends."""
    scale, types, text = (question.name for question in survey.questions.order_by("order"))
    given = {"form": tokens.new_form(survey, 60), scale: "4", types: ["pharmacy"], text: "好"}
    return given | values


# --- Residents -----------------------------------------------------------------------------
def test_a_resident_answers_without_login_and_without_any_cookie_before(client, survey, address):
    page = client.get(address)
    assert not page.cookies
    assert "no-store" in page["Cache-Control"]
    sent = client.post(address, filled(survey))
    assert sent.status_code == 302
    assert set(sent.cookies) == {"survey_answered"}
    assert sent.cookies["survey_answered"]["path"] == address
    assert "已收到" in reading.words(client.get(sent.url))
    assert "本机已提交过答卷" in reading.words(client.get(address))
    client.post(address, filled(survey))
    assert list(Answer.objects.order_by("id").values_list("doubt", flat=True)) == ["", "again"]


def test_errors_stand_beside_the_question_and_nothing_typed_is_lost(client, survey, address):
    scale, types, text = (question.name for question in survey.questions.order_by("order"))
    long = "长" * 501
    page = client.post(
        address, {"form": tokens.new_form(survey, 60), types: "pharmacy", text: long}
    )
    assert page.status_code == 400
    html = page.content.decode()
    assert f'id="{scale}-error"' in html
    assert f'id="{text}-error"' in html
    assert long in html
    assert 'value="pharmacy" checked' in html
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("values", "status", "words"),
    [
        ({"website": "http://spam"}, 400, "须留空"),
        ({"form": "nonsense"}, 400, "时间过长"),
        ({"note": "长" * 70_000}, 413, "过长"),
    ],
)
def test_what_cannot_be_taken_is_said(client, survey, address, values, status, words):
    page = client.post(address, filled(survey, **values))
    assert page.status_code == status
    assert words in reading.words(page)
    assert not Answer.objects.exists()


def test_a_flood_waits_and_keeps_what_was_typed(client, survey, address, monkeypatch):
    monkeypatch.setattr("liaocheng_plan.surveys.floods.SURVEY_MOST", 0)
    page = client.post(address, filled(survey))
    assert page.status_code == 429
    assert page["Retry-After"]
    assert 'value="4" checked' in page.content.decode()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_questionnaire_is_in_the_residents_language(client, survey, address, language):
    for path in (address, f"{address}received/"):
        page = client.get(f"{path}?lang={language}")
        assert page["Content-Language"] == {"zh": "zh-hans", "en": "en"}[language]
        wrong = reading.chinese_in_english if language == "en" else reading.english_in_chinese
        assert [text for text in wrong(page) if text not in ("中文", "English")] == []
    form = reading.words(client.get(f"{address}?lang={language}"))
    assert ("named as in the official list" in form) is (language == "en")
    assert ("Survey of Qihan" in reading.words(client.get(f"{address}?lang=en"))) is True


def test_outside_its_days_a_page_says_so(client, survey, address):
    today = timezone.localdate()
    Survey.objects.filter(pk=survey.pk).update(opens_on=today + timedelta(days=1))
    assert "开始" in reading.words(client.get(address))
    days = {"opens_on": today - timedelta(days=2), "closes_on": today - timedelta(days=1)}
    Survey.objects.filter(pk=survey.pk).update(**days)
    assert "结束" in reading.words(client.post(address, filled(survey)))
    assert not Answer.objects.exists()
    assert client.get("/s/abcdefghjkmn/").status_code == 404


# --- Staff ------------------------------------------------------------------------------------
def new(client, **values):
    today = timezone.localdate()
    given = {
        "place": kit.PLACE,
        "title": "新问卷",
        "opens_on": today.isoformat(),
        "closes_on": (today + timedelta(days=5)).isoformat(),
        "usual": "on",
    }
    return client.post("/surveys/new/", given | values)


def test_a_district_editor_makes_one_and_sees_it_returned(signed_in, bureau):
    editor = signed_in(roles.DISTRICT_EDITOR, "chiping")
    made = new(editor)
    survey = Survey.objects.get()
    assert made.url == f"/surveys/{survey.key}/edit/"
    assert survey.questions.count() == 4
    added = editor.post(
        f"/surveys/{survey.key}/questions/single/",
        {"text": "去哪买菜？", "options": "市场 | Market\n超市"},
    )
    assert added.status_code == 302
    question = survey.questions.get(text="去哪买菜？")
    assert question.options[0] == {"key": "1", "text": "市场", "text_en": "Market"}
    editor.post(f"/surveys/{survey.key}/question/{question.pk}/", {"action": "up"})
    assert [q.pk for q in survey.questions.order_by("order")].index(question.pk) == 3
    assert "Market" in reading.words(editor.get(f"/surveys/{survey.key}/preview/?lang=en"))
    act = f"/surveys/{survey.key}/act/"
    assert editor.post(act, {"action": "release"}).status_code == 403
    editor.post(act, {"action": "propose"})
    life.send_back(bureau, survey, "请补英文")
    assert "请补英文" in reading.words(editor.get(f"/surveys/{survey.key}/"))


def test_mistakes_come_back_with_what_was_typed(signed_in):
    client = signed_in(roles.BUREAU_EDITOR)
    page = new(client, closes_on="2020-01-01", intro="请帮忙")
    assert page.status_code == 400
    assert "截止日早于起始日" in reading.words(page)
    assert "请帮忙" in page.content.decode()
    new(client)
    survey = Survey.objects.get()
    page = client.post(
        f"/surveys/{survey.key}/questions/single/", {"text": "只有一项", "options": "唯一"}
    )
    assert page.status_code == 400
    assert "只有一项" in page.content.decode()


def test_others_neither_make_nor_see_what_is_not_published(client, signed_in, survey):
    path = f"/surveys/{survey.key}/"
    assert client.get(path).status_code == 404
    reader = signed_in(roles.READER)
    assert reader.get(path).status_code == 404
    assert new(reader).status_code == 403
    assert "齐韩问卷" not in reading.words(client.get("/surveys/"))
    for further in ("results.csv", "results.xlsx"):
        assert client.get(path + further).status_code == 404


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_code_is_downloaded_and_hung_up(survey, bureau, client, kind):
    client.force_login(bureau, backend="django.contrib.auth.backends.ModelBackend")
    file = client.get(f"/surveys/{survey.key}/qr.{kind}")
    assert file.content[:5] in (b"<?xml", b"\x89PNG\r")
    sheet = client.get(f"/surveys/{survey.key}/sheet/").content.decode()
    assert f"/s/{survey.token}/" in sheet
    assert "style=" not in sheet
    paper = PdfReader(BytesIO(client.get(f"/surveys/{survey.key}/sheet.pdf").content))
    assert len(paper.pages) == 1
    assert f"/s/{survey.token}/" in paper.pages[0].extract_text()


# --- Results ------------------------------------------------------------------------------------
@pytest.fixture
def published(bureau):
    found = kit.closed(bureau, (0, 2, 10, 20, 30), suspects=(0, 0, 0, 0, 6))
    life.publish(bureau, found)
    return found


def test_published_results_bear_n_and_no_small_count(client, published):
    page = reading.words(client.get(f"/surveys/{published.key}/"))
    assert "68 份答卷，其中疑似重复6份" in page.replace("68份", "68 份")
    assert "n = 68" in page
    assert "n = 62" in page
    assert "<5" in page
    assert "精确计数" not in page
    assert "2.2万" in page or "22,000" in page  # the stated population


def test_exact_counts_are_the_bureaus(client, published, bureau, signed_in):
    path = f"/surveys/{published.key}/results.csv"
    assert client.get(f"{path}?exact=1").status_code == 403
    district = signed_in(roles.DISTRICT_EDITOR, "chiping")
    assert district.get(f"{path}?exact=1").status_code == 403
    client.force_login(bureau, backend="django.contrib.auth.backends.ModelBackend")
    exact = rows(client.get(f"{path}?exact=1"))
    assert [row[4] for row in exact if row[2] == "全部答卷"][:5] == ["0", "2", "10", "20", "36"]
    public = [row for row in rows(client.get(path)) if row[2] == "全部答卷"]
    assert [row[4] for row in public][:2] == ["", ""]
    assert [row[6] for row in public][:2] == ["<5", "<5"]
    book = load_workbook(BytesIO(client.get(path.replace("csv", "xlsx")).content))
    assert "2" not in [cell.value for cell in book.active["E"]]


def rows(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(text.splitlines()))[1:]


def test_the_bureau_reports_the_satisfaction_from_the_page(client, published, bureau):
    client.force_login(bureau, backend="django.contrib.auth.backends.ModelBackend")
    sent = client.post(
        f"/surveys/{published.key}/act/",
        {"action": "hand_in", "side": "all", "subject": "statistic:residents-satisfaction"},
    )
    assert sent.status_code == 302
    page = reading.words(client.get(f"/surveys/{published.key}/"))
    assert "82.35%" in page  # 56 of 68
    assert "待审核" in page
    published.refresh_from_db()
    answer = client.get(f"/progress/observations/{published.observation.key}/")
    assert f"数据来源： {published.title}" in reading.words(answer)
    assert f'href="/surveys/{published.key}/"' in answer.content.decode()


def test_a_satisfaction_that_is_kept_back_says_why_it_cannot_be_reported(
    client, published, bureau, monkeypatch
):
    found = published
    monkeypatch.setattr(satisfaction, "figures", lambda result: [])
    assert "满意度占比不予公布" not in reading.words(client.get(f"/surveys/{found.key}/"))
    client.force_login(bureau, backend="django.contrib.auth.backends.ModelBackend")
    assert "满意度占比不予公布，因而无法上报" in reading.words(client.get(f"/surveys/{found.key}/"))


def test_a_count_that_is_kept_back_has_no_bar(client, published):
    page = client.get(f"/surveys/{published.key}/").content.decode()
    cells = re.findall(
        r'<td class="result__bar">(.*?)</td>\s*<td class="end">(.*?)</td>', page, re.S
    )
    assert {bool(bar.strip()) for bar, count in cells if "missing" in count} == {False}
    assert any(bar.strip() for bar, count in cells if "missing" not in count)


def test_the_api_has_published_surveys_only(client, survey, published):
    found = client.get("/api/v1/surveys/").json()["results"]
    assert [row["key"] for row in found] == [published.key]
    first = found[0]["results"][0]["all"]
    assert (first["n"], first["counts"][1]) == (
        68,
        {"count": None, "share": None, "hidden": "small"},
    )


def test_the_list_costs_the_same_for_one_and_for_many(client, bureau):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/surveys/").status_code == 200
        return len(captured)

    life.publish(bureau, kit.closed(bureau, (0, 0, 0, 5, 5)))
    before = queries()
    for _number in range(3):
        life.publish(bureau, kit.closed(bureau, (0, 0, 0, 5, 5)))
    assert queries() <= before <= 6


def test_the_circles_page_shows_what_residents_miss_and_find(client, bureau, published):
    page = reading.words(client.get("/circles/pilot-09/"))
    assert "居民问卷" in page
    assert "82.4%" in page  # 56 of 68 satisfied
    english = client.get("/circles/pilot-09/", headers={"accept-language": "en"})
    assert reading.chinese_in_english(english) == []
    for language in ("en", "zh-hans"):
        shown = client.get(f"/surveys/{published.key}/", headers={"accept-language": language})
        wrong = reading.chinese_in_english if language == "en" else reading.english_in_chinese
        assert wrong(shown) == []
