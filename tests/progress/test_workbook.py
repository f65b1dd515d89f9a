"""The form as a workbook: filled in and taken back; what is strange is refused."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from liaocheng_plan.progress import rounds, typed, workbook
from liaocheng_plan.progress.models import Observation, Target
from liaocheng_plan.progress.workbook import NOTE, TOP, VALUE, cite_words
from liaocheng_plan.progress.workbook_comparing import differences, sealed, unsealed
from liaocheng_plan.progress.workbook_reading import read
from tests.progress.rounds_kit import approve, area, fill, lines, value

FIRST = TOP + 1


def downloaded(round_, key="chiping"):
    """The workbook of a form, as a spreadsheet program opens it."""
    buffer = BytesIO()
    workbook.of(round_, area(key), lines(round_, key)).save(buffer)
    buffer.seek(0)
    return load_workbook(buffer)


def uploaded(book, name="填报.xlsx"):
    """A workbook or bytes as an upload."""
    if isinstance(book, bytes):
        return SimpleUploadedFile(name, book)
    buffer = BytesIO()
    book.save(buffer)
    return SimpleUploadedFile(name, buffer.getvalue())


def taken(book, round_, name="填报.xlsx", key="chiping"):
    """What the portal reads from an upload."""
    return read(uploaded(book, name), round_, area(key), lines(round_, key))


def refused(book, round_, name="填报.xlsx"):
    """Every reason for which an upload is refused."""
    with pytest.raises(ValidationError) as error:
        taken(book, round_, name)
    assert not Observation.objects.filter(round=round_).exists()
    return " ".join(error.value.messages)


class TestDownload:
    def test_it_shows_last_time_and_locks_all_but_the_input_cells(self, people, opened):
        approve(people, opened("2025-Q2"))
        book = downloaded(opened("2025-Q3"))
        assert book.sheetnames == ["目标", "生活圈统计指标", "_"]
        sheet = book["目标"]
        row = {cell.column: cell for cell in sheet[FIRST]}
        assert sheet.protection.sheet
        assert [n for n, cell in row.items() if not cell.protection.locked] == [VALUE, NOTE]
        assert (row[5].value, row[9].value, row[10].value) == ("试报指标", "2025-Q2", 7)
        assert row[VALUE].value is None
        assert all(sheet.column_dimensions[letter].hidden for letter in "ABC")
        assert sheet.data_validations.dataValidation[0].type == "decimal"
        assert book["_"].sheet_state == "veryHidden"

    def test_a_stated_figure_says_where_it_is_written(self, plan):
        cell = Workbook().active.cell(1, 1, 480)
        cite_words(cell, Target.objects.get(key="retail-sales-urban").citation)
        assert "480亿元左右" in cell.comment.text
        assert cell.hyperlink.target.endswith("#quoted")

    def test_what_is_handed_in_has_no_input_cells(self, people, opened):
        round_ = opened()
        fill(people["editor"], round_)
        rounds.hand_in(people["editor"], round_, area())
        row = downloaded(round_)["目标"][FIRST]
        assert all(cell.protection.locked for cell in row)

    def test_no_text_becomes_a_formula(self, people, opened):
        round_ = opened(statistics=False)
        Target.objects.filter(key="test-chiping").update(name='=HYPERLINK("http://x")')
        slot = lines(round_)[0].slot
        rounds.save_form(people["editor"], round_, area(), {slot: value(None, "=1+1")})
        row = {cell.column: cell for cell in downloaded(round_)["目标"][FIRST]}
        for column in (5, NOTE):
            assert row[column].data_type == "s"
            assert row[column].quotePrefix


class TestRoundTrip:
    def test_what_is_typed_comes_back_line_by_line_and_counts_only_then(self, people, opened):
        round_ = opened()
        book = downloaded(round_)
        sheet = book["目标"]
        sheet.cell(FIRST, VALUE).value = 12.5
        sheet.cell(FIRST, NOTE).value = "月末数"
        book["生活圈统计指标"].cell(FIRST, VALUE).value = 0
        filled = taken(book, round_)
        found = differences(lines(round_), filled)
        assert [str(row.kind) for row in found] == ["new", "new"]
        assert not Observation.objects.exists()
        values, stamps, seen = unsealed(
            sealed(round_, area(), filled, lines(round_)), round_, area()
        )
        assert (values, stamps) == (filled.values, filled.stamps)
        chosen = {row.line.slot: values[row.line.slot] for row in found}
        rounds.save_form(people["editor"], round_, area(), chosen, seen)
        saved = Observation.objects.order_by("value").values_list("value", "note", "state")
        assert list(saved) == [(0, "", "draft"), (12.5, "月末数", "draft")]

    def test_an_unchanged_workbook_changes_nothing(self, people, opened):
        round_ = opened()
        fill(people["editor"], round_)
        assert differences(lines(round_), taken_saved(downloaded(round_), round_)) == []

    def test_what_somebody_else_saved_meanwhile_is_a_conflict_only_where_both_changed(
        self, people, opened
    ):
        round_ = opened()
        book = downloaded(round_)
        book["生活圈统计指标"].cell(FIRST, VALUE).value = 5
        first, second, third = [line.slot for line in lines(round_)][:3]
        meanwhile = {first: value(1), second: value(4), third: value(2)}
        rounds.save_form(people["bureau"], round_, area(), meanwhile)
        found = differences(lines(round_), taken_saved(book, round_))
        assert [(row.line.slot, str(row.kind)) for row in found] == [(second, "conflict")]

    def test_numbers_kept_as_text_and_binary_noise_are_understood(self, opened):
        round_ = opened(statistics=False)
        for cell, wanted in (("１,234.5", "1234.5"), (0.1 + 0.2, "0.3"), (" 7 ", "7")):
            book = downloaded(round_)
            book["目标"].cell(FIRST, VALUE).value = cell
            filled = taken(book, round_)
            assert typed.normal(filled.values[lines(round_)[0].slot]["value"]) == wanted

    def test_parts_and_shares_have_a_row_each(self, people):
        targets = Target.objects.filter(key="mix-dongchangfu-center")
        round_ = rounds.open_round(
            people["bureau"],
            name="x",
            period="2025",
            due_on=date(2026, 12, 31),
            areas=[area("dongchangfu")],
            targets=targets,
        )
        book = downloaded_for(round_, "dongchangfu")
        for number in range(5):
            book["目标"].cell(FIRST + number, VALUE).value = 20
        filled = taken(book, round_, key="dongchangfu")
        parts = filled.values["targets~mix-dongchangfu-center"]["parts"]
        assert [part["value"] for part in parts] == [20] * 5
        assert parts[0]["label"] == "购物"


def downloaded_for(round_, key):
    """A workbook of another area; the round is read anew, as a request reads it."""
    return downloaded(type(round_).objects.get(pk=round_.pk), key)


def taken_saved(book, round_):
    """As `taken`, where something is saved already."""
    return taken(book, round_)


class TestRefusals:
    @pytest.fixture
    def round_(self, opened):
        """An open round."""
        return opened()

    @pytest.mark.parametrize(
        ("row", "wanted"), [(2, "另一轮"), (3, "另一区域"), (4, "另一期别"), (1, "不是从本页")]
    )
    def test_of_another_round_area_period_or_program(self, round_, row, wanted):
        book = downloaded(round_)
        book["_"].cell(row, 1).value = "other"
        assert wanted in refused(book, round_)

    @pytest.mark.parametrize("text", ["约500", "12家", "1e5", "NaN", "十", "1.23456", True])
    def test_what_is_no_number_names_its_cell(self, round_, text):
        book = downloaded(round_)
        book["目标"].cell(FIRST, VALUE).value = text
        assert f"目标!K{FIRST}" in refused(book, round_)

    @pytest.mark.parametrize("column", [VALUE, NOTE])
    def test_formulas(self, round_, column):
        book = downloaded(round_)
        book["目标"].cell(FIRST, column).value = "=1+1"
        answer = refused(book, round_)
        assert "公式" in answer
        assert str(FIRST) in answer

    def test_changed_and_foreign_rows(self, round_):
        book = downloaded(round_)
        book["目标"].cell(FIRST, 1).value = "targets~test-dongchangfu"
        assert "不属于" in refused(book, round_)
        book = downloaded(round_)
        sheet = book["生活圈统计指标"]
        for column in (1, 2, 3):
            sheet.cell(FIRST + 1, column).value = sheet.cell(FIRST, column).value
        assert "隐藏列" in refused(book, round_)

    def test_other_files(self, round_):
        assert "宏" in refused(downloaded(round_), round_, "填报.xlsm")
        assert "密码" in refused(b"\xd0\xcf\x11\xe0" + b"0" * 600, round_)
        assert "xlsx" in refused(b"a,b\n1,2\n", round_)
        assert "xlsx" in refused(b"a,b\n1,2\n", round_, "a.csv")
        assert "MB" in refused(b"0" * (5 * 1024 * 1024 + 1), round_)

    def test_macros_under_an_innocent_name(self, round_):
        assert "宏" in refused(repacked(downloaded(round_), {"xl/vbaProject.bin": b"x"}), round_)

    def test_a_file_that_bursts(self, round_):
        bomb = {"xl/worksheets/sheet9.xml": b" " * (31 * 1024 * 1024)}
        assert "解压" in refused(repacked(downloaded(round_), bomb), round_)
        many = {f"xl/{number}.xml": b"" for number in range(300)}
        assert "解压" in refused(repacked(downloaded(round_), many), round_)

    def test_rows_without_end(self, round_):
        book = downloaded(round_)
        book["目标"].cell(900_000, VALUE).value = 1
        assert "行数过多" in refused(book, round_)

    def test_entities(self, round_):
        evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
        parts = {f"xl/worksheets/sheet{number}.xml": evil for number in (1, 2, 3)}
        assert "损坏" in refused(repacked(downloaded(round_), parts), round_)

    def test_damaged_parts(self, round_):
        for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
            answer = refused(repacked(downloaded(round_), {part: b"<broken"}), round_)
            assert "损坏" in answer


def repacked(book, parts):
    """The bytes of a workbook with some parts added or replaced."""
    buffer, result = BytesIO(), BytesIO()
    book.save(buffer)
    with ZipFile(buffer) as old, ZipFile(result, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return result.getvalue()
