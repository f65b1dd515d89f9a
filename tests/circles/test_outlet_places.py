"""Outlets to circles by place, and pairs that may be one outlet."""

import pytest
from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.core.exceptions import PermissionDenied, ValidationError

from circles import gaps
from circles.models import (
    BusinessType,
    CircleShape,
    CircleStandard,
    LivingCircle,
    Outlet,
    OutletPair,
    PilotCircle,
)
from circles.register import assigning, duplicates, jobs
from circles.register.likeness import like
from liaocheng_plan.organisation import roles
from tests import factories
from tests.circles.imports_kit import applied

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def shape(place, kind, west, south, east, north):
    """A rectangular outline."""
    box = MultiPolygon(Polygon.from_bbox((west, south, east, north)), srid=4326)
    return CircleShape.objects.create(place=place, kind=kind, geometry=box)


@pytest.fixture
def outlines():
    """A declared circle in the west, two reaches that overlap, a pilot inside the first reach."""
    shape("living-circles/circle-01", "declared", 115.90, 36.40, 115.95, 36.45)
    shape("living-circles/circle-02", "reach", 115.93, 36.40, 116.00, 36.45)
    shape("living-circles/circle-03", "reach", 115.98, 36.40, 116.05, 36.45)
    shape("pilot-circles/pilot-07", "reach", 115.96, 36.40, 115.97, 36.45)
    shape("living-circles/circle-04", "community", 116.10, 36.40, 116.20, 36.45)


def place(outlet):
    outlet.refresh_from_db()
    circle, pilot = outlet.circle, outlet.pilot
    return circle and circle.key, pilot and pilot.key, outlet.circle_basis


EXPECTED = {
    115.94: ("circle-01", None, "boundary"),  # the declared boundary goes before the reach
    115.955: ("circle-02", None, "reach"),
    115.965: ("circle-02", "pilot-07", "reach"),
    115.99: (None, None, "several"),
    116.15: (None, None, ""),  # an administrative community is no circle
}


def test_the_reach_of_a_circle_that_may_be_far_off_claims_nothing(outlines):
    far = CircleShape.objects.get(place="living-circles/circle-02")
    outlet = Outlet.objects.create(
        key="near", name="店", geometry=Point(115.955, 36.42, srid=4326), location_precision="poi"
    )
    for error_m, expected in ((400, "circle-02"), (401, None), (None, "circle-02")):
        CircleShape.objects.filter(pk=far.pk).update(error_m=error_m)
        assigning.assign(Outlet.objects.all())
        assert place(outlet)[0] == expected, error_m
        far.error_m = error_m
        assert far.claims == (expected is not None)


def test_a_declared_boundary_bounds_its_circle_whatever_its_own_reach_is(outlines):
    shape("living-circles/circle-01", "reach", 115.85, 36.40, 115.955, 36.45)
    shape("pilot-circles/pilot-09", "declared", 115.80, 36.40, 115.81, 36.45)
    shape("pilot-circles/pilot-09", "reach", 115.80, 36.40, 115.96, 36.45)
    expected = {
        115.805: (None, "pilot-09", "boundary"),
        115.87: (None, None, ""),  # in the reach of circle and pilot, outside what both declared
        115.94: ("circle-01", None, "boundary"),
        115.953: ("circle-02", None, "reach"),  # another circle's reach still may
    }
    made = {x: factories.outlet(geometry=Point(x, 36.42, srid=4326)) for x in expected}
    assigning.assign_all(Outlet.objects.all())
    assert {x: place(outlet) for x, outlet in made.items()} == expected


def test_outlets_are_assigned_by_place_and_moved_with_new_outlines(outlines):
    Outlet.objects.bulk_create(
        Outlet(
            key=f"by-place-{n}",
            name="店",
            geometry=Point(x, 36.42, srid=4326),
            location_precision="poi",
        )
        for n, x in enumerate(EXPECTED)
    )
    made = {round(o.geometry.x, 3): o for o in Outlet.objects.all()}
    assert jobs.queue_if_outlines_changed()
    assert assigning.assign_all(Outlet.objects.all()) == 4
    assert {x: place(outlet) for x, outlet in made.items()} == EXPECTED
    assert list(Outlet.objects.ambiguous()) == [made[115.99]]
    assert made[115.94].history.first().history_change_reason == assigning.REASON
    assert not jobs.queue_if_outlines_changed()
    assert assigning.assign_all(Outlet.objects.all()) == 0
    CircleShape.objects.get(place="living-circles/circle-03").delete()
    assert not assigning.is_current()
    assigning.assign_all(Outlet.objects.all())
    assert place(made[115.99]) == ("circle-02", None, "reach")


def test_what_was_stated_or_assigned_is_never_replaced(outlines):
    other = LivingCircle.objects.get(key="circle-09")
    made = [
        factories.outlet(geometry=Point(115.94, 36.42, srid=4326), circle=other, circle_basis=basis)
        for basis in ("stated", "assigned", "")  # without a basis: typed by staff before
    ]
    assigning.assign_all(Outlet.objects.all())
    assert [place(outlet)[0] for outlet in made] == ["circle-09"] * 3
    assert place(made[2])[2] == "assigned"


def test_staffs_choice_stays_and_a_moved_outlet_is_assigned_at_once(outlines):
    outlet = factories.outlet(geometry=Point(115.94, 36.42, srid=4326))
    assert place(outlet) == EXPECTED[115.94]
    outlet = Outlet.objects.get(pk=outlet.pk)
    outlet.geometry = Point(115.955, 36.42, srid=4326)
    outlet.save()
    assert place(outlet) == EXPECTED[115.955]
    outlet = Outlet.objects.get(pk=outlet.pk)
    outlet.circle = LivingCircle.objects.get(key="circle-09")
    outlet.save()
    assigning.assign_all(Outlet.objects.all())
    assert place(outlet) == ("circle-09", None, "assigned")


