"""The pages on which staff say what headings and words of a file mean."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from circles.models import OutletImport
from circles.register import runs
from liaocheng_plan.organisation import roles
from tests.circles.imports_kit import upload
from tests.circles.test_import_choices import STRANGE, WORDS, key_of
from tests.portal import reading

pytestmark = pytest.mark.django_db
LIST = "/outlets/imports/"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def editor(signed_in):
    return signed_in(roles.BUREAU_EDITOR)


def text(response):
    return response.content.decode()


def send(client, content, **values):
    """Send a file by the form; gives where that leads."""
    given = {"source": "商户普查", "as_of": "2026-03-01", "datum": "wgs84"}
    answer = client.post(LIST, given | {"upload": upload(content, "o.csv")} | values)
    assert answer.status_code == 302, text(answer)
    return answer.url


def say(client, url, step, **pairs):
    """Send one of the two forms: `{word: choice}`."""
    form = {"word": list(pairs), "choice": list(pairs.values())}
    return client.post(f"{url}{step}/", form, follow=True)


def check():
    """What the worker does."""
    for run in OutletImport.objects.filter(state="checking"):
        runs.check(run)


def selected(page):
    """`{word: words of the chosen option}` of all selects of a page; None where it is the first."""
    found = re.findall(r'<select name="choice" aria-label="(.*?)">(.*?)</select>', page, re.S)
    chosen = ((name, re.search(r"selected>(.*?)<", options)) for name, options in found)
    return {name: match and match[1] for name, match in chosen}


def test_unknown_headings_are_asked_for_and_what_was_chosen_stands_on_the_page(editor):
    url = send(editor, STRANGE)
    page = text(editor.get(url))
    assert "待指定列" in page and "缺少必需的字段：网点名称" in page
    assert "家家悦" in page and "老王理发" in page and "三号" in page  # three values to judge by
    assert selected(page) == {"店招": None, "经营门类": None, "备注": None, "编号": "网点编号"}
    chosen = {"编号": "source_ref", "店招": "name", "经营门类": "business_type", "备注": ""}
    assert "正在检查" in text(say(editor, url, "columns", **chosen))
    check()
    page = text(editor.get(url))
    assert page.count("人工指定") == 2
    assert "店招 → 网点名称" in page and "备注 → 不导入" in page and "someone" in page


def test_a_choice_that_cannot_hold_comes_back_with_what_was_chosen(editor):
    url = send(editor, STRANGE)
    answer = say(editor, url, "columns", 编号="", 店招="name", 经营门类="name", 备注="")
    page = text(answer)
    assert answer.status_code == 422
    assert "“店招”与“经营门类”指定为同一字段" in page
    assert selected(page)["店招"] == selected(page)["经营门类"] == "网点名称"
    assert page.count("与另一列指定为同一字段") == 2
    answer = say(editor, url, "columns", 编号="", 店招="", 经营门类="", 备注="")
    assert answer.status_code == 422 and "没有哪一列指定为“网点名称”" in text(answer)


def test_a_file_without_any_column_to_choose_is_refused_at_once_and_says_why(editor):
    given = {"source": "普查", "as_of": "2026-03-01", "datum": "wgs84"}
    answer = editor.post(LIST, given | {"upload": upload("业态,地址\n便利店,一路\n", "o.csv")})
    assert answer.status_code == 422 and "“网点名称”" in text(answer)


def test_the_columns_can_be_changed_until_the_import_is_applied(editor):
    url = send(editor, "编号,名称\nA1,店一\n")
    check()
    assert "更改各列的指定" in text(editor.get(url))
    say(editor, url, "columns", 编号="", 名称="name")
    check()
    page = text(editor.get(url))
    assert "未用的列： 编号" in page
    editor.post(f"{url}apply/")
    runs.apply(OutletImport.objects.get())
    page = text(editor.get(url))
    assert "更改各列的指定" not in page and "编号 → 不导入" in page


def test_words_without_a_type_are_counted_and_given_one(editor):
    url = send(editor, WORDS)
    check()
    page = text(editor.get(url))
    assert "4 行用了这些词" in page
    assert selected(page)["网红店"] is None
    say(editor, url, "types", 网红店=key_of("特色餐饮店"), 剧本杀="-")
    check()
    page = text(editor.get(url))
    assert "行用了这些词" not in page
    assert selected(page)["网红店"] == "特色餐饮店"
    assert "网红店 → 特色餐饮店" in page and "剧本杀 → 业态不详" in page
    say(editor, url, "types", 网红店="", 剧本杀="-")
    check()
    assert "2 行用了这些词" in text(editor.get(url))


def test_a_district_reads_the_words_and_the_bureau_chooses(client, person, editor):
    district = person(roles.DISTRICT_EDITOR, "chiping", name="district")
    client.force_login(district, backend="django.contrib.auth.backends.ModelBackend")
    url = send(client, "编号,名称,业态,区县\nA1,一,网红店,茌平区\n")
    check()
    page = text(client.get(url))
    assert "由市局指定" in page and "网红店" in page
    assert "网红店" not in selected(page)
    assert say(client, url, "types", 网红店="-").status_code == 403
    say(editor, url, "types", 网红店="-")
    check()
    page = text(client.get(url))
    assert "由市局指定" not in page and "业态不详" in page


def test_an_english_reader_finds_no_unmarked_chinese(editor):
    english = {"accept-language": "en"}
    url = send(editor, STRANGE)
    page = editor.get(url, headers=english)
    assert "Which column is what?" in text(page) and "Name of the outlet" in text(page)
    assert not reading.chinese_in_english(page)
    form = {"word": ["编号", "店招"], "choice": ["name", "name"]}
    assert not reading.chinese_in_english(editor.post(f"{url}columns/", form, headers=english))
    say(editor, url, "columns", 编号="", 店招="name", 经营门类="business_type", 备注="")
    words = send(editor, WORDS, source="另一来源")
    check()
    for path in (url, words):
        assert not reading.chinese_in_english(editor.get(path, headers=english))


def test_a_page_takes_few_queries_however_many_headings_and_words_there_are(editor):
    few, many = send(editor, STRANGE), send(editor, wide(60), source="宽表")
    assert queries(editor, many) == queries(editor, few) <= 11
    few, many = send(editor, WORDS), send(editor, words(80), source="多词")
    check()
    assert queries(editor, many) == queries(editor, few) <= 17


def wide(number):
    """A file with so many columns that nobody knows."""
    return ",".join(f"列{n}" for n in range(number)) + "\n" + ",".join("值" * number) + "\n"


def words(number):
    """A file with so many words that nobody knows."""
    return "名称,业态\n" + "".join(f"店{n},怪词{n}\n" for n in range(number))


def queries(client, url):
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
