"""Gap sheets on screen: the file of a circle, the matrix, matches and visits as people use them."""

import csv
import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook

from circles.models import (
    BusinessType,
    CircleShape,
    CircleStandard,
    FormatConcept,
    FormatVisit,
    LivingCircle,
    OutletPair,
    PilotCircle,
)
from liaocheng_plan import gap_sheets
from liaocheng_plan.organisation import roles
from liaocheng_plan.portal.circles.presenters_gaps import SheetPresenter
from tests import factories

from . import reading

pytestmark = pytest.mark.django_db


def sheet(key, standard):
    model = PilotCircle if key.startswith("pilot") else LivingCircle
    circles = model.objects.for_lists().filter(key=key)
    found = gap_sheets.offer().sheets(circles, CircleStandard.objects.get(key=standard))
    return SheetPresenter(found[0])


# --- The sheet in words ---------------------------------------------------------------------
def test_the_verdict_names_every_reason():
    with override("en"):
        found = sheet("pilot-02", "plan-text")
        texts = [reason["text"] for reason in found.reasons]
        assert texts[0] == "10 of 10 basic types present"
        assert "people served not stated (required: at least 10,000)" in texts
        assert found.verdict.word == "cannot be judged"


def test_counts_bear_their_denominator():
    with override("en"):
        counts = sheet("pilot-07", "scheme-2024").groups[1]["counts"]
    assert counts == "3 types: 0 present, 0 absent, 1 contradictory, 2 not stated"


def test_a_type_that_a_list_repeats_is_said_to_be_repeated():
    found = {s: sheet("pilot-02", s).groups[-1]["counts"] for s in ("plan-text", "scheme-2024")}
    assert "（其中1种重复列出）" in found["plan-text"]  # 运动健身房
    assert "重复" not in found["scheme-2024"]


def test_contradictory_evidence_stands_side_by_side_with_both_clauses():
    row = sheet("pilot-07", "scheme-2024").row("scheme-public-02")
    (_present, there), (_absent, missing) = row.sides
    assert row.contradictory
    assert (there[0].word, missing[0].word) == ("社区诊所", "社区诊所")
    assert there[0].cite.where != missing[0].cite.where
    assert [item.word for item in row.maybe] == ["医疗服务"]


# --- The file of a circle -------------------------------------------------------------------
def test_the_file_shows_the_sheet_and_switches_standards(client):
    page = reading.words(client.get("/circles/pilot-07/"))
    assert "说法矛盾" in page
    assert "2024年方案标准" in page
    other = client.get("/circles/pilot-07/?standard=plan-text")
    assert "应有基本保障类10种" in reading.words(other)


def test_a_standard_that_does_not_exist_is_said_and_the_usual_one_shown(client):
    page = reading.words(client.get("/circles/pilot-07/?standard=nonsense"))
    assert "没有“nonsense”这一标准" in page
    assert client.get("/circles/?standard=nonsense").status_code == 200


@pytest.mark.parametrize("path", ["/circles/pilot-07/", "/circles/", "/circles/match/pilot-07/"])
def test_pages_are_in_the_readers_language(client, path):
    english = client.get(path, headers={"accept-language": "en"})
    assert reading.chinese_in_english(english) == []
    assert reading.english_in_chinese(client.get(path)) == []


def test_outlets_as_evidence_lead_to_exactly_these_outlets(client):
    circle = LivingCircle.objects.get(key="circle-01")
    pharmacy = BusinessType.objects.get(key="scheme-basic-08")
    factories.outlet(name="甲药店", circle=circle, business_type=pharmacy)
    factories.outlet(name="乙药店", business_type=pharmacy)
    found = sheet("circle-01", "scheme-2024").row("scheme-basic-08").evidence[0]
    page = reading.words(client.get(found.url))
    assert found.count == 1
    assert "甲药店" in page
    assert "乙药店" not in page


# --- From a gap to the nearest outlets ------------------------------------------------------
def test_a_gap_leads_to_the_nearest_outlets(client):
    locker = BusinessType.objects.get(key="scheme-basic-14")
    factories.outlet(
        name="快件箱一号", business_type=locker, geometry=Point(116.03, 36.45, srid=4326)
    )
    row = sheet("pilot-07", "scheme-2024").row("scheme-basic-14")
    page = reading.words(client.get(row.url))
    assert "快件箱一号" in page
    assert "直线距离" in page