def test_an_import_assigns_by_place_and_takes_what_the_source_states(outlines, person):
    text = "编号,名称,生活圈,经度,纬度\n1,甲,,115.94,36.42\n2,乙,circle-09,115.94,36.42\n"
    applied(person(roles.BUREAU_EDITOR), text)
    found = [place(outlet) for outlet in Outlet.objects.order_by("id")]
    assert found == [("circle-01", None, "boundary"), ("circle-09", None, "stated")]


def test_an_outlet_of_a_pilot_is_evidence_once_though_its_circle_is_matched():
    pilot = PilotCircle.objects.get(key="pilot-09")
    circle = LivingCircle.objects.get(key="circle-09")
    LivingCircle.objects.filter(pk=circle.pk).update(pilot=pilot)
    locker = BusinessType.objects.get(key="scheme-basic-14")
    factories.outlet(business_type=locker, pilot=pilot)
    factories.outlet(business_type=locker, pilot=pilot, circle=circle)
    closed = factories.outlet(business_type=locker, pilot=pilot, closed_on="2025-01-01")
    factories.outlet(business_type=locker, pilot=pilot, merged_into=closed)
    standard = CircleStandard.objects.get(key="scheme-2024")
    rows = gaps.sheets([PilotCircle.objects.for_lists().get(pk=pilot.pk)], standard)[0].rows
    row = next(row for row in rows if row.type.name == "智能快件箱")
    assert row.state == "present"
    assert sum(item.count for item in row.evidence if item.kind == "outlet") == 2


LIKE = [
    ("家家悦超市", "家家悦 超市"),
    ("聊城市老王理发有限公司", "老王理发"),
    ("ＫＦＣ（柳园店）", "KFC(柳园店)"),
    ("便利蜂（柳园店）", "便利蜂"),
    ("李记包子铺", "李记包子店"),
]
UNLIKE = [
    ("便利蜂（柳园店）", "便利蜂（振兴店）"),
    ("便民超市一号店", "便民超市二号店"),
    ("老王理发", "老李药店"),
    ("快递柜1", "快递柜2"),
]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [*((a, b, True) for a, b in LIKE), *((a, b, False) for a, b in UNLIKE)],
)
def test_like_names(one, other, same):
    assert like(one, other) is like(other, one) is same


@pytest.fixture
def pair():
    """Two outlets of a like name 20 m apart, one 200 m away, one of another name beside them."""
    area = {"area": factories.area("chiping"), "area_basis": "located"}
    spots = [("老王理发", 0), ("老王理发店", 0.00018), ("老王理发", 0.0018), ("药店", 0)]
    made = [
        factories.outlet(name=name, geometry=Point(116.2, 36.58 + y, srid=4326), **area)
        for name, y in spots
    ]
    assert duplicates.suspect(Outlet.objects.filter(pk=made[0].pk)) == 1
    assert duplicates.suspect(Outlet.objects.all()) == 0
    found = OutletPair.objects.get()
    assert (found.first, found.second, found.metres) == (made[0], made[1], 20)
    return found


def test_a_merge_is_made_by_staff_of_the_area_and_undone(pair, person):
    with pytest.raises(PermissionDenied):
        duplicates.merge(person(roles.DISTRICT_EDITOR, "yanggu", name="other"), pair, pair.first_id)
    editor = person(roles.DISTRICT_EDITOR, "chiping")
    assert list(duplicates.listed(editor)) == [pair]
    duplicates.merge(editor, pair, pair.first_id)
    gone = Outlet.objects.get(pk=pair.second_id)
    assert gone.merged_into_id == pair.first_id
    assert gone not in Outlet.objects.operating()
    with pytest.raises(ValidationError):
        duplicates.merge(editor, pair, pair.first_id)
    duplicates.undo(editor, pair)
    assert Outlet.objects.get(pk=pair.second_id) in Outlet.objects.operating()
    assert gone.history.count() == 3


def test_what_is_not_the_same_is_suspected_no_more(pair, person):
    editor = person(roles.BUREAU_EDITOR)
    duplicates.separate(editor, pair)
    assert duplicates.suspect(Outlet.objects.all()) == 0
    assert not duplicates.listed(editor).exists()
    duplicates.undo(editor, pair)
    assert duplicates.listed(editor).exists()


def test_pairs_are_found_across_the_edge_of_a_tile_and_nobody_looks_elsewhere(monkeypatch):
    edge, looked_at, located = 116.0, [], duplicates.located
    made = [
        factories.outlet(name="老王理发", geometry=Point(x, 36.45, srid=4326))
        for x in (edge - 0.0001, edge + 0.0001, edge + 0.6)
    ]
    monkeypatch.setattr(duplicates, "located", lambda t: looked_at.append(t) or located(t))
    assert duplicates.suspect(Outlet.objects.filter(pk=made[0].pk)) == 1
    assert duplicates.suspect(Outlet.objects.filter(pk=made[1].pk)) == 0
    assert looked_at == [(231, 72), (232, 72)]
    assert {pair.second_id for pair in OutletPair.objects.all()} == {made[1].pk}


def test_a_crowd_on_one_point_does_not_take_forever():
    point = Point(116.0, 36.45, srid=4326)
    Outlet.objects.bulk_create(
        Outlet(key=f"stall-{n}", name=f"摊位{n // 2}", geometry=point, location_precision="poi")
        for n in range(1200)
    )
    assert duplicates.suspect(Outlet.objects.all()) == 600
