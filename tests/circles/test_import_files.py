"""Files that are refused with a clear reason, and those that only look odd; nothing is kept."""

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook
from openpyxl.worksheet._reader import WorkSheetParser

from circles.models import Outlet, OutletImport
from circles.register import runs
from liaocheng_plan.imports import tables
from liaocheng_plan.imports.refusing import FileRefused, sentence
from liaocheng_plan.organisation import roles
from tests.circles.imports_kit import HEAD, ROWS, applied, checked, problems, submitted

pytestmark = pytest.mark.django_db
PLAIN = "名称,经度,纬度\n"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.IMPORT_UNPACKED_MB = 30


@pytest.fixture
def bureau(person):
    return person(roles.BUREAU_EDITOR)


def book(*rows):
    """A workbook of these rows as bytes."""
    made, content = Workbook(write_only=True), BytesIO()
    sheet = made.create_sheet()
    for row in rows:
        sheet.append(row)
    made.save(content)
    return content.getvalue()


def with_part(content, name, part):
    """A workbook with one of its parts replaced."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for item in old.namelist():
            new.writestr(item, part if item == name else old.read(item))
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
INLINE = '<c t="inlineStr"><is><t>{}</t></is></c>'
STATED = '<dimension ref="A1:A1000001"/>'
BLANKS = (
    f'<worksheet xmlns="{NAMESPACE}">{STATED}<sheetData>'
    f"<row>{INLINE.format('名称')}</row>" + "<row/>" * 1_000_000 + "</sheetData></worksheet>"
)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
    f'<worksheet xmlns="{NAMESPACE}"><sheetData><row>{INLINE.format("&c;")}</row>'
    "</sheetData></worksheet>"
)
GOOD = book(["名称"], ["店"])


def bomb():
    """A workbook of some kilobytes with a part of more than may be unpacked."""
    made = BytesIO(GOOD)
    with ZipFile(made, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.bin", bytes(40 * 1024 * 1024))
    return made.getvalue()


MIXED = "名称,地址\n".encode() + "商店一,柳园路\n".encode() + "商店二,振兴路\n".encode("gb18030")
HOSTILE = {
    "no such type": ("outlets.exe", b"MZ", "type"),
    "nothing": ("outlets.csv", b"", "empty"),
    "not a workbook": ("outlets.xlsx", b"PK\x03\x04 nonsense", "workbook"),
    "zip bomb": ("outlets.xlsx", bomb, "workbook"),
    "a million blank rows": ("o.xlsx", lambda: with_part(GOOD, SHEET, BLANKS), "blank"),
    "the same, its size not stated": (
        "o.xlsx",
        lambda: with_part(GOOD, SHEET, BLANKS.replace(STATED, "")),
        "blank",
    ),
    "blank rows of a text": ("o.csv", b"name\nx\n" + b",\n" * 20_000, "blank"),
    "entities": ("outlets.xlsx", lambda: with_part(GOOD, SHEET, LAUGHS), "workbook"),
    "wide": ("o.xlsx", lambda: book(["名称"] * 5000), "wide"),
    "wide text": ("o.csv", b"name\n" + b"x," * 5000, "wide"),
    "endless cell": ("o.csv", b'name\n"' + b"x" * 50_000, "long"),
    "mixed encodings": ("o.csv", MIXED, "mixed"),
    "no encoding": ("o.csv", b"name\n\xff\xfe\xfd\n", "encoding"),
    "UTF-16": ("o.csv", "名称\n店\n".encode("utf-16"), "utf16"),
    "no names": ("o.csv", "业态,地址\n便利店,一路\n".encode(), "headings"),
    "half a position": ("o.csv", "名称,经度\n店,116\n".encode(), "headings"),
    "a heading twice": ("o.csv", "名称,名称\n店,店\n".encode(), "twice"),
    "another unit": ("o.csv", "名称,面积（万平方米）\n店,1\n".encode(), "unit"),
    "no features": ("o.geojson", b'{"type": "FeatureCollection"}', "geojson"),
    "no JSON": ("o.geojson", b'{"features": [{"type": }]}', "geojson"),
    "elsewhere": ("o.csv", (PLAIN + "店,116.4,39.9\n" * 3).encode(), "outside"),
    "swapped": ("o.csv", (PLAIN + "店,36.45,115.98\n").encode(), "swapped"),
    "metres": ("o.csv", (PLAIN + "店,411000,4035000\n").encode(), "metres"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason_and_nothing_changes(bureau, case):
    name, content, code = HOSTILE[case]
    content = content() if callable(content) else content
    try:
        kept = checked(bureau, content, name).refusal
    except FileRefused as error:
        kept = error.as_dict()
        assert not OutletImport.objects.exists()
    assert kept and kept["code"] == code
    assert len(sentence(kept)) > 6
    assert not Outlet.objects.exists()


def test_no_row_is_read_to_learn_the_size_of_a_sheet(bureau, monkeypatch):
    monkeypatch.setattr(WorkSheetParser, "parse_dimensions", None)
    applied(bureau, book(["名称"], ["店一"], ["店二"]), "o.xlsx")
    assert Outlet.objects.count() == 2


@pytest.mark.parametrize("name", ["o.xlsx", "o.geojson"])
def test_what_takes_long_to_read_is_left_to_the_job(bureau, monkeypatch, name):
    content = {"o.xlsx": book(["业态"], ["便利店"]), "o.geojson": b'{"features": []}'}[name]
    with pytest.raises(FileRefused):
        checked(bureau, content, name)
    monkeypatch.setattr(tables, "QUICK", len(content) - 1)
    with monkeypatch.context() as patch:
        patch.setattr(tables, "read", None)
        run = submitted(bureau, content, name)
    runs.check(run)
    run.refresh_from_db()
    assert run.refusal["code"] in ("headings", "geojson")


def test_too_many_rows_and_too_large_a_file_are_refused(bureau, settings):
    settings.IMPORT_ROWS = 2
    assert checked(bureau).refusal == {"code": "rows", "most": 2}
    settings.IMPORT_MB = 1
    with pytest.raises(FileRefused) as error:
        checked(bureau, HEAD + "x" * 2_000_000)
    assert error.value.code == "size"


def test_the_line_of_another_encoding_is_named(bureau):
    with pytest.raises(FileRefused) as error:
        checked(bureau, MIXED)
    assert error.value.details == {"line": 3, "here": "UTF-8", "there": "GB18030"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_one_encoding_is_found(bureau, encoding):
    applied(bureau, (HEAD + ROWS).encode(encoding))
    assert Outlet.objects.filter(name="老王理发").exists()


def test_formulas_are_neither_evaluated_nor_taken(bureau):
    rows = [["名称", "从业人员"], ["店一", "=1+1"], ["=HYPERLINK(1)", 2], ["店三", 3]]
    run = checked(bureau, book(*rows), "o.xlsx")
    assert problems(run) == {(2, "formula"), (3, "formula")}
    assert run.counts["n"] == 1


WRONG = {
    "业态": ("网红店", "no_type"),
    "区县": ("海淀区", "no_area"),
    "生活圈": ("某某圈", "no_circle"),
    "经度": ("东经", "no_degree"),
    "营业面积（平方米）": ("约百", "no_number"),
    "从业人员": ("3.5", "not_whole"),
    "是否连锁": ("也许", "no_truth"),
    "开业日期": ("2024年", "half_day"),
    "闭店日期": ("2999-01-01", "future"),
    "网点名称": ("店" * 201, "long"),
}


@pytest.mark.parametrize("heading", WRONG)
def test_a_wrong_value_is_named_with_row_column_and_value(bureau, heading):
    value, code = WRONG[heading]
    names = HEAD.strip().split(",")
    good = dict(zip(names, ROWS.splitlines()[0].split(","), strict=True))
    rows = [{**good, heading: value}, {**good, "网点编号": "B"}]
    text = HEAD + "".join(",".join(row.values()) + "\n" for row in rows)
    run = checked(bureau, text)
    found = run.problems.get()
    assert (found.line, found.code, found.value) == (2, code, value[:80])
    assert (run.counts["n"], run.counts["refused"]) == (1, 1)


def test_rows_that_contradict_themselves_or_each_other(bureau):
    text = HEAD + (
        "1,店,,,,,116,,,,,,\n"
        "2,店,,,,,0,0,,,,,\n"
        "3,店,,,,,,,,,,2024-01-02,2024-01-01\n"
        "4,店,,,,,116.4,39.9,,,,,\n"
        "5,店,,,,,116,36.45,,,,,\n"
        "5,店,,,,,116,36.45,,,,,\n"
        "5,另一店,,,,,116,36.45,,,,,\n"
        "6,店,,,,,115.05,35.55,,,,,\n"
    )
    run = checked(bureau, text)
    assert problems(run) == {
        *((2, "half_position"), (3, "zero"), (4, "order"), (5, "outside")),
        *((7, "again"), (8, "again"), (9, "beyond")),
    }
    assert run.counts == {"n": 2, "refused": 6, "flagged": 1, "missing": 0}
    assert {row.details["line"] for row in run.problems.filter(code="again")} == {6}


def test_geojson_is_read_with_the_geometry_as_position(bureau):
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [116.0, 36.45]},
        "properties": {"name": "店", "type": "便利店", "lng": 1, "note": {"a": 1}},
    }
    content = json.dumps({"type": "FeatureCollection", "features": [feature]})
    run = applied(bureau, content, "o.geojson", columns={})
    assert Outlet.objects.get().geometry.coords == (116.0, 36.45)
    assert run.ignored == ["lng", "note"]


def test_another_datum_is_suspected_where_known_outlets_lie_elsewhere(bureau):
    spots = [(115.95 + n / 100, 36.4 + n / 200) for n in range(6)]
    rows = "".join(f"店{n},{x},{y}\n" for n, (x, y) in enumerate(spots))
    applied(bureau, PLAIN + rows)
    shifted = "".join(f"店{n},{x + 0.0057},{y + 0.0001}\n" for n, (x, y) in enumerate(spots))
    run = checked(bureau, PLAIN + shifted, source="地图公司")
    hint = next(h for h in run.hints if h["code"] == "datum")
    assert (hint["datum"], hint["n"]) == ("gcj02", 6)
    right = checked(bureau, PLAIN + shifted, source="地图公司", datum="gcj02")
    assert right.hints == []


def test_names_that_stand_twice_in_the_register_are_compared_with_the_nearest(bureau):
    spots = [(115.95 + n / 100, 36.4 + n / 200) for n in range(6)]
    for source, east in (("普查", 0), ("协会", 0.0001)):  # two sources, open duplicates
        rows = "".join(f"店{n},{x + east},{y}\n" for n, (x, y) in enumerate(spots))
        applied(bureau, PLAIN + rows, source=source)
    shifted = "".join(f"店{n},{x + 0.0057},{y + 0.0001}\n" for n, (x, y) in enumerate(spots))
    run = checked(bureau, PLAIN + shifted, source="地图公司")
    hint = next(h for h in run.hints if h["code"] == "datum")
    assert (hint["datum"], hint["n"]) == ("gcj02", 6) and 400 < hint["metres"] < 600
    right = checked(bureau, PLAIN + shifted, source="地图公司", datum="gcj02")
    assert right.hints == []


def test_a_doubted_datum_is_confirmed_before_anything_is_applied(bureau):
    spots = [(115.95 + n / 100, 36.4 + n / 200) for n in range(6)]
    applied(bureau, PLAIN + "".join(f"店{n},{x},{y}\n" for n, (x, y) in enumerate(spots)))
    shifted = "".join(f"店{n},{x + 0.0057},{y + 0.0001}\n" for n, (x, y) in enumerate(spots))
    run = checked(bureau, PLAIN + shifted, source="地图公司")
    with pytest.raises(ValidationError, match="坐标系存疑"):
        runs.decide(bureau, run, leave_out=True)
    assert runs.decide(bureau, run, datum_is_right=True).state == "applying"