def test_the_nearest_are_said_with_their_pilot_their_doubts_and_what_is_measured_from(client):
    pilot = PilotCircle.objects.get(key="pilot-07")
    given = {"business_type": BusinessType.objects.get(key="scheme-basic-14"), "pilot": pilot}
    one, other = (factories.outlet(name="快件箱", **given) for _n in range(2))
    OutletPair.objects.create(first=one, second=other, metres=0)
    row = sheet("pilot-07", "scheme-2024").row("scheme-basic-14")
    page = reading.words(client.get(row.url))
    assert "未归生活圈" not in page and page.count("疑似重复") == 2
    box = MultiPolygon(Polygon.from_bbox((115.9, 36.4, 116.0, 36.5)), srid=4326)
    shape = {"place": "pilot-circles/pilot-07", "kind": "declared", "geometry": box}
    CircleShape.objects.create(source="区商务局划定", **shape)
    page = reading.words(client.get(row.url))
    assert "自划定边界起算的直线距离，边界内为 0" in page and "区商务局划定" in page


def test_without_outlets_the_page_says_that_this_proves_nothing(client):
    row = sheet("pilot-07", "scheme-2024").row("scheme-basic-14")
    assert "不等于没有" in reading.words(client.get(row.url))
    for wrong in ("nonsense/scheme-basic-14", "scheme-2024/nonsense", "scheme-2024/plan-text-01"):
        assert client.get(f"/circles/pilot-07/{wrong}/").status_code == 404


# --- The matrix -----------------------------------------------------------------------------
def test_the_matrix_counts_each_kind_apart_and_never_says_of_25(client):
    page = reading.words(client.get("/circles/"))
    assert "11个生活圈：现有8、缺少0、资料未载3" in page  # 药店 in the pilots
    assert "25个生活圈：现有0、缺少0、资料未载25" in page
    assert "36个生活圈" not in page


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 36),
        ("kind=pilot-circles", 11),
        ("kind=living-circles", 25),
        ("state=absent", 1),
        ("state=contradictory", 2),
        ("state=contradictory&tier=public", 1),
        ("area=kaifaqu&kind=pilot-circles", 2),
        ("area=nowhere", 0),
    ],
)
def test_the_matrix_is_narrowed(client, query, number):
    found = client.get(f"/circles/?format=json&{query}").json()
    assert len(found["circles"]) == number


def test_files_hold_the_same_with_kind_and_date_of_the_evidence(client):
    text = client.get("/circles/?format=csv&kind=pilot-circles").content.decode("utf-8-sig")
    rows = [r for r in csv.reader(text.splitlines()) if r[1] == "当代购物中心"]
    clinic = [r for r in rows if r[5] == "卫生服务站（诊所）"]
    assert {(r[6], r[7], r[8], r[10]) for r in clinic} == {
        ("说法矛盾", "现有", "文件", "2024-05-24"),
        ("说法矛盾", "缺少", "文件，拟增", "2024-05-24"),
    }
    book = load_workbook(BytesIO(client.get("/circles/?format=xlsx").content))
    assert book.worksheets[0].max_row == 4 + 36
    assert client.get("/circles/?format=doc").status_code == 400


def queries(client, path):
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/circles/", 14),
        ("/circles/?format=xlsx", 13),
        ("/circles/match/", 6),
        ("/circles/match/pilot-07/", 9),
        ("/circles/pilot-07/scheme-2024/scheme-basic-08/", 17),
    ],
)
def test_pages_take_few_queries_however_much_is_known(client, path, most):
    before = queries(client, path)
    assert before <= most
    pharmacy = BusinessType.objects.get(key="scheme-basic-08")
    for number, circle in enumerate(LivingCircle.objects.all()):
        pilot = PilotCircle.objects.filter(number=number + 1).first()
        if pilot and number != 6:
            LivingCircle.objects.filter(pk=circle.pk).update(pilot=pilot)
        factories.outlet(circle=circle, business_type=pharmacy)
        FormatVisit.objects.create(
            place=f"living-circles/{circle.key}",
            concept=FormatConcept.objects.get(key="pharmacy"),
            present=True,
            visited_on=timezone.localdate(),
        )
    assert queries(client, path) <= before + 1  # one more fetches citations of what is found


# --- Matches --------------------------------------------------------------------------------
def decide(client, **values):
    return client.post("/circles/match/pilot-09/decide/", values)


def test_the_bureau_confirms_a_match_and_everybody_sees_it(client, signed_in):
    assert "尚未对应" in reading.words(client.get("/circles/pilot-09/"))
    assert (
        decide(signed_in(roles.BUREAU_EDITOR), chosen="circle-24", note="内部说明").status_code
        == 302
    )
    for path in ("/circles/pilot-09/", "/circles/circle-24/", "/circles/match/"):
        page = reading.words(client.get(path))
        assert "已对应" in page
    page = reading.words(client.get("/circles/match/pilot-09/"))
    assert "内部说明" not in page
    assert "someone" not in page


