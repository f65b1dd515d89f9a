"""Pages of rounds: who sees and writes what, forms, review, workbook, correction, inbox."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from circles.models import PilotCircle
from liaocheng_plan.progress import reviewing, rounds
from liaocheng_plan.progress.models import Notice, Observation, Round
from liaocheng_plan.progress.workbook import TOP, VALUE
from tests.portal.reading import chinese_in_english, english_in_chinese, words
from tests.progress.rounds_kit import approve, area, fill, lines, opened, people, value

__all__ = ["opened", "people"]


@pytest.fixture
def clients(people):
    """A client for each person."""
    found = {}
    for name, person in people.items():
        found[name] = Client()
        found[name].force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return found


@pytest.fixture
def round_(opened):
    """An open round of 茌平区 and 东昌府区."""
    return opened()


def url(round_, page="", key="chiping"):
    """An address of a form."""
    return f"/progress/rounds/{round_.key}/{key}/{page}"


def post(client, round_, action="save", key="chiping", **typed):
    """Post a form as its page shows it, with `{index: text}` typed into some lines."""
    data = {"action": action}
    for number, line in enumerate(lines(round_, key)):
        if not line.locked:
            now = line.report.value if line.report else None
            text = typed.get(f"line{number}", "" if now is None else f"{now.normalize():f}")
            data |= {f"stamp:{line.slot}": line.stamp, f"value:{line.slot}": text}
            data[f"note:{line.slot}"] = typed.get(f"note{number}", "")
    return client.post(url(round_, key=key), data)


class TestWhoSeesWhat:
    PAGES = ("", "review/", "workbook.xlsx")

    def test_everybody_else_is_asked_to_sign_in(self, round_):
        for path in (
            "/progress/rounds/",
            url(round_),
            "/inbox/",
            f"/progress/rounds/{round_.key}/",
        ):
            answer = Client().get(path)
            assert answer.status_code == 302
            assert "/admin/login/" in answer["Location"]

    @pytest.mark.parametrize("page", PAGES)
    def test_a_form_opens_for_its_area_the_bureau_and_the_reviewer(self, clients, round_, page):
        seen = {who: clients[who].get(url(round_, page)).status_code for who in clients}
        assert seen == {"bureau": 200, "editor": 200, "other": 403, "reviewer": 200, "reader": 403}

    def test_a_district_editor_sees_no_other_area_anywhere(self, clients, people, round_):
        fill(people["editor"], round_, 4711)
        row = Observation.objects.first()
        client = clients["other"]
        paths = ["/progress/rounds/", f"/progress/rounds/{round_.key}/"]
        paths += [f"/progress/rounds/{round_.key}/overview.xlsx", "/inbox/"]
        for path in paths:
            page = client.get(path)
            assert page.status_code == 200
            text = "".join(sheet_texts(page)) if path.endswith("xlsx") else page.content.decode()
            assert "茌平" not in text
            assert "4711" not in text
        assert client.get(f"/progress/observations/{row.key}/").status_code == 404
        for path in (f"{row.pk}/change/", f"{row.pk}/history/"):
            answer = client.get(f"/admin/progress/observation/{path}")
            assert answer.status_code in (302, 403)

    @pytest.mark.parametrize("page", ["", "upload/", "review/"])
    def test_nobody_writes_for_another_area(self, clients, people, round_, page):
        for who in ("other", "reader"):
            answer = clients[who].post(url(round_, page), {"action": "approve", "reason": "x"})
            assert answer.status_code == 403
        assert not Observation.objects.exists()

    def test_the_reader_sees_states_but_no_drafts(self, clients, people, round_):
        fill(people["editor"], round_, 4711)
        page = clients["reader"].get(f"/progress/rounds/{round_.key}/")
        assert "茌平区" in words(page)
        assert url(round_) not in page.content.decode()
        row = Observation.objects.first()
        assert clients["reader"].get(f"/progress/observations/{row.key}/").status_code == 404


def sheet_texts(page):
    """Every text of a workbook."""
    book = load_workbook(BytesIO(page.content))
    return [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    ]


class TestOpening:
    def test_the_bureau_opens_a_round_of_all_that_people_report(self, clients, people):
        given = {"name": "年报", "period": "2025", "due_on": "2099-01-31", "everything": "on"}
        given["areas"] = [area().pk, area("dongchangfu").pk]
        answer = clients["bureau"].post("/progress/rounds/open/", given)
        round_ = Round.objects.get()
        assert answer["Location"] == f"/progress/rounds/{round_.key}/"
        assert round_.targets.count() > 30
        assert not round_.targets.exclude(measure="").exists()
        assert Notice.objects.filter(recipient=people["editor"], kind="opened").exists()

    def test_what_is_wrong_stands_beside_its_field_and_nothing_is_opened(self, clients):
        given = {"name": "x", "period": "2025-13", "due_on": "2020-01-01", "areas": [area().pk]}
        page = clients["bureau"].post("/progress/rounds/open/", given)
        assert page.status_code == 422
        assert "2025-13" in words(page)
        assert "截止日期已过" in words(page)
        assert not Round.objects.exists()
        assert clients["editor"].get("/progress/rounds/open/").status_code == 403


class TestForm:
    def test_what_is_typed_is_saved_and_shown_again(self, clients, round_):
        answer = post(clients["editor"], round_, line0="１2.5", note1="停业")
        assert answer.status_code == 302
        page = clients["editor"].get(url(round_)).content.decode()
        assert 'value="12.5"' in page
        assert 'value="停业"' in page
        assert Observation.objects.count() == 2

    def test_a_wrong_line_is_named_and_nothing_that_was_typed_is_lost(self, clients, round_):
        page = post(clients["editor"], round_, line0="约12", line1="7")
        assert page.status_code == 422
        assert "“约12”不是数字" in words(page)
        assert 'value="约12"' in page.content.decode()
        assert 'value="7"' in page.content.decode()
        assert not Observation.objects.exists()

    def test_somebody_elses_value_is_shown_and_saving_again_decides(self, clients, people, round_):
        slot = lines(round_)[0].slot
        stale = {"action": "save", f"stamp:{slot}": "", f"value:{slot}": "3"}
        rounds.save_form(people["bureau"], round_, area(), {slot: value(9)})
        page = clients["editor"].post(url(round_), stale)
        assert page.status_code == 422
        assert "bureau" in words(page)
        assert 'value="3"' in page.content.decode()
        assert Observation.objects.get().value == 9
        again = stale | {f"stamp:{slot}": lines(round_)[0].stamp}
        assert clients["editor"].post(url(round_), again).status_code == 302
        assert Observation.objects.get().value == 3

    def test_last_times_values_are_taken_over(self, clients, people, opened):
        approve(people, opened("2025-Q2"))
        now = opened("2025-Q3")
        post(clients["editor"], now, f"take:{lines(now)[0].slot}")
        assert [row.value for row in Observation.objects.filter(round=now)] == [7]
        post(clients["editor"], now, "take:all", line1="8")
        values = [line.report.value for line in lines(now)]
        assert values == [7, 8, *[7] * (len(values) - 2)]

    def test_handing_in_lists_what_is_empty_and_keeps_the_drafts(self, clients, round_):
        page = post(clients["editor"], round_, "submit", line0="1")
        assert page.status_code == 422
        assert Observation.objects.get().state == "draft"
        typed = {f"line{n}": "1" for n in range(len(lines(round_)))}
        assert post(clients["editor"], round_, "submit", **typed).status_code == 302
        assert set(Observation.objects.values_list("state", flat=True)) == {"submitted"}

    def test_the_page_saves_by_itself_and_learns_the_new_stamps(self, clients, round_):
        told = post(clients["editor"], round_, "autosave", line0="5").json()
        assert told["stamps"][lines(round_)[0].slot] == lines(round_)[0].stamp != ""
        wrong = post(clients["editor"], round_, "autosave", line0="x")
        assert wrong.status_code == 422
        assert list(wrong.json()["errors"]) == [lines(round_)[0].slot]


class TestReview:
    @pytest.fixture
    def handed_in(self, people, round_):
        """A form that waits for review."""
        fill(people["editor"], round_)
        return rounds.hand_in(people["editor"], round_, area())

    def test_marked_lines_are_returned_and_the_reason_stands_on_the_form(
        self, clients, round_, handed_in
    ):
        slot = lines(round_)[0].slot
        given = {"action": "return-marked", "line": [slot], "reason": "请核对口径"}
        assert clients["reviewer"].post(url(round_, "review/"), given).status_code == 302
        assert "请核对口径" in words(clients["editor"].get(url(round_)))
        states = {line.slot: line.report.state for line in lines(round_)}
        assert [s for s, state in states.items() if state == "returned"] == [slot]

    def test_the_page_shows_change_and_result_and_approves_all(
        self, clients, people, opened, round_, handed_in
    ):
        page = words(clients["reviewer"].get(url(round_, "review/")))
        assert "—" in page
        reviewing.approve(people["reviewer"], handed_in)
        now = opened("2025-Q4")
        fill(people["editor"], now, 14)
        rounds.hand_in(people["editor"], now, area())
        page = words(clients["reviewer"].get(url(now, "review/")))
        assert "+100%" in page
        assert "达成" in page or "达到" in page or "已达" in page
        clients["reviewer"].post(url(now, "review/"), {"action": "approve"})
        assert set(Observation.objects.filter(round=now).values_list("state", flat=True)) == {
            "approved"
        }

    @pytest.mark.parametrize(
        "given",
        [
            {"action": "return"},
            {"action": "return-marked", "reason": "x"},
            {"action": "approve-marked"},
        ],
    )
    def test_what_is_missing_is_said_and_nothing_changes(self, clients, round_, handed_in, given):
        assert clients["reviewer"].post(url(round_, "review/"), given).status_code == 422
        assert set(Observation.objects.values_list("state", flat=True)) == {"submitted"}

    def test_only_a_reviewer_decides(self, clients, round_, handed_in):
        for who in ("editor", "bureau"):
            answer = clients[who].post(url(round_, "review/"), {"action": "approve"})
            assert answer.status_code == 403
        assert set(Observation.objects.values_list("state", flat=True)) == {"submitted"}


class TestCorrection:
    def test_an_approved_value_is_corrected_with_a_reason_through_review(
        self, clients, people, round_
    ):
        row = approve(people, round_)[0]
        page = f"/progress/observations/{row.key}/"
        slot = lines(round_)[0].slot
        given = {"action": "submit", f"value:{slot}": "8", f"note:{slot}": ""}
        assert clients["editor"].post(page, given).status_code == 422  # no reason
        assert Observation.objects.standing().get(pk=row.pk)
        answer = clients["editor"].post(page, given | {"reason": "漏报一家"})
        second = Observation.objects.get(replaces=row)
        assert answer["Location"].endswith(f"{second.key}/")
        assert "漏报一家" in words(clients["reviewer"].get(answer["Location"]))
        assert clients["other"].get(answer["Location"]).status_code == 404
        clients["reviewer"].post(answer["Location"], {"action": "approve"})
        assert Observation.objects.standing().get(slot=row.slot).value == 8
        versions = words(clients["reader"].get(page))
        assert "漏报一家" in versions
        assert "被更正替代" in versions

    def test_nobody_corrects_another_areas_value(self, clients, people, round_):
        row = approve(people, round_)[0]
        slot = lines(round_)[0].slot
        given = {"action": "submit", f"value:{slot}": "8", "reason": "x"}
        for who in ("other", "reader", "reviewer"):
            answer = clients[who].post(f"/progress/observations/{row.key}/", given)
            assert answer.status_code == 403
        assert not Observation.objects.filter(replaces=row).exists()


class TestWorkbook:
    def book(self, client, round_, number):
        """The downloaded workbook with a number in its first line, as an upload."""
        book = load_workbook(BytesIO(client.get(url(round_, "workbook.xlsx")).content))
        book["目标"].cell(TOP + 1, VALUE).value = number
        buffer = BytesIO()
        book.save(buffer)
        return SimpleUploadedFile("填报.xlsx", buffer.getvalue())

    def test_the_difference_is_seen_before_it_counts(self, clients, round_):
        client = clients["editor"]
        page = client.post(url(round_, "upload/"), {"workbook": self.book(client, round_, 12)})
        assert "12" in words(page)
        assert not Observation.objects.exists()
        client.post(url(round_, "upload/"), {"sealed": page.context["sealed"]})
        assert Observation.objects.get().value == 12

    def test_of_a_conflict_one_chooses(self, clients, people, round_):
        client, slot = clients["editor"], lines(round_)[0].slot
        upload = self.book(client, round_, 12)
        rounds.save_form(people["bureau"], round_, area(), {slot: value(9)})
        page = client.post(url(round_, "upload/"), {"workbook": upload})
        sealed = {"sealed": page.context["sealed"]}
        assert "已被他人修改" in words(page)
        client.post(url(round_, "upload/"), sealed)
        assert Observation.objects.get().value == 9
        client.post(url(round_, "upload/"), sealed | {f"choose:{slot}": "file"})
        assert Observation.objects.get().value == 12

    def test_a_changed_seal_or_another_forms_is_refused(self, clients, round_):
        client = clients["editor"]
        page = client.post(url(round_, "upload/"), {"workbook": self.book(client, round_, 12)})
        sealed = page.context["sealed"]
        for who, key, text in (
            ("editor", "chiping", sealed + "x"),
            ("other", "dongchangfu", sealed),
        ):
            answer = clients[who].post(url(round_, "upload/", key), {"sealed": text})
            assert answer.status_code == 422
        assert not Observation.objects.exists()

    def test_a_refused_file_says_why(self, clients, round_):
        page = clients["editor"].post(url(round_, "upload/"))
        assert page.status_code == 422
        assert "请先选择" in words(page)

    def test_the_overview_holds_every_area_and_line(self, clients, people, round_):
        fill(people["editor"], round_, 4711)
        texts = sheet_texts(clients["bureau"].get(f"/progress/rounds/{round_.key}/overview.xlsx"))
        assert {"茌平区", "东昌府区", "4711", "试报指标"} <= set(texts)


class TestInbox:
    def test_a_notice_opens_what_it_tells_of_and_is_read(self, clients, people, round_):
        home = clients["editor"].get("/inbox/")
        assert "请填报" in words(home)
        notice = Notice.objects.get(recipient=people["editor"])
        assert clients["other"].post("/inbox/", {"notice": notice.pk}).status_code == 404
        answer = clients["editor"].post("/inbox/", {"notice": notice.pk})
        assert answer["Location"] == url(round_)
        assert Notice.objects.get(pk=notice.pk).read_at

    def test_all_are_marked_as_read(self, clients, people, round_):
        clients["editor"].post("/inbox/")
        assert not Notice.objects.filter(recipient=people["editor"]).unread().exists()
        assert Notice.objects.filter(recipient=people["other"]).unread().exists()


class TestAdmin:
    LIST = "/admin/progress/observation/"

    def test_a_draft_is_typed_by_the_rules_and_no_state_can_be(self, clients, round_):
        given = {"target": lines(round_)[0].subject.pk, "area": area().pk, "period": "2025-Q3"}
        given |= {"value": "5", "parts": "[]", "state": "approved"}
        assert clients["bureau"].post(f"{self.LIST}add/", given).status_code == 302
        row = Observation.objects.get()
        assert (row.state, row.value, row.reporter.username) == ("draft", 5, "bureau")
        page = clients["bureau"].post(f"{self.LIST}{row.pk}/change/", given | {"value": "6"})
        assert page.status_code == 302
        assert Observation.objects.get().value == 6

    def test_the_rules_refusals_stand_on_the_form(self, clients, people, round_):
        approve(people, round_)
        given = {"target": lines(round_)[0].subject.pk, "area": area().pk, "period": "2025-Q3"}
        page = clients["bureau"].post(f"{self.LIST}add/", given | {"value": "5", "parts": "[]"})
        assert page.status_code == 200
        assert "更正" in words(page)
        foreign = given | {"area": area("dongchangfu").pk, "period": "2024", "value": "5"}
        page = clients["editor"].post(f"{self.LIST}add/", foreign | {"parts": "[]"})
        assert page.status_code in (200, 403)
        assert Observation.objects.filter(value=5).count() == 0

    def test_what_is_approved_is_locked_and_nothing_is_deleted(self, clients, people, round_):
        row = approve(people, round_)[0]
        page = clients["bureau"].get(f"{self.LIST}{row.pk}/change/")
        assert f"/progress/observations/{row.key}/" in page.content.decode()
        clients["bureau"].post(f"{self.LIST}{row.pk}/change/", {"value": "99"})
        assert clients["bureau"].post(f"{self.LIST}{row.pk}/delete/").status_code == 403
        assert Observation.objects.get(pk=row.pk).value == 7

    def test_a_reader_sees_no_draft_in_list_history_or_changes(self, clients, people, round_):
        row = fill(people["editor"], round_, 4711)[0]
        approve(people, round_, 4711)
        assert clients["reader"].get(f"{self.LIST}{row.pk}/history/").status_code == 403
        assert "4711" not in words(clients["reader"].get("/admin/changes/"))


def test_a_form_takes_as_many_queries_however_many_lines_it_has(clients, people, round_):
    approve(people, round_)
    paths = [url(round_), url(round_, "review/"), "/progress/rounds/"]
    before = [count(clients["bureau"], path) for path in paths]
    assert before <= [40, 42, 14]
    for number in range(30):
        PilotCircle.objects.create(
            key=f"pilot-{number + 50}",
            name=f"试点{number}",
            number=number + 50,
            area=area(),
            area_basis="assigned",
        )
    assert [count(clients["bureau"], path) for path in paths] == before


def count(client, path):
    """How many queries a page takes, what is remembered between requests already known."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def test_pages_are_wholly_in_the_readers_language(clients, people, round_):
    row = approve(people, round_)[0]
    paths = ["/progress/rounds/", "/progress/rounds/open/", f"/progress/rounds/{round_.key}/"]
    paths += [url(round_), url(round_, "review/"), f"/progress/observations/{row.key}/", "/inbox/"]
    for path in paths:
        for who in ("bureau", "reviewer"):
            if who == "reviewer" and path.endswith("open/"):
                continue
            english = clients[who].get(path, headers={"accept-language": "en"})
            assert not chinese_in_english(english), path
            assert not english_in_chinese(clients[who].get(path)), path
