"""Headings and words that nobody knows are asked for, never guessed; what people say is kept."""

import json
from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from circles.models import BusinessType, FormatConcept, Outlet, OutletImport
from circles.register import asking, choosing, runs
from liaocheng_plan.imports import tables
from liaocheng_plan.organisation import roles
from tests.circles.imports_kit import HEAD, ROWS, applied, checked, problems, upload
from tests.circles.test_import_files import book

pytestmark = pytest.mark.django_db
GIVEN = {"source": "商户普查", "as_of": date(2026, 3, 1), "datum": "wgs84"}
STRANGE = (
    "编号,店招,经营门类,备注\nA1,家家悦,便利店,甲\nA2,老王理发,理发店,\n"
    "A3,三号,便利店,甲\nA4,四号,药店,\n"
)
MEANT = {"店招": "name", "经营门类": "business_type"}
WORDS = (
    "编号,名称,业态\nA1,一,网红店\nA2,二,网红店\nA3,三,剧本杀\nA4,四,便利店\nA5,五,\nA6,六,剧本杀\n"
)


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bureau(person):
    return person(roles.BUREAU_EDITOR, name="bureau")


def sent(user, content=STRANGE, name="o.csv", **values):
    """An import just after the upload."""
    return runs.submit(user, upload(content, name), **GIVEN | values)


def check(run):
    """What the job does."""
    run.refresh_from_db()
    runs.check(run)
    run.refresh_from_db()


def fields(run):
    """`{heading: field that is offered}`."""
    return {row["heading"]: row["field"] for row in asking.headings(run)}


def kept(run):
    """What was said of an import, oldest first: `(kind, given, who)`."""
    return [(row.kind, row.given, str(row.made_by or "")) for row in run.choices.order_by("id")]


def key_of(name):
    """The key of the business type that a word means."""
    return next(key for _tier, rows in asking.types() for key, word in rows if word == name)


# --- columns ------------------------------------------------------------------------------------
def test_unknown_headings_are_asked_for_with_three_values_before_anything_is_read(bureau):
    run = sent(bureau)
    assert run.state == "mapping" and not run.rows.exists()
    check(run)  # the job would do nothing
    assert run.state == "mapping"
    rows = {row["heading"]: row for row in asking.headings(run)}
    assert [name for name, row in rows.items() if row["is_open"]] == ["店招", "经营门类", "备注"]
    assert rows["店招"]["values"] == ["家家悦", "老王理发", "三号"]
    assert rows["备注"]["values"] == ["甲"]
    assert fields(run) == {"编号": "source_ref", "店招": "", "经营门类": "", "备注": ""}
    assert [str(words) for words in asking.lacking(run, list(rows.values()))] == ["网点名称"]


def test_values_of_a_workbook_are_shown_as_they_are_read(bureau):
    rows = [["店招", "开张", "序"], ["一", datetime(2024, 5, 1), 3.0], ["=A1", None, 4]]
    run = sent(bureau, book(*rows), "o.xlsx")
    values = {row["heading"]: row["values"] for row in asking.headings(run)}
    assert values == {"店招": ["一", "=…"], "开张": ["2024-05-01"], "序": ["3", "4"]}


def test_a_file_whose_headings_are_known_is_not_asked_about(bureau):
    assert sent(bureau, HEAD + ROWS).state == "checking"


def test_what_was_chosen_is_read_kept_and_in_force(bureau):
    run = applied(bureau, STRANGE, columns=MEANT)
    assert run.columns == {"source_ref": "编号", "name": "店招", "business_type": "经营门类"}
    assert run.ignored == ["备注"]
    assert Outlet.objects.get(source_ref="A2").name == "老王理发"
    assert kept(run) == [("columns", {"编号": "source_ref", "备注": ""} | MEANT, "bureau")]
    assert run.headings == []  # what stood in the file is not kept beyond the import


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "没有哪一列指定为“网点名称”"),
        (MEANT | {"备注": "longitude"}, "没有哪一列指定为“纬度”"),
        (MEANT | {"备注": "name"}, "“店招”与“备注”指定为同一字段"),
        (MEANT | {"备注": "nonsense"}, "请为每一列选择"),
    ],
)
def test_a_choice_that_cannot_hold_is_refused_and_says_how_to_mend_it(bureau, given, words):
    run = sent(bureau)
    with pytest.raises(ValidationError, match=words):
        choosing.choose_columns(bureau, run, given)
    run.refresh_from_db()
    assert run.state == "mapping" and not kept(run)