def test_what_was_decided_is_said_at_once(signed_in):
    bureau = signed_in(roles.BUREAU_EDITOR)
    found = bureau.post("/circles/match/pilot-09/decide/", {"chosen": "none"}, follow=True)
    assert 'class="notices"' in found.content.decode()
    assert 'class="notices"' not in bureau.get("/circles/pilot-09/").content.decode()


def test_a_decision_is_looked_at_once_more_before_it_counts(client, signed_in):
    confirm = "/circles/match/pilot-09/confirm/?chosen="
    assert client.get(f"{confirm}circle-24").status_code == 302
    bureau = signed_in(roles.BUREAU_EDITOR)
    listed = bureau.get("/circles/match/pilot-09/").content.decode()
    assert '<button type="submit" name="chosen"' not in listed
    assert f"{confirm}circle-24" in listed
    page = bureau.get(f"{confirm}circle-24")
    assert "对两者同时有效" in reading.words(page)
    assert LivingCircle.objects.get(key="circle-24").name in reading.words(page)
    assert LivingCircle.objects.get(key="circle-24").pilot is None
    assert bureau.get(f"{confirm}none").status_code == 200
    assert bureau.get(f"{confirm}circle-99").status_code == 404


def test_the_map_of_a_match_shows_the_nearest_candidates_and_rows_name_their_marker(client):
    page = client.get("/circles/match/pilot-07/").content.decode()
    fit = re.search(r'fit="([^"]*)"', page)[1].split()
    rows = re.findall(r'data-place="([^"]*)"', page)
    assert fit == ["pilot-circles/pilot-07", *rows[:5]]


def test_what_cannot_be_decided_is_said_and_changes_nothing(signed_in):
    client = signed_in(roles.BUREAU_EDITOR)
    response = decide(client, chosen="circle-99")
    assert response.status_code == 400
    assert "没有这个规划生活圈" in reading.words(response)
    decide(client, chosen="none")
    assert "不属规划生活圈" in reading.words(client.get("/circles/match/"))
    decide(client, chosen="open")
    assert PilotCircle.objects.filter(unplanned=True).count() == 0


@pytest.mark.parametrize("role", [roles.DISTRICT_EDITOR, roles.READER])
def test_others_compare_and_do_not_decide(signed_in, role):
    client = signed_in(role, "chiping")
    assert "确认" not in reading.words(client.get("/circles/match/pilot-09/")).split()
    assert decide(client, chosen="circle-24").status_code == 403
    assert client.get("/circles/match/pilot-09/confirm/?chosen=none").status_code == 403


# --- Visits ---------------------------------------------------------------------------------
def record(client, **values):
    given = {
        "visit-concept": "parcel-locker",
        "visit-present": "no",
        "visit-visited_on": timezone.localdate().isoformat(),
        "visit-note": "内部备注",
    }
    return client.post("/circles/pilot-09/visits/", given | values)


def test_staff_of_the_area_record_a_visit_and_take_it_back(client, signed_in):
    staff = signed_in(roles.DISTRICT_EDITOR, "chiping")
    assert record(staff).status_code == 302
    assert "缺少" in reading.words(client.get("/circles/pilot-09/"))
    assert "内部备注" in reading.words(staff.get("/circles/pilot-09/"))
    assert "内部备注" not in reading.words(client.get("/circles/pilot-09/"))
    visit = FormatVisit.objects.get()
    assert staff.post(f"/circles/pilot-09/visits/{visit.pk}/withdraw/").status_code == 302
    assert not FormatVisit.objects.exists()


def test_a_wrong_visit_comes_back_with_what_was_typed(signed_in):
    day = (timezone.localdate() + timedelta(days=1)).isoformat()
    response = record(signed_in(roles.BUREAU_EDITOR), **{"visit-visited_on": day})
    assert response.status_code == 400
    page = response.content.decode()
    assert "内部备注" in page
    assert day in page


def test_staff_of_another_area_and_the_public_record_nothing(client, signed_in):
    other = signed_in(roles.DISTRICT_EDITOR, "yanggu")
    assert "登记实地核实" not in reading.words(other.get("/circles/pilot-09/"))
    assert record(other).status_code == 403
    assert record(client).status_code == 302  # to the login
    assert not FormatVisit.objects.exists()
