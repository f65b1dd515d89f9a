"""The ledger's pages as people use them: what each role sees, types and gets back."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from liaocheng_plan.organisation import roles
from liaocheng_plan.progress.models import Question, Task, TaskEvidence, TaskItem
from tests import factories

from . import reading

pytestmark = pytest.mark.django_db

TASK = "/progress/tasks/plan-task-1-1/"
PDF = b"%PDF-1.4 made for a test"
AUTH = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    """Files of tests lie in a folder of their own."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def task(plan):
    return Task.objects.get(key="plan-task-1-1")


@pytest.fixture
def item(task):
    """An item of 茌平区, late since 1 November 2025, with a note."""
    return factories.task_item(
        task=task,
        key="own",
        name="茌平方案",
        area=factories.area("chiping"),
        due=date(2025, 10, 31),
        note="内部备注",
    )


@pytest.fixture
def elsewhere(task):
    return factories.task_item(task=task, key="other", area=factories.area("yanggu"), note="外区")


def address(item, action=""):
    """The page of an item, or where one of its forms goes."""
    return f"{TASK}{item.key}/" + (f"do/{action}/" if action else "")


def zipped(*names):
    """A zip archive with members of these names."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def upload(client, item, name="证明.pdf", content=PDF):
    """Send a file to an item."""
    file = SimpleUploadedFile(name, content)
    return client.post(address(item, "evidence"), {"evidence-file": file})


# --- What is seen ---------------------------------------------------------------------------
def test_the_public_sees_items_and_lights_but_nothing_internal(client, item):
    for path in (TASK, address(item)):
        page = reading.words(client.get(path))
        assert "茌平方案" in page
        assert "逾期" in page
        assert "内部备注" not in page
    assert b'<form class="form"' not in client.get(TASK).content


def test_a_district_editor_sees_the_own_notes_and_not_those_of_others(signed_in, item, elsewhere):
    client = signed_in(roles.DISTRICT_EDITOR, "chiping")
    assert "内部备注" in reading.words(client.get(address(item)))
    page = reading.words(client.get(address(elsewhere)))
    assert "外区" not in page
    assert b"do/done/" not in client.get(address(elsewhere)).content


def test_a_reader_reads_and_finds_no_form(signed_in, item):
    content = signed_in(roles.READER).get(address(item)).content.decode()
    assert "内部备注" in content
    assert "do/done/" not in content


def test_a_date_of_the_bureau_is_never_shown_as_stated(signed_in, client, task):
    bureau = signed_in(roles.BUREAU_EDITOR)
    shown = bureau.get(TASK).context["forms"]["due"]
    data = {"due-due_set": "2026-12-31", "due-seen": shown["seen"].value()}
    assert bureau.post(f"{TASK}do/due/", data).status_code == 302
    page = reading.words(client.get(TASK))
    assert "2026年12月31日" in page
    assert "市局" in page
    task.refresh_from_db()
    assert task.due is None


def test_an_old_form_does_not_overwrite_what_somebody_else_changed(signed_in, task):
    bureau = signed_in(roles.BUREAU_EDITOR)
    data = {"due-due_set": "2026-12-31", "due-seen": "2020-01-01T00:00:00+00:00"}
    response = bureau.post(f"{TASK}do/due/", data)
    assert response.status_code == 400
    assert "其间他人已作修改" in response.content.decode()
    task.refresh_from_db()
    assert task.due_set is None


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_are_wholly_in_the_readers_language(signed_in, item, language):
    client = signed_in(roles.BUREAU_EDITOR)
    TaskItem.objects.update(note="")  # a text in a form is the reader's own
    item.steps.create(text="报送", due=date(2025, 9, 1))
    upload(client, item)
    ask(client, area="chiping")
    client.get(TASK)  # what was just done is said once, in the language in which it was done
    lists = ("month/2025-10/", "areas/chiping/", "departments/taxation/", "?as_of=2025-12-01")
    paths = [TASK, address(item), "/progress/questions/"]
    for path in (*paths, *(f"/progress/tasks/{name}" for name in lists)):
        response = client.get(path, headers={"accept-language": language})
        stray = reading.chinese_in_english if language == "en" else reading.english_in_chinese
        assert not stray(response), path


# --- Lists ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("light=red", True),
        ("light=green", False),
        ("area=chiping", True),
        ("area=liaocheng", True),
        ("area=yanggu", False),
        ("year=2025", True),
        ("year=2024", False),
        ("document=commerce-plan", True),
        ("document=circle-scheme", False),
        ("department=commerce", False),
        ("light=red&as_of=2025-01-01", False),
    ],
)
def test_filters_of_the_list(client, item, query, there):
    keys = {
        p.task.key
        for part in client.get(f"/progress/tasks/?{query}").context["documents"]
        for group in part["groups"]
        for p in group["tasks"]
    }
    assert ("plan-task-1-1" in keys) is there


def test_a_day_that_is_none_is_said(client, plan):
    response = client.get("/progress/tasks/?as_of=2025-02-30")
    assert response.status_code == 400
    assert "不是日期" in response.content.decode()


def test_the_month_lists_what_fell_due_was_done_and_is_late(client, task, item):
    factories.task_item(task=task, key="done", due=date(2025, 9, 30), done_on=date(2025, 10, 8))
    factories.task_item(task=task, key="later", due=date(2025, 11, 1))
    factories.task_item(task=task, key="made-up", due=date(2025, 9, 1), done_on=date(2025, 12, 1))
    factories.task_item(task=task, key="undated")

    def months(path):
        parts = client.get(path).context["parts"]
        return [[e.item.key for e in part["entries"]] for part in parts]

    assert months("/progress/tasks/month/2025-10/") == [["own"], ["done"], ["made-up"]]
    assert months("/progress/tasks/month/2025-09/") == [["made-up", "done"], [], ["made-up"]]
    assert months("/progress/tasks/month/2025-12/") == [[], ["made-up"], ["own", "later"]]
    assert months("/progress/tasks/month/2099-01/") == [[], [], []]


@pytest.mark.parametrize("month", ["2025-13", "2025-0", "1999-01"])
def test_a_month_that_does_not_exist_is_not_found(client, plan, month):
    assert client.get(f"/progress/tasks/month/{month}/").status_code == 404


def test_the_workbook_keeps_dates_as_dates_and_texts_as_texts(client, task, item):
    item.name = '=HYPERLINK("http://example.invalid")'
    item.save()
    response = client.get("/progress/tasks/month/2025-10/?format=xlsx")
    book = load_workbook(BytesIO(response.content))
    assert book.sheetnames == ["本月到期", "本月完成", "逾期未完成"]
    head, row = list(book["本月到期"].iter_rows(min_row=4))[:2]
    cells = dict(zip([c.value for c in head], row, strict=True))
    assert (cells["分解项"].value, cells["分解项"].data_type) == (item.name, "s")
    assert cells["期限"].value.date() == date(2025, 10, 31)
    assert cells["完成日期"].value is None
    assert cells["状态灯"].value == "30 天内到期"  # on the last day of the month
    everything = [c.value for sheet in book for row in sheet.iter_rows() for c in row]
    assert "内部备注" not in everything


def test_sheets_of_an_area_and_of_a_department(client, item, elsewhere):
    page = reading.words(client.get("/progress/tasks/areas/chiping/"))
    assert item.name in page
    assert elsewhere.name not in page
    page = reading.words(client.get("/progress/tasks/departments/taxation/"))
    assert "做好街区发展机制保障" in page
    response = client.get("/progress/tasks/areas/chiping/?format=xlsx")
    assert load_workbook(BytesIO(response.content)).sheetnames == ["茌平区"]


# --- Working --------------------------------------------------------------------------------
def test_the_bureau_breaks_a_task_down(signed_in, task):
    bureau = signed_in(roles.BUREAU_EDITOR)
    data = {"item-name": "甲", "item-year": "2026", "item-area": "chiping"}
    data |= {"item-due": "2026-06-30", "item-department": ""}
    assert bureau.post(f"{TASK}do/item/", data).status_code == 302
    item = TaskItem.objects.get()
    assert (item.area.key, item.due) == ("chiping", date(2026, 6, 30))
    response = bureau.post(f"{TASK}do/item/", data | {"item-department": "commerce"})
    assert response.status_code == 400
    assert "不能两者都填" in response.content.decode()
    assert TaskItem.objects.count() == 1


def test_a_district_editor_records_what_was_done_and_takes_it_back(signed_in, item):
    client = signed_in(roles.DISTRICT_EDITOR, "chiping")
    ahead = timezone.localdate() + timedelta(days=1)
    assert client.post(address(item, "done"), {"done-done_on": ahead}).status_code == 400
    assert client.post(address(item, "done"), {"done-done_on": "2025-12-01"}).status_code == 302
    item.refresh_from_db()
    assert item.light == "yellow"  # done late, for good
    assert client.post(address(item, "reopen"), {"reopen-reason": "材料不全"}).status_code == 302
    item.refresh_from_db()
    assert item.light == "red"


@pytest.mark.parametrize("action", ["done", "reopen", "step", "evidence", "note", "edit"])
def test_another_areas_item_is_left_alone(signed_in, elsewhere, action):
    client = signed_in(roles.DISTRICT_EDITOR, "chiping")
    before = elsewhere.history.count()
    data = {
        "done-done_on": "2025-12-01",
        "reopen-reason": "理由",
        "step-text": "步骤",
        "evidence-file": SimpleUploadedFile("证明.pdf", PDF),
        "note-note": "改",
        "edit-name": "改",
        "edit-year": "2025",
        "note-seen": elsewhere.updated_at.isoformat(),
        "edit-seen": elsewhere.updated_at.isoformat(),
    }
    assert client.post(address(elsewhere, action), data).status_code == 403
    assert elsewhere.history.count() == before
    assert not TaskEvidence.objects.exists()


def test_steps_are_done_one_by_one(signed_in, item, elsewhere):
    client = signed_in(roles.DISTRICT_EDITOR, "chiping")
    client.post(address(item, "step"), {"step-text": "报送"})
    step = item.steps.get()
    client.post(address(item, "step-done"), {"step-done-step": step.pk})
    step.refresh_from_db()
    assert step.done_on == timezone.localdate()
    foreign = elsewhere.steps.create(text="外区步骤")
    assert (
        client.post(address(item, "step-done"), {"step-done-step": foreign.pk}).status_code == 400
    )
    foreign.refresh_from_db()
    assert foreign.done_on is None


def test_nobody_works_without_signing_in(client, item):
    response = client.post(address(item, "done"), {"done-done_on": "2025-12-01"})
    assert (response.status_code, response.url.split("?")[0]) == (302, "/admin/login/")
    item.refresh_from_db()
    assert item.done_on is None


# --- Evidence -------------------------------------------------------------------------------
def test_evidence_is_a_download_for_who_may_see_it(signed_in, client, item):
    editor = signed_in(roles.DISTRICT_EDITOR, "chiping")
    assert upload(editor, item).status_code == 302
    row = TaskEvidence.objects.get()
    url = f"{address(item)}evidence/{row.pk}/"
    response = editor.get(url)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert client.get(url).status_code == 302  # to the sign-in
    assert row.name not in client.get(address(item)).content.decode()
    assert client.get(f"/media/{row.file.name}").status_code == 404


def test_evidence_of_another_area_is_not_there(person, client, item):
    client.force_login(person(roles.BUREAU_EDITOR, name="bureau"), AUTH)
    upload(client, item)
    url = f"{address(item)}evidence/{TaskEvidence.objects.get().pk}/"
    client.force_login(person(roles.DISTRICT_EDITOR, "yanggu", name="yanggu"), AUTH)
    assert client.get(url).status_code == 404
    assert "证明.pdf" not in client.get(address(item)).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("脚本.html", b"<script>", "只接收"),
        ("宏.docm", PDF, "只接收"),
        ("没有后缀", PDF, "只接收"),
        ("假.pdf", b"MZ not a pdf", "不是 pdf 格式"),
        ("假.docx", PDF, "不是 docx 格式"),
        ("错.docx", zipped("xl/workbook.xml"), "不是 docx 格式"),
        ("宏.xlsx", zipped("xl/workbook.xml", "xl/vbaProject.bin"), "不是 xlsx 格式"),
        ("空.pdf", b"", "空"),
    ],
)
def test_a_file_that_is_refused_leaves_nothing(signed_in, settings, item, name, content, says):
    response = upload(signed_in(roles.DISTRICT_EDITOR, "chiping"), item, name, content)
    assert response.status_code == 400
    assert says in response.content.decode()
    assert not TaskEvidence.objects.exists()
    assert not list(settings.MEDIA_ROOT.rglob("*.*"))


def test_a_file_is_not_too_large_and_not_there_twice(signed_in, monkeypatch, item):
    client = signed_in(roles.DISTRICT_EDITOR, "chiping")
    upload(client, item, "证明.docx", zipped("word/document.xml"))
    assert (
        "已经上传"
        in upload(client, item, "又.docx", TaskEvidence.objects.get().file.read()).content.decode()
    )
    monkeypatch.setattr("liaocheng_plan.progress.evidence_files.LARGEST", 10)
    assert "超过" in upload(client, item).content.decode()
    assert TaskEvidence.objects.count() == 1


def test_a_withdrawn_file_is_listed_no_more_and_can_come_again(signed_in, item):
    client = signed_in(roles.DISTRICT_EDITOR, "chiping")
    upload(client, item)
    row = TaskEvidence.objects.get()
    client.post(address(item, "withdraw"), {"withdraw-evidence": row.pk})
    assert "证明.pdf" not in reading.words(client.get(address(item)))
    assert client.get(f"{address(item)}evidence/{row.pk}/").status_code == 404
    assert upload(client, item).status_code == 302
    assert TaskEvidence.objects.count() == 2


# --- Please explain -------------------------------------------------------------------------
def ask(client, about="tasks/plan-task-1-1", **data):
    """Ask for an explanation."""
    values = {"text": "为何逾期？", "area": "", "department": ""} | data
    return client.post(
        f"/progress/questions/ask/{about}/", {f"ask-{n}": v for n, v in values.items()}
    )


@pytest.fixture
def people(person, client):
    """Sign the client in as one of three: `people("reader")`."""
    known = {
        "reader": person(roles.READER, name="reader"),
        "chiping": person(roles.DISTRICT_EDITOR, "chiping", name="chiping"),
        "yanggu": person(roles.DISTRICT_EDITOR, "yanggu", name="yanggu"),
        "bureau": person(roles.BUREAU_EDITOR, name="bureau"),
    }

    def sign_in(name):
        client.force_login(known[name], AUTH)
        return client

    return sign_in


@pytest.mark.parametrize(
    ("about", "path"),
    [
        ("tasks/plan-task-1-1", TASK),
        ("targets/retail-sales-urban", "/progress/retail-sales-urban/"),
    ],
)
def test_question_and_answer_stay_with_their_record(people, plan, about, path):
    assert ask(people("reader"), about, area="chiping").status_code == 302
    question = Question.objects.get()
    answer = f"/progress/questions/{question.pk}/answer/"
    data = {f"answer-{question.pk}-text": "材料已补齐。"}
    assert people("yanggu").post(answer, data).status_code == 404
    assert people("reader").post(answer, data).status_code == 403
    assert people("chiping").post(answer, data).status_code == 302
    for name in ("reader", "bureau", "chiping"):
        page = reading.words(people(name).get(path))
        assert "为何逾期？" in page
        assert "材料已补齐。" in page
    assert "为何逾期" not in reading.words(people("yanggu").get(path))
    client = people("yanggu")
    client.logout()
    assert "为何逾期" not in reading.words(client.get(path))


def test_the_inbox_holds_what_waits_within_reach(people, plan):
    ask(people("reader"), area="chiping")
    assert "为何逾期？" in reading.words(people("chiping").get("/progress/questions/"))
    assert "为何逾期？" not in reading.words(people("yanggu").get("/progress/questions/"))
    assert "待答复 1" in reading.words(people("chiping").get("/admin/"))
    assert "待答复 0" in reading.words(people("yanggu").get("/admin/"))


def test_a_district_editor_does_not_ask_and_nobody_asks_nothing(people, plan):
    assert ask(people("chiping")).status_code == 403
    assert ask(people("reader"), text=" ").status_code == 400
    assert ask(people("reader"), about="tasks/nothing").status_code == 404
    assert ask(people("reader"), about="markets/market-01").status_code == 404
    both = {"area": "chiping", "department": "commerce"}
    assert ask(people("reader"), **both).status_code == 400
    assert not Question.objects.exists()


def test_the_target_page_takes_no_more_queries_for_more_questions(
    people, plan, django_assert_max_num_queries
):
    client = people("reader")
    for _number in range(5):
        ask(client, "targets/retail-sales-urban")
    client.get("/progress/retail-sales-urban/")
    with django_assert_max_num_queries(30):
        client.get("/progress/retail-sales-urban/")