def test_two_headings_for_one_field_are_asked_for(bureau):
    run = sent(bureau, "名称,店名\n一,壹\n")
    rows = asking.headings(run)
    assert (run.state, asking.clashing(rows)) == ("mapping", {"name"})
    choosing.choose_columns(bureau, run, {"名称": "", "店名": "name"})
    check(run)
    assert run.rows.get().name == "壹"


def test_a_file_that_takes_long_to_read_is_asked_about_by_the_job(bureau, monkeypatch):
    monkeypatch.setattr(tables, "QUICK", 1)
    features = [{"properties": {"店招": "家家悦"}, "geometry": None}]
    content = json.dumps({"type": "FeatureCollection", "features": features})
    run = sent(bureau, content, name="outlets.geojson")
    assert (run.state, run.headings) == ("checking", [])
    check(run)
    assert (run.state, run.rows.exists()) == ("mapping", False)
    choosing.choose_columns(bureau, run, {"店招": "name"})
    check(run)
    assert (run.state, run.rows.get().name) == ("ready", "家家悦")


def test_the_next_file_of_the_source_needs_no_answer_and_says_whose_it_has(bureau):
    first = applied(bureau, STRANGE, columns=MEANT)
    later = STRANGE.replace("家家悦", "家家悦二店")
    run = sent(bureau, later, as_of=date(2026, 4, 1))
    assert run.state == "checking"
    check(run)
    (row,) = run.choices.all()
    assert (row.made_by, row.taken_from, row.given["店招"]) == (None, first, "name")
    assert run.counts["c"] == 1


def test_a_new_heading_is_asked_for_with_the_earlier_choices_offered(bureau):
    applied(bureau, STRANGE, columns=MEANT)
    run = sent(bureau, STRANGE.replace("备注", "摊位"), as_of=date(2026, 4, 1))
    assert run.state == "mapping"
    assert fields(run) == {"编号": "source_ref", "摊位": "", **MEANT}


def test_choices_of_an_import_that_was_given_up_are_offered_and_do_not_hold(bureau):
    run = sent(bureau)
    choosing.choose_columns(bureau, run, MEANT)
    runs.cancel(bureau, run)
    again = sent(bureau)
    assert again.state == "mapping"
    assert fields(again)["店招"] == "name"


def test_another_source_is_asked_anew(bureau):
    applied(bureau, STRANGE, columns=MEANT)
    run = sent(bureau, source="地图公司")
    assert run.state == "mapping" and fields(run)["店招"] == ""


def test_a_known_heading_can_mean_nothing_and_the_choice_can_be_changed(bureau):
    run = checked(bureau, "编号,名称\n1,店一\n2,店二\n")
    choosing.choose_columns(bureau, run, {"编号": "", "名称": "name"})
    check(run)
    assert run.ignored == ["编号"] and set(run.rows.values_list("source_ref", flat=True)) == {""}
    run.refresh_from_db()
    choosing.choose_columns(bureau, run, {"编号": "source_ref", "名称": "name"})
    check(run)
    assert run.counts["n"] == 2 and run.rows.filter(source_ref="1").exists()
    assert len(kept(run)) == 2


def test_columns_can_be_mended_where_the_file_was_refused_for_them(bureau):
    run = checked(bureau, "名称,经度,纬度\n店,36.45,115.98\n")
    assert run.refusal["code"] == "swapped"
    choosing.choose_columns(bureau, run, {"名称": "name", "经度": "latitude", "纬度": "longitude"})
    check(run)
    assert (run.state, run.refusal, run.counts["n"]) == ("ready", None, 1)


def test_too_late_or_of_others_nothing_is_chosen(bureau, person):
    run = applied(bureau, STRANGE, columns=MEANT)
    with pytest.raises(ValidationError):
        choosing.choose_columns(bureau, run, MEANT)
    waiting = sent(bureau, source="另一来源")
    with pytest.raises(OutletImport.DoesNotExist):
        other = person(roles.DISTRICT_EDITOR, "chiping", name="other")
        choosing.choose_columns(other, waiting, MEANT)
    with pytest.raises(PermissionDenied):
        choosing.choose_columns(person(roles.READER, name="reader"), waiting, MEANT)


