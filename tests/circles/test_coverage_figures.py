"""Coverage worked by hand to one person: with a river, with streets, and what is not known."""

import pytest
import shapely

from circles.coverage import running
from circles.models import BusinessType, CircleShape, CoverageResult, CoverageRun, PilotCircle
from tests.circles import coverage_cases as case

pytestmark = pytest.mark.django_db

RIVER = shapely.LineString([(-5000, 500), (5000, 500)])
BRIDGE = shapely.Point(600, 500)


def run(key="walk-15"):
    asked = running.ask(None, case.rule(key))
    running.compute(asked)
    return asked


def result(of, concept="pharmacy", place=""):
    return CoverageResult.objects.get(run=of, place=place, concept__key=concept)


def people(row):
    return row.people, row.people_low, row.people_in, row.people_high


def neighbourhood():
    """People around one pharmacy O south of a river::

              B 999 (0,700)       C 350 (600,600)
        ~~~~~~~~~~~~~~~~~~~~~~~~~~=bridge (600,500)~~~~~~ y = 500
              O (0,300)                   D 77 (800,300)

        A 1,201 (0,-300)                                  E unknown (0,310)

    Metres to O: A 600, D 800, both on this side. B 400 as the crow flies, but by the bridge
    2 · √(600² + 200²) = 1,264.9. C 670.8 as the crow flies, by the bridge 632.5 + 100 = 732.5.
    Reach of 1,000 m on foot: ÷ 1.41 = 709.2, ÷ 1.3 = 769.2, ÷ 1.0 = 1,000. So A is in each, C in
    the estimate and the longest, D in the longest alone, B in none:
    of 1,201 + 999 + 350 + 77 = 2,627 people 1,201 / 1,551 / 1,628.
    """
    case.population(
        (0, -300, 1201, "甲社区"),
        (0, 700, 999, "乙社区"),
        (600, 600, 350, "甲社区"),
        (800, 300, 77, "丙社区"),
        (0, 310, None, ""),
    )
    return case.shop(0, 300)


def test_a_river_case_agrees_to_one_person():
    neighbourhood()
    case.barriers("barriers", RIVER)
    case.barriers("crossings", BRIDGE)
    of = run()
    found = result(of)
    assert people(found) == (2627, 1201, 1551, 1628)
    # 甲 has all of its 1,551 people in the estimated reach, 乙 and 丙 have none.
    assert (found.communities_in, found.communities, found.communities_unknown) == (1, 3, 0)
    assert (found.outlets, found.outlets_uncertain, found.reason) == (1, 0, "")
    assert of.method["way"] == "straight" and of.method["factor"] == "1.30"
    assert of.method["barriers"] and of.method["crossings"] == 1


def test_without_the_bridge_the_far_bank_is_cut_off_and_without_the_river_it_is_near():
    neighbourhood()
    assert people(result(run())) == (2627, 2550, 2550, 2627)  # A, B, C; D in the longest
    case.barriers("barriers", RIVER)
    assert people(result(run())) == (2627, 1201, 1201, 1278)


def test_with_streets_the_ways_are_walked():
    """::

        A 1,201 (0,900) --- 900 m --- O (0,0) --- 500 --- (500,0) --- 510 --- B 350 (500,510)

    A 900 m, B 1,010 m on foot (710 m as the crow flies): of 1,551 people 1,201 within 1,000 m.
    """
    case.population((0, 900, 1201, "甲社区"), (500, 510, 350, "乙社区"))
    case.shop(0, 0)
    assert people(result(run()))[2] == 350  # 714.1 m; A is farther than 769.2
    case.streets([(0, 900), (0, 0), (500, 0)], [(500, 0), (500, 510)])
    of = run()
    assert people(result(of)) == (1551, 1201, 1201, 1201)
    assert of.method["way"] == "network" and of.method["factor"] is None
    assert of.basis["datasets"]["streets"]["as_of"] == "2026-01-01"


