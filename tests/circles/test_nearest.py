"""The nearest outlets of a kind: open ones only, by straight line in metres."""

from datetime import date

import pytest
from django.contrib.gis.geos import MultiPolygon, Point, Polygon

from circles import gaps, nearest
from circles.models import BusinessType, CircleShape, CircleStandard, OutletPair, PilotCircle
from tests import factories

pytestmark = pytest.mark.django_db

# At 36.45° N and the zone's central meridian of 117° E nearly 1° west, 0.01° of latitude is
# 1,109.7 m on the ellipsoid.
NORTH_M = 1110


@pytest.fixture
def circle():
    row = PilotCircle.objects.for_lists().get(key="pilot-07")
    row.geometry = Point(116.0, 36.45, srid=4326)
    return row


def row(circle, name="药店"):
    standard = CircleStandard.objects.get(key="scheme-2024")
    rows = gaps.sheets([circle], standard)[0].rows
    return next(found for found in rows if found.type.name == name)


def pharmacy(**values):
    given = {"business_type": BusinessType.objects.get(key="plan-text-06")}
    return factories.outlet(**given | values)


def found(circle, name="药店"):
    return [(o.name, m) for o, m in nearest.nearest(circle, row(circle, name))]


def test_open_outlets_by_distance_in_metres(circle):
    pharmacy(name="远", geometry=Point(116.0, 36.47, srid=4326))
    pharmacy(name="近", geometry=Point(116.0, 36.46, srid=4326))
    pharmacy(name="关", geometry=Point(116.0, 36.451, srid=4326), closed_on=date(2025, 1, 1))
    factories.outlet(business_type=BusinessType.objects.get(key="scheme-basic-01"))
    (near, metres), (far, _metres) = found(circle)
    assert (near, far) == ("近", "远")
    assert abs(metres - NORTH_M) < 3


def test_a_word_for_a_kind_of_it_is_found_too(circle):
    salon = BusinessType.objects.get(key="scheme-basic-06")  # 美容美发店 proves 理发店
    pharmacy(name="美发", business_type=salon)
    standard = CircleStandard.objects.get(key="plan-text")
    rows = gaps.sheets([circle], standard)[0].rows
    barber = next(r for r in rows if r.type.name == "理发店")
    assert [o.name for o, _m in nearest.nearest(circle, barber)] == ["美发"]


def test_far_ones_are_found_where_there_are_few_near_by(circle):
    pharmacy(name="很远", geometry=Point(115.5, 36.0, srid=4326))
    assert [name for name, _m in found(circle)] == ["很远"]


def test_without_a_position_the_areas_outlets_without_a_distance(circle):
    circle.geometry = None
    pharmacy(name="区内", area=circle.area, area_basis="assigned")
    pharmacy(name="区外")
    assert found(circle) == [("区内", None)]
    circle.area_id = None
    assert found(circle) == []


def test_a_declared_boundary_is_measured_from_where_there_is_one(circle):
    box = MultiPolygon(Polygon.from_bbox((115.99, 36.44, 116.01, 36.47)), srid=4326)
    CircleShape.objects.create(place="pilot-circles/pilot-07", kind="declared", geometry=box)
    pharmacy(name="内", geometry=Point(116.0, 36.469, srid=4326))  # 2 km from the middle
    pharmacy(name="外", geometry=Point(116.0, 36.48, srid=4326))
    (inside, none), (outside, metres) = found(circle)
    assert (inside, none, outside) == ("内", 0, "外")
    assert abs(metres - NORTH_M) < 3
    circle.geometry = None
    assert [m for _name, m in found(circle)] == [0, metres]


def test_outlets_know_their_pilot_and_whether_they_may_be_counted_twice(
    circle, django_assert_num_queries
):
    one, other = (pharmacy(pilot=circle, name=name) for name in ("一药店", "一药店"))
    third = pharmacy(name="三")
    OutletPair.objects.create(first=one, second=other, metres=0)
    OutletPair.objects.create(first=other, second=third, metres=0, state="different")
    wanted = row(circle)
    with django_assert_num_queries(5):
        rows = nearest.nearest(circle, wanted)
        seen = [(o.name, o.suspected, o.pilot and o.pilot.key) for o, _metres in rows]
    assert sorted(seen, key=str) == [
        ("一药店", True, "pilot-07"),
        ("一药店", True, "pilot-07"),
        ("三", False, None),
    ]