# --- words of business types --------------------------------------------------------------------
def test_words_that_no_list_has_are_counted_and_their_rows_refused(bureau):
    run = checked(bureau, WORDS)
    assert run.type_words == [["网红店", 2], ["剧本杀", 2]]
    assert run.counts["refused"] == 4
    assert problems(run) == {(line, "no_type") for line in (2, 3, 4, 7)}
    assert [row["is_decided"] for row in asking.type_words(run)] == [False, False]


def test_a_chosen_type_holds_for_the_import_and_the_next_of_the_source(bureau):
    run = checked(bureau, WORDS)
    choosing.choose_types(bureau, run, {"网红店": key_of("特色餐饮店"), "剧本杀": ""})
    check(run)
    assert run.counts["refused"] == 0 and run.type_words == [["网红店", 2], ["剧本杀", 2]]
    runs.apply(runs.decide(bureau, run))
    assert Outlet.objects.get(name="一").business_type.name == "特色餐饮店"
    assert Outlet.objects.get(name="三").business_type is None
    assert kept(run) == [("types", {"网红店": key_of("特色餐饮店"), "剧本杀": ""}, "bureau")]
    later = checked(bureau, WORDS + "A7,七,网红店\n", as_of=date(2026, 4, 1))
    assert (later.counts["refused"], later.counts["n"], later.counts["f"]) == (0, 1, 6)
    (row,) = later.choices.all()
    assert (row.taken_from, row.made_by) == (run, None)
    assert checked(bureau, WORDS, source="地图公司").counts["refused"] == 4


def test_a_choice_can_be_taken_back_and_does_not_come_again_by_itself(bureau):
    first = checked(bureau, WORDS)
    choosing.choose_types(bureau, first, {"网红店": key_of("便利店"), "剧本杀": ""})
    check(first)
    runs.apply(runs.decide(bureau, first))
    run = checked(bureau, WORDS, as_of=date(2026, 4, 1))
    assert run.counts["refused"] == 0
    choosing.choose_types(bureau, run, {"网红店": None})
    check(run)
    assert run.counts["refused"] == 2
    runs.check_again(bureau, run)
    check(run)
    assert run.counts["refused"] == 2


@pytest.mark.parametrize("given", [{"网红店": "nonsense"}, {"便利店": "plan-text-03"}, {}])
def test_only_types_that_there_are_and_words_of_the_file_are_chosen(bureau, given):
    run = checked(bureau, WORDS)
    with pytest.raises(ValidationError):
        choosing.choose_types(bureau, run, given)
    assert not run.choices.exists()


def test_a_district_is_told_of_the_words_and_the_bureau_chooses(bureau, person):
    district = person(roles.DISTRICT_EDITOR, "chiping", name="district")
    run = checked(district, WORDS.replace("业态", "业态,区县").replace("\n", ",茌平区\n"))
    with pytest.raises(PermissionDenied):
        choosing.choose_types(district, run, {"网红店": ""})
    run = checked(district, "编号,名称,业态,区县\nA1,一,网红店,茌平区\n")
    choosing.choose_types(bureau, run, {"网红店": ""})
    check(run)
    assert run.counts["n"] == 1 and not problems(run)


def test_the_crosswalk_knows_further_words(bureau):
    concept = FormatConcept.objects.get(name="菜市场")
    assert "农贸市场" in concept.words
    run = applied(bureau, "名称,业态\n一,农贸市场\n二,大型超市\n")
    assert Outlet.objects.get(name="一").business_type.name == "菜市场"
    assert Outlet.objects.get(name="二").business_type.name == "综合超市"
    assert run.type_words == []


def test_a_word_for_a_kind_of_two_things_is_asked_for(bureau):
    for name in ("菜市场", "理发店"):
        concept = FormatConcept.objects.get(name=name)
        concept.narrower = [*concept.narrower, "夜市摊"]
        concept.save()
    assert checked(bureau, "名称,业态\n一,夜市摊\n").type_words == [["夜市摊", 1]]


def test_a_type_that_is_no_more_leaves_its_word_undecided(bureau):
    run = checked(bureau, WORDS)
    key = key_of("特色餐饮店")
    choosing.choose_types(bureau, run, {"网红店": key, "剧本杀": ""})
    BusinessType.objects.filter(key=key).delete()
    check(run)
    assert run.counts["refused"] == 2