def test_what_is_not_known_is_no_data_and_never_zero():
    of = run()
    pharmacy = result(of)
    assert (pharmacy.people_in, pharmacy.reason) == (None, "no_outlets")
    case.shop(0, 0)
    of = run()
    pharmacy = result(of)
    assert (pharmacy.people, pharmacy.people_in, pharmacy.reason) == (None, None, "no_population")
    assert 0 <= pharmacy.area_low <= pharmacy.area_in <= pharmacy.area_high < 1
    case.population((0, 0, None, "甲社区"))
    assert result(run()).reason == "nobody_here"


def test_all_basic_types_count_only_where_every_one_is_registered():
    case.population((0, 0, 100, ""))
    case.shop(0, 0)
    of = run()
    sums = CoverageResult.objects.get(run=of, place="", standard__key="plan-text")
    assert (sums.people_in, sums.reason, len(sums.lacking)) == (None, "no_outlets", 9)
    names = BusinessType.objects.filter(standard__key="plan-text", tier="basic").order_by("order")
    for at, one in enumerate(names):
        case.shop(80 * at, 0, one.key)
    sums = CoverageResult.objects.get(run=run(), place="", standard__key="plan-text")
    assert people(sums)[1:] == (0, 100, 100)  # the tenth stands 720 m off
    assert sums.outlets == 11


def test_outlets_to_be_checked_are_counted_and_closed_ones_are_not():
    case.population((0, 0, 100, ""))
    shop = case.shop(0, 0, location_precision="poi", location_error_m=80)
    found = result(run())
    assert (found.people_in, found.outlets_uncertain) == (100, 1)
    shop.closed_on = "2026-01-01"
    shop.save()
    assert result(run()).reason == "no_outlets"


def test_a_circle_has_its_reach_and_the_figures_of_those_who_live_in_it():
    pilot = PilotCircle.objects.filter(geometry__isnull=False).first()
    pilot.geometry = case.place(shapely.Point(0, 0))
    pilot.save()
    place = f"pilot-circles/{pilot.key}"
    case.population((0, 300, 40, ""), (0, 760, 5, ""), (0, 780, 7, ""), (2000, 0, 9, ""))
    case.shop(0, 0)
    of = run()
    assert people(result(of, place=place)) == (45, 40, 45, 45)
    reach = CircleShape.objects.get(place=place, kind="reach")
    assert reach.error_m == pilot.location_error_m
    assert reach.method["way"] == "straight" and reach.method["rule"] == "walk-15"
    metres = reach.geometry.transform(4548, clone=True)
    assert metres.area == pytest.approx(3.14159 * (1000 / 1.3) ** 2, rel=0.001)
    history = reach.history.count()
    run()
    assert reach.history.count() == history  # the same again is not written


def test_a_reach_stops_at_the_river_and_goes_on_behind_the_bridge():
    pilot = PilotCircle.objects.filter(geometry__isnull=False).first()
    pilot.geometry = case.place(shapely.Point(0, 0))
    pilot.save()
    case.barriers("barriers", RIVER)
    case.barriers("crossings", shapely.Point(0, 500))
    run()
    reach = CircleShape.objects.get(place=f"pilot-circles/{pilot.key}", kind="reach").geometry
    for x, y, inside in ((0, 450, True), (300, 490, True), (0, 750, True), (300, 600, False)):
        assert reach.contains(case.place(shapely.Point(x, y))) is inside, (x, y)


def test_a_circle_without_a_position_has_no_figures():
    pilot = PilotCircle.objects.first()
    pilot.geometry, pilot.location_precision = None, "unlocated"
    pilot.location_error_m = None
    pilot.save()
    of = run()
    assert result(of, place=f"pilot-circles/{pilot.key}").reason == "no_outline"


def test_later_changes_show():
    neighbourhood()
    of = run()
    assert running.changed(of) == []
    case.shop(5, 5)
    assert running.changed(of) == ["outlets"]
    case.barriers("barriers", RIVER)
    assert running.changed(of) == ["outlets", "data"]
    assert running.latest() == of and running.pending() is None
    assert running.ask(None, case.rule()) == running.ask(None, case.rule())
    assert CoverageRun.objects.count() == 2
