"""Gap sheets: what is known of each type in each circle, and what the standards say."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from django.db import connection

from circles import gaps
from circles.evidence import (
    ABSENT,
    BY_TWIN,
    CLAUSE,
    OUTLET,
    PRESENT,
    VISIT,
    Evidence,
    counted,
)
from circles.models import (
    BusinessType,
    CircleStandard,
    FormatConcept,
    FormatVisit,
    LivingCircle,
    Outlet,
    PilotCircle,
)
from tests import factories

pytestmark = pytest.mark.django_db

EXPECTED = yaml.safe_load(
    Path(__file__).with_name("pilot_gaps.yaml").read_text(encoding="utf-8"),
)


def sheet(key, standard="scheme-2024"):
    model = PilotCircle if key.startswith("pilot") else LivingCircle
    circles = model.objects.for_lists().filter(key=key)
    return gaps.sheets(circles, CircleStandard.objects.get(key=standard))[0]


def states(found):
    """`{state: names}` of a sheet, without what is not stated."""
    told = {}
    for row in found.rows:
        if row.state != gaps.State.NOT_STATED:
            told.setdefault(str(row.state), []).append(row.type.name)
    return told


@pytest.mark.parametrize("key", EXPECTED)
def test_a_pilots_sheet_says_what_the_scheme_says(key):
    assert states(sheet(key)) == EXPECTED[key]


def test_every_type_of_every_standard_has_its_kind_of_business():
    crosswalk = gaps.Crosswalk(FormatConcept.objects.all())
    names = BusinessType.objects.values_list("name", flat=True)
    assert [name for name in names if crosswalk.concept(name) is None] == []


def test_no_word_means_two_kinds_of_business():
    words = [word for concept in FormatConcept.objects.all() for word in concept.words]
    assert len(words) == len(set(words))


def reason(found, criterion):
    return next(r for r in found.reasons if r.criterion == criterion)


def test_all_ten_basic_types_named_meet_the_plans_number():
    found = sheet("pilot-02", "plan-text")
    basic = reason(found, "basic")
    assert (basic.required, basic.found, basic.check) == (10, 10, "met")
    assert reason(found, "population").check == "not_stated"
    assert found.verdict == "not_stated"  # what is not stated is not failed


def test_nine_of_ten_and_one_not_stated_is_no_failure():
    basic = reason(sheet("pilot-03", "plan-text"), "basic")
    assert (basic.found, basic.unknown, basic.check) == (9, 1, "not_stated")


def test_a_population_below_the_threshold_fails():
    found = sheet("pilot-04", "plan-text")
    assert (reason(found, "population").found, found.verdict) == (9400, "not_met")


def test_too_many_known_gaps_fail_even_if_all_else_were_there():
    for concept in ("wet-market", "restaurant"):
        FormatVisit.objects.create(
            place="pilot-circles/pilot-03",
            concept=FormatConcept.objects.get(key=concept),
            present=False,
            visited_on=date(2025, 5, 1),
        )
    basic = reason(sheet("pilot-03", "plan-text"), "basic")
    assert (basic.found, basic.unknown, basic.check) == (8, 0, "not_met")


def test_an_outlet_proves_its_type_until_it_closes():
    circle = LivingCircle.objects.get(key="circle-01")
    pharmacy = BusinessType.objects.get(key="scheme-basic-08")
    outlet = factories.outlet(circle=circle, business_type=pharmacy)
    assert states(sheet("circle-01")) == {"present": ["药店"]}
    outlet.closed_on = date(2025, 6, 30)
    outlet.save()
    assert states(sheet("circle-01")) == {}  # nothing known is not “absent”


def match(circle="circle-01", pilot="pilot-01"):
    """A planned circle that the bureau matched to a pilot."""
    found = LivingCircle.objects.get(key=circle)
    found.pilot = PilotCircle.objects.get(key=pilot)
    found.save()
    return found


def said_of(found, name):
    """`{(kind, key of the other circle, outlets)}` of the evidence of a type."""
    row = next(row for row in found.rows if row.type.name == name)
    return {(e.kind, e.twin.key if e.twin else None, e.count) for e in row.evidence}


def test_matched_circles_share_their_outlets_and_count_none_twice():
    circle = match()
    pharmacy = BusinessType.objects.get(key="plan-text-06")
    own, both = {"circle": circle}, {"circle": circle, "pilot": circle.pilot}
    for belongs in (own, both, both, {"pilot": circle.pilot}):
        factories.outlet(business_type=pharmacy, **belongs)
    assert states(sheet("pilot-01")) == {"present": ["药店"]}
    assert said_of(sheet("pilot-01"), "药店") == {(OUTLET, None, 3), (OUTLET, "circle-01", 1)}
    planned = sheet("circle-01", "plan-text")
    assert said_of(planned, "药店") == {(OUTLET, None, 3), (OUTLET, "pilot-01", 1)}


def test_a_matched_circle_has_what_the_scheme_says_of_its_pilot():
    assert states(sheet("circle-02")) == {}
    match("circle-02", "pilot-07")
    found = sheet("circle-02")
    assert states(found) == EXPECTED["pilot-07"]
    assert {e.twin.key for row in found.rows for e in row.evidence} == {"pilot-07"}


def test_a_matched_circle_is_judged_by_the_population_of_its_pilot():
    match("circle-02", "pilot-04")
    found = reason(sheet("circle-02", "plan-text"), "population")
    assert (found.found, found.check, found.twin.key) == (9400, "not_met", "pilot-04")


def test_an_own_figure_goes_before_that_of_the_matched_circle():
    circle = match("circle-02", "pilot-04")
    LivingCircle.objects.filter(pk=circle.pk).update(population=10_000)
    population = reason(sheet("circle-02", "plan-text"), "population")
    assert (population.found, population.check, population.twin) == (10_000, "met", None)


@pytest.mark.parametrize("seen_at", ["living-circles/circle-02", "pilot-circles/pilot-04"])
def test_matched_circles_share_what_staff_found(seen_at):
    match("circle-02", "pilot-04")
    pharmacy = BusinessType.objects.filter(name="药店").first()
    concept = next(c for c in FormatConcept.objects.all() if pharmacy.name in c.words)
    day = {"visited_on": date(2025, 3, 1)}
    FormatVisit.objects.create(place=seen_at, concept=concept, present=False, **day)
    for key in ("circle-02", "pilot-04"):
        row = next(row for row in sheet(key).rows if row.type.name == "药店")
        (found,) = [e for e in row.evidence if e.kind == VISIT]
        assert (found.twin is None) == seen_at.endswith(key)
        assert row.state == "absent"


def test_a_later_visit_settles_what_the_text_leaves_open():
    FormatVisit.objects.create(
        place="pilot-circles/pilot-07",
        concept=FormatConcept.objects.get(key="clinic"),
        present=True,
        visited_on=date(2025, 3, 1),
    )
    assert "contradictory" not in states(sheet("pilot-07"))


def evidence(*items):
    return [Evidence(kind, says, "药店", on=on) for kind, says, on in items]


DAY, LATER = date(2024, 5, 24), date(2025, 1, 1)


@pytest.mark.parametrize(
    ("items", "state"),
    [
        ([], "not_stated"),
        ([(CLAUSE, PRESENT, DAY)], "present"),
        ([(CLAUSE, ABSENT, None)], "absent"),
        ([(CLAUSE, PRESENT, DAY), (CLAUSE, ABSENT, DAY)], "contradictory"),
        ([(CLAUSE, ABSENT, DAY), (OUTLET, PRESENT, LATER)], "present"),
        ([(CLAUSE, PRESENT, DAY), (VISIT, ABSENT, LATER)], "absent"),
        ([(CLAUSE, PRESENT, None), (VISIT, ABSENT, LATER)], "contradictory"),
        ([(VISIT, PRESENT, LATER), (VISIT, ABSENT, LATER)], "contradictory"),
    ],
)
def test_the_state_of_one_type(items, state):
    assert gaps.state_of(evidence(*items)) == state


def test_a_planned_circle_is_first_held_against_the_plan_and_a_pilot_against_the_scheme():
    planned = LivingCircle.objects.for_lists().get(key="circle-01")
    pilot = PilotCircle.objects.for_lists().get(key="pilot-01")
    assert gaps.usual_standard(planned).key == "plan-text"
    assert gaps.usual_standard(pilot).key == "scheme-2024"


def test_all_sheets_take_few_queries(django_assert_max_num_queries):
    standard = CircleStandard.objects.get(key="scheme-2024")
    with django_assert_max_num_queries(9):
        pilots = PilotCircle.objects.for_lists().prefetch_related("planned_circles")
        assert len(gaps.sheets(pilots, standard)) == 11


def test_matched_circles_take_two_further_queries(django_assert_num_queries):
    standard = CircleStandard.objects.get(key="scheme-2024")
    for number in (1, 2):
        match(f"circle-0{number}", f"pilot-0{number}")
        circles = list(LivingCircle.objects.for_lists())
        with django_assert_num_queries(6):  # as without, and the pilots with their citations
            gaps.sheets(circles, standard)


def test_the_matrix_of_all_circles_takes_as_many_queries_as_that_of_one(
    django_assert_num_queries,
):
    standard = CircleStandard.objects.get(key="scheme-2024")
    for circles in (LivingCircle.objects.all()[:1], LivingCircle.objects.all()):
        circles = list(circles.for_lists())
        with django_assert_num_queries(4):  # kinds of business, types, outlets, visits
            gaps.sheets(circles, standard)


@pytest.mark.parametrize(
    ("through", "field"),
    [
        ("circle", "circle"),
        ("pilot", "pilot"),
        ("circle__pilot", "circle"),
        ("pilot__planned_circles", "pilot"),
    ],
)
def test_evidence_of_outlets_is_counted_in_an_index_alone(through, field):
    conditions = [BY_TWIN[through]] if through in BY_TWIN else []
    owners = {"circle": LivingCircle, "pilot": PilotCircle}[field].objects.order_by("id")
    rows = counted(through, *conditions, **{f"{field}__in": [one.pk for one in owners[:3]]})
    index = f"circles_outlet_by_{field}"
    if connection.vendor != "postgresql":
        assert f"USING INDEX {index}" in rows.explain()
        return
    register()
    leave_only(index)
    assert f"Index Only Scan using {index} on circles_outlet" in rows.explain()


def register():
    """A thousand outlets in all circles: of few any way to them is as quick."""
    ids = [
        [row.pk for row in model.objects.order_by("id")]
        for model in (LivingCircle, PilotCircle, BusinessType)
    ]
    names = ("circle_id", "pilot_id", "business_type_id")
    Outlet.objects.bulk_create(
        Outlet(
            key=f"shop-{n}",
            name="店",
            **{name: own[n % len(own)] for name, own in zip(names, ids, strict=True)},
        )
        for n in range(1000)
    )


OTHERS = """SELECT indexname FROM pg_indexes WHERE tablename = 'circles_outlet'
  AND indexname <> %s AND indexdef NOT LIKE '%%UNIQUE%%'"""


def leave_only(index):
    """Leave the planner one index, and no reading of the rows as they stand."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE circles_outlet")
        cursor.execute(OTHERS, [index])
        for (other,) in cursor.fetchall():
            cursor.execute(f'DROP INDEX "{other}"')
        for way in ("seqscan", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
