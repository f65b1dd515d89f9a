"""Every page, file and letter of a demo says that its data are invented; no other one does."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from django.core.mail import EmailMessage
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import Client
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from liaocheng_plan.demo import marking
from liaocheng_plan.demo.mail import DemoEmailBackend
from liaocheng_plan.portal.home import views

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGES = [
    "/",
    "/map/",
    "/progress/",
    "/progress/tasks/",
    "/progress/retail-sales-urban/",
    "/plan/",
    "/places/markets/",
    "/circles/pilot-10/",
    "/search/?q=柳园路",
    "/wall/",
    "/admin/login/",
    "/api/docs/",
    "/nowhere/",
]
OBJECTS = [
    "/api/v1/",
    "/api/v1/targets/",
    "/api/v1/targets/retail-sales-urban/",
    "/api/v1/markets/?format=geojson",
    "/api/v1/nowhere/",
    "/map/layers/markets.json",
]


@pytest.fixture
def visitor(settings, db):
    """A visitor of a demo."""
    settings.DEMO = True
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_a_demo_is_marked_once_and_no_other_page_is(path, visitor, client, settings):
    answer = visitor.get(path)
    text = answer.content.decode()
    assert answer[marking.HEADER] == "1"
    assert text.count('class="demo-mark"') == text.count('class="demo-watermark"') == 1
    assert "demo/demo.css" in text and "<title>示例 · " in text
    settings.DEMO = False
    normal = Client().get(path)
    assert marking.HEADER not in normal
    assert "demo-mark" not in normal.content.decode()


def test_every_page_of_a_pdf_of_a_demo_says_so_and_no_other_pdf_does(visitor, settings):
    answer = visitor.get("/circles/pilot-07/guide-map.pdf")
    pages = PdfReader(BytesIO(answer.content)).pages
    assert all("示例数据" in page.extract_text() for page in pages)
    assert "demo-" in answer["Content-Disposition"]
    settings.DEMO = False
    normal = PdfReader(BytesIO(Client().get("/circles/pilot-07/guide-map.pdf").content))
    assert "示例数据" not in normal.pages[0].extract_text()
    assert marking.MARKERS["application/pdf"](b"no pdf") == b"no pdf"


@pytest.mark.parametrize("path", OBJECTS)
def test_an_answer_of_the_api_has_a_member_that_says_so(path, visitor, settings):
    answer = visitor.get(path)
    assert answer[marking.HEADER] == "1" and json.loads(answer.content)["demo"] is True
    settings.DEMO = False
    assert "demo" not in json.loads(Client().get(path).content)


def test_the_description_of_the_api_stays_valid(visitor):
    assert json.loads(visitor.get("/api/schema/?format=json").content)["x-demo"] is True
    assert visitor.get("/api/schema/").content.endswith(b"\nx-demo: true\n")


def test_an_error_of_the_server_is_marked(visitor, monkeypatch):
    def fail():
        raise ValueError("broken")

    monkeypatch.setattr(views, "HomePresenter", lambda *args, **kwargs: fail())
    answer = visitor.get("/")
    assert answer.status_code == 500 and 'class="demo-mark"' in answer.content.decode()


def test_a_workbook_opens_with_the_notice_and_keeps_its_sheets(visitor):
    answer = visitor.get("/progress/tasks/?format=xlsx")
    assert answer["Content-Type"] == XLSX
    assert "filename*=UTF-8''demo-" in answer["Content-Disposition"]
    book = load_workbook(BytesIO(answer.content))
    assert book.active.title == marking.SHEET and book.active["A1"].value == marking.NOTICE
    assert book.worksheets[0].title != marking.SHEET
    assert {s.oddHeader.center.text for s in book.worksheets[:-1]} == {marking.NOTICE}


def test_a_table_gets_a_last_column():
    rows = 'name,note\r\n"a, b","two\r\nlines"\r\n'
    answer = marking.mark(HttpResponse(b"\xef\xbb\xbf" + rows.encode(), content_type="text/csv"))
    found = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert found == [
        ["name", "note", "demo"],
        ["a, b", "two\r\nlines", "示例数据 · 非规划数据"],
    ]
    assert answer.content.startswith(b"\xef\xbb\xbf")


def test_streams_and_files_are_marked_too():
    stream = StreamingHttpResponse([b'{"a"', b":1}"], content_type="application/geo+json")
    assert json.loads(b"".join(marking.mark(stream))) == {"demo": True, "a": 1}
    buffer = BytesIO()
    Workbook().save(buffer)
    buffer.seek(0)
    file = FileResponse(buffer, filename="tasks.xlsx", as_attachment=True, content_type=XLSX)
    length = len(b"".join(marking.mark(file)))
    assert 'filename="demo-tasks.xlsx"' in file["Content-Disposition"]
    assert file.get("Content-Length") in (None, str(length))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"{}", b'{"demo":true}'),
        (b' {"a": 1}', b'{"demo":true,"a": 1}'),
        (b"[1]", b"[1]"),
        (b"", b""),
    ],
)
def test_json_stays_json(before, after):
    assert marking.mark(HttpResponse(before, content_type="application/json")).content == after


def test_a_part_of_a_page_is_left_alone():
    part = marking.mark(HttpResponse("<p>rows</p>"))
    assert part.content == b"<p>rows</p>" and part[marking.HEADER] == "1"


def test_a_letter_says_so_in_subject_and_text_and_goes_to_the_log(caplog):
    letter = EmailMessage("提醒", "请填报。", to=["demo@example.invalid"])
    with caplog.at_level("INFO"):
        assert DemoEmailBackend().send_messages([letter]) == 1
    assert letter.subject == f"[{marking.NOTICE}] 提醒"
    assert letter.body.startswith(marking.NOTICE) and letter.body in caplog.text
