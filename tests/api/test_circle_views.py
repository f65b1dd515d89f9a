"""Gap sheets and coverage of circles as JSON."""

import pytest

from circles.coverage import running
from liaocheng_plan.api.docs import description
from tests.api.test_schema import validator
from tests.circles import coverage_cases as case

pytestmark = pytest.mark.django_db


def holds(path, answer):
    """Hold an answer against the description."""
    validator(description("en"), path, "application/json").validate(answer)


def test_a_gap_sheet_has_verdict_reasons_and_evidence_with_its_clause(api):
    sheet = api.ask("pilot-circles/pilot-07/gaps")
    holds("/api/v1/pilot-circles/{key}/gaps/", sheet)
    assert (sheet["circle"], sheet["standard"]) == ("pilot-07", "scheme-2024")
    clinic = next(row for row in sheet["rows"] if row["kind_of_business"] == "clinic")
    assert clinic["state"] == "contradictory"
    says = {item["says"]: item["citation"] for item in clinic["evidence"]}
    assert set(says) == {"present", "absent"}
    assert all("#quoted" in citation["page"] for citation in says.values())


def test_the_standard_can_be_chosen_and_a_wrong_one_is_a_problem(api):
    sheet = api.ask("pilot-circles/pilot-04/gaps", standard="plan-text")
    assert sheet["verdict"] == "not_met"
    population = next(r for r in sheet["reasons"] if r["criterion"] == "population")
    assert (population["required"], population["found"]) == (10000, 9400)
    problem = api.problem("living-circles/circle-01/gaps", standard="2035")
    assert problem["errors"][0]["field"] == "standard"
    assert api.get("/api/v1/living-circles/circle-99/gaps/").status_code == 404


def test_coverage_says_how_and_on_what(api):
    nothing = api.ask("coverage")
    holds("/api/v1/coverage/", nothing)
    assert (nothing["computed"], nothing["results"]) == (False, [])
    case.population((0, 0, 700, "甲社区"), (0, 760, 300, ""))
    case.shop(0, 0)
    running.compute(running.ask(None, case.rule()))
    found = api.ask("coverage")
    holds("/api/v1/coverage/", found)
    pharmacy = next(row for row in found["results"] if row["kind_of_business"] == "pharmacy")
    assert (pharmacy["people_low"], pharmacy["people_in_reach"], pharmacy["share"]) == (
        700,
        1000,
        1,
    )
    assert (found["rule"], found["network_date"], found["changed_since"]) == ("walk-15", None, [])
    assert found["method"]["factor"] == "1.30" and "1.3" in found["method"]["words"]
    assert found["datasets"]["population"]["as_of"] == "2026-01-01"
    circle = api.ask("pilot-circles/pilot-01/coverage")
    holds("/api/v1/pilot-circles/{key}/coverage/", circle)
    assert circle["outline"] == "reach" and circle["reach"]["type"] == "MultiPolygon"
    missing = next(row for row in circle["results"] if row["kind_of_business"] == "laundry")
    assert (missing["share"], missing["reason"]) == (None, "no_outlets")


def test_coverage_leaves_out_what_lies_outside_the_network(api):
    case.shop(0, 0)
    case.streets([(0, 0), (4000, 0)])
    case.population((600, 0, 500, "甲社区"), (0, 400, 120, "丙社区"))
    running.compute(running.ask(None, case.rule()))
    found = api.ask("coverage")
    holds("/api/v1/coverage/", found)
    assert found["method"]["network_limit_m"] == 300
    pharmacy = next(row for row in found["results"] if row["kind_of_business"] == "pharmacy")
    assert (pharmacy["share"], pharmacy["people"], pharmacy["communities"]) == (1, 500, 1)
    assert (pharmacy["places_outside_network"], pharmacy["people_outside_network"]) == (1, 120)
    assert (pharmacy["communities_undecided"], pharmacy["outlets_outside_network"]) == (1, 0)
