"""Distances on foot, worked by hand: past a river with one bridge, and along a street grid."""

import numpy as np
import pytest
import shapely

from circles.coverage import barriers, people, straight, streets

RIVER = shapely.LineString([(-5000, 500), (5000, 500)])


def past(shapes, crossings, homes, shops, limit=2000):
    """Metres from each home to the nearest of all shops."""
    found = straight.StraightLine(
        np.array(homes, float), np.array(shops, float), barriers.build(shapes, crossings), limit
    )
    return found.to_nearest(np.arange(len(shops)))


def test_a_river_is_crossed_at_its_bridge_only():
    """::

              B(0,700)      C(600,600)
        ~~~~~~~~~~~~~~~~~~~~=bridge(600,500)~~~~~~ river, y = 500
              O(0,300)

        A(0,-300)

    B lies 400 m from the shop O as the crow flies, and 2 · √(600² + 200²) = 1,264.911 m by the
    bridge; C √(600² + 200²) + 100 = 732.456 m; A 600 m, with nothing between.
    """
    homes = [(0, -300), (0, 700), (600, 600)]
    found = past([RIVER], [shapely.Point(600, 500)], homes, [(0, 300)])
    assert found == pytest.approx([600, 1264.911, 732.456], abs=0.001)
    assert past([], [], homes, [(0, 300)]) == pytest.approx([600, 400, 670.820], abs=0.001)


def test_without_a_recorded_crossing_the_far_bank_is_out_of_reach():
    assert np.isinf(past([RIVER], [], [(0, 700)], [(0, 300)])).all()


def test_a_bridge_recorded_a_little_beside_the_river_counts():
    found = past([RIVER], [shapely.Point(600, 520)], [(600, 700)], [(600, 300)])
    assert found == pytest.approx([400], abs=0.01)


def test_two_bridges_one_after_the_other():
    railway = shapely.LineString([(-5000, 900), (5000, 900)])
    crossings = [shapely.Point(0, 500), shapely.Point(300, 900)]
    found = past([RIVER, railway], crossings, [(300, 1000)], [(0, 400)])
    assert found == pytest.approx([100 + 500 + 100], abs=0.01)  # 300² + 400² = 500²


def test_wide_water_is_crossed_from_bank_to_bank():
    water = shapely.box(-5000, 500, 5000, 600)
    found = past([water], [shapely.Point(0, 560)], [(0, 800)], [(0, 300)])
    assert found == pytest.approx([500], abs=0.01)
    bridge = shapely.LineString([(0, 499), (0, 601)])
    assert past([water], [bridge], [(0, 800)], [(0, 300)]) == pytest.approx([500], abs=0.01)


def test_a_barred_shop_gives_way_to_the_next_one_on_this_side():
    shops = [(x, 600) for x in range(0, 60, 10)] + [(0, -200)]
    assert past([RIVER], [], [(0, 400)], shops) == pytest.approx([600])


def test_the_nearest_past_barriers_is_what_trying_all_pairs_gives():
    rng = np.random.default_rng(7)
    lines = [shapely.LineString(rng.uniform(0, 3000, (2, 2))) for _ in range(12)]
    crossings = [line.interpolate(0.5, normalized=True) for line in lines[:8]]
    homes, shops = rng.uniform(0, 3000, (150, 2)), rng.uniform(0, 3000, (40, 2))
    found = past(lines, crossings, homes, shops)
    each = [past(lines, crossings, homes, [shop]) for shop in shops]
    assert found == pytest.approx(np.min(each, axis=0))


def grid_streets():
    """Streets every 100 m from (0, 0) to (1000, 1000)."""
    ways = []
    for at in range(0, 1001, 100):
        for start in range(0, 1000, 100):
            ways.append(shapely.LineString([(at, start), (at, start + 100)]))
            ways.append(shapely.LineString([(start, at), (start + 100, at)]))
    return streets.Network(np.array(ways))


def test_streets_are_walked_along_and_never_cut_across():
    """::

    +-----+-----+-H(250,310)      The home stands 10 m off the street y = 300 at x = 250, the
    |     |     |     |           shop 5 m off the street x = 0 at y = 40:
    +-----+-----+-----+           10 + 250 + 260 + 5 = 525 m on foot, 371 m as the crow flies.
    |     |     |     |
    S(-5,40)----+-----+           T stands on the home's own street, 30 m along: 40 m.
    """
    homes, shops = np.array([(250.0, 310)]), np.array([(-5.0, 40), (280, 300)])
    by = streets.ByStreets(homes, shops, grid_streets(), 2000)
    assert by.to_nearest(np.array([0])) == pytest.approx([525], abs=0.001)
    assert by.to_nearest(np.array([0, 1])) == pytest.approx([40], abs=0.001)


def test_streets_beyond_the_limit_are_out_of_reach():
    homes, shops = np.array([(1000.0, 1000)]), np.array([(0.0, 0)])
    assert np.isinf(streets.ByStreets(homes, shops, grid_streets(), 1999).to_nearest([0])).all()
    found = streets.ByStreets(homes, shops, grid_streets(), 2001).to_nearest(np.array([0]))
    assert found == pytest.approx([2000], abs=0.001)


def test_people_of_an_area_live_evenly_in_it_and_not_in_its_lake():
    area, lake = shapely.box(0, 0, 1000, 1000), shapely.box(500, 0, 1000, 1000)
    found = people.spread([area, shapely.Point(5, 5)], [1001, None], ["甲", ""], lake)
    assert found.xy[:, 0].max() < 500
    assert len(found.xy) == 51
    assert found.total(np.ones(51, dtype=bool)) == 1001
    assert found.total(found.xy[:, 0] < 300) == 601  # 30 of 50 points: x = 50, 150, 250
