"""A network that covers only a part of the city: what lies outside is unknown, never 0."""

import numpy as np
import pytest
import shapely

from circles.coverage import knowing, running
from circles.models import CircleShape, CoverageResult, CoverageRun, PilotCircle
from tests.circles import coverage_cases as case

pytestmark = pytest.mark.django_db
STREET = [(0, 0), (4000, 0)]


def run():
    asked = running.ask(None, case.rule())
    running.compute(asked)
    return asked


def result(of, concept="pharmacy", place=""):
    return CoverageResult.objects.get(run=of, place=place, concept__key=concept)


def communities(row):
    return row.communities_in, row.communities, row.communities_unknown, row.communities_off


def on_a_street():
    """Two that live on the only street, one pharmacy S at its end, 1,000 m to walk::

        S (0,0) ---- A 500 (600,0) 甲 ---- B 200 (1500,0) 乙 ---------------- (4000,0)

    A walks 600 m, B 1,500 m: of 700 people 500, of 2 communities 1.
    """
    case.shop(0, 0)
    case.streets(STREET)
    return (600, 0, 500, "甲社区"), (1500, 0, 200, "乙社区")


def test_whoever_lives_off_the_network_is_in_no_sum_and_counted_beside():
    """C lives 400 m and D 700 m off the street, both less than 1,000 m from S as the crow flies."""
    case.population(*on_a_street(), (0, 400, 120, "丙社区"), (300, 700, 180, "丁社区"))
    of = run()
    row = result(of)
    assert (row.people_in, row.people, row.reason) == (500, 700, "")
    assert (row.places_off, row.people_off, row.people_unsure) == (2, 300, 0)
    assert communities(row) == (1, 2, 0, 2)
    assert (of.method["places_off"], of.method["people_off"], of.method["far_m"]) == (2, 300, 300)


def test_300_metres_off_the_street_is_the_limit():
    case.population((100, 299, 10, "甲"), (100, 301, 7, "乙"), (200, -301, 5, ""))
    on_a_street()
    row = result(run())
    assert (row.people_in, row.people, row.places_off, row.people_off) == (10, 10, 2, 12)
    assert communities(row) == (1, 1, 0, 1)


def test_where_everybody_lives_off_the_network_there_is_no_data():
    on_a_street()
    case.population((0, 400, 120, "丙社区"), (300, 700, 180, "丁社区"))
    row = result(run())
    assert (row.people_in, row.reason) == (None, "off_network")
    assert (row.people, row.places_off, row.people_off) == (None, 2, 300)


def test_an_outlet_off_the_network_leaves_those_near_it_unknown():
    """A second pharmacy T (3000,400) stands 400 m off the street.

    E 90 (3500,0) 戊 lives √(500² + 400²) = 640 m from it in a straight line and 3,500 m from S:
    unknown. B lives √(1500² + 400²) = 1,552 m from T and walks 1,500 m to S: not reached. A walks
    600 m to S: reached. So of 700 people 500, and 90 are left out.
    """
    case.population(*on_a_street(), (3500, 0, 90, "戊社区"))
    before = result(run())
    assert (before.people_in, before.people, before.people_unsure) == (500, 790, 0)
    case.shop(3000, 400)
    row = result(run())
    assert (row.people_in, row.people, row.people_unsure) == (500, 700, 90)
    assert (row.outlets, row.outlets_off, row.people_off) == (2, 1, 0)
    assert communities(row) == (1, 2, 0, 1)


def test_where_all_outlets_lie_off_the_network_there_is_no_data():
    case.population((600, 0, 500, "甲社区"))
    case.streets(STREET)
    case.shop(3000, 400)
    row = result(run())
    assert (row.people_in, row.reason, row.outlets_off) == (None, "outlets_off", 1)


def test_a_community_is_left_out_only_where_those_outside_decide():
    """甲: 60 reached and 40 outside, so 60 or 100 of 100; 乙: 30 not reached, whatever of 70."""
    on_a_street()
    on_it = (600, 0, 60, "甲"), (1500, 0, 30, "乙")
    case.population(*on_it, (600, 400, 40, "甲"), (0, 900, 70, "乙"))
    row = result(run())
    assert communities(row) == (0, 1, 0, 1)
    assert (row.people_in, row.people, row.people_off) == (60, 90, 110)


def test_where_all_communities_are_left_out_none_counts_as_failing():
    on_a_street()
    case.population((600, 0, 60, "甲"), (600, 400, 40, "甲"))
    assert communities(result(run())) == (None, 0, 0, 1)


def test_a_straight_line_leaves_nothing_out():
    case.shop(0, 0)
    case.population((0, 400, 120, "丙社区"), (3000, 700, 180, "丁社区"))
    row = result(run())
    assert (row.people_in, row.people) == (120, 300)
    assert {row.places_off, row.people_off, row.outlets_off, row.communities_off} == {None}


def test_all_kinds_together_are_unknown_only_where_none_is_surely_lacking():
    """Of three homes: both kinds; one and perhaps the other; surely not the one."""
    off = knowing.Off(np.zeros(3, dtype=bool), np.zeros(1, dtype=bool))
    line = np.array([(0.0, 0), (100, 0), (5000, 0)])
    one = knowing.near_kind(np.array([10.0, 20, 9999]), (1000,) * 3, line, line[:0], 1000, off)
    other = knowing.near_kind(np.array([10.0, 9999, 9999]), (1000,) * 3, line, line[1:2], 1000, off)
    assert other.unsure.tolist() == [False, True, False]
    both = knowing.near_all([one, other])
    assert both.reached[1].tolist() == [True, False, False]
    assert both.unsure.tolist() == [False, True, False]


def test_a_circle_off_the_network_has_no_reach_and_says_so():
    """Without people a circle on the street has a share of its reach; 400 m off it has nothing."""
    on_a_street()
    pilot = PilotCircle.objects.filter(geometry__isnull=False).first()
    place = f"pilot-circles/{pilot.key}"
    pilot.geometry = case.place(shapely.Point(600, 0))
    pilot.save()
    row = result(run(), place=place)
    assert (row.reason, row.area_off) == ("no_population", 0)
    pilot.geometry = case.place(shapely.Point(600, 400))
    pilot.save()
    of = run()
    assert result(of, place=place).reason == "middle_off"
    assert not CircleShape.objects.filter(place=place, kind="reach").exists()


def test_area_off_the_network_is_in_no_share():
    """A boundary of 200 m by 1,000 m over the street, |y| ≤ 500: two fifths lie beyond 300 m.

    Of its grid of 100 m, y = ±50, ±150 and ±250 are within 300 m and within 1,000 m on foot of S;
    ±350 and ±450 are off the network.
    """
    on_a_street()
    pilot = PilotCircle.objects.first()
    place = f"pilot-circles/{pilot.key}"
    boundary = case.place(shapely.MultiPolygon([shapely.box(300, -500, 500, 500)]))
    CircleShape.objects.create(place=place, kind="declared", geometry=boundary, as_of="2026-01-01")
    row = result(run(), place=place)
    assert (row.reason, row.area_in) == ("no_population", 1)
    assert row.area_off == pytest.approx(0.4, abs=0.06)


def test_figures_of_the_old_way_by_streets_are_out_of_date():
    case.population(*on_a_street())
    of = run()
    assert running.changed(of) == []
    CoverageRun.objects.update(method={k: v for k, v in of.method.items() if k != "far_m"})
    assert running.changed(CoverageRun.objects.get()) == ["way"]
