"""What every kind of place keeps: one contract, run for each located collection."""

import pytest
from django.contrib.gis.geos import Point
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from liaocheng_plan import registry
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.places.models import Precision

pytestmark = pytest.mark.django_db

KINDS = [collection.name for collection in registry.located_collections()]
CROSSING = Point(115.9826, 36.4573, srid=4326)


@pytest.fixture(params=KINDS)
def collection(request):
    return registry.get(request.param)


@pytest.fixture
def place(collection):
    """A new place of the kind, with the least that its model asks for."""
    required = {"kind": "zone", "tier": "area", "category": "时尚商业"}
    names = {field.name for field in collection.model._meta.fields}
    own = {name: value for name, value in required.items() if name in names}
    return collection.model.objects.create(key="contract-place", name="试点", **own)


def refused_by_database(place):
    """Whether the database itself refuses the row."""
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError:
        return True
    return False


def test_it_starts_unreported_and_unlocated(place):
    assert (place.status, place.location_precision) == ("not_reported", "unlocated")
    assert place.citation is None
    assert place.value_kinds().get("status") is None


def test_a_position_needs_a_precision_and_the_database_insists(place):
    place.geometry = CROSSING
    with pytest.raises(ValidationError) as error:
        place.full_clean()
    assert "location_precision" in error.value.message_dict
    assert refused_by_database(place)


def test_a_precision_needs_a_position_and_the_database_insists(place):
    place.location_precision = Precision.SURVEYED
    with pytest.raises(ValidationError) as error:
        place.full_clean()
    assert "geometry" in error.value.message_dict
    assert refused_by_database(place)


def test_area_only_needs_an_area_and_the_database_insists(place):
    place.location_precision = Precision.AREA
    with pytest.raises(ValidationError) as error:
        place.full_clean()
    assert "area" in error.value.message_dict
    assert refused_by_database(place)


def test_an_area_needs_its_basis_and_the_database_insists(place):
    place.area = Area.objects.get(key="chiping")
    with pytest.raises(ValidationError) as error:
        place.full_clean()
    assert "area_basis" in error.value.message_dict
    assert refused_by_database(place)


@pytest.mark.parametrize("wrong", [Point(36.4573, 115.9826), Point(116.4, 39.9)])
def test_a_position_outside_the_city_is_refused(place, wrong):
    place.geometry, place.location_precision = wrong, Precision.SURVEYED
    with pytest.raises(ValidationError) as error:
        place.full_clean()
    assert "geometry" in error.value.message_dict


def test_a_box_finds_what_lies_in_it_and_only_that(collection, place):
    place.geometry, place.location_precision = CROSSING, Precision.SURVEYED
    place.save()
    around = collection.model.objects.in_bbox(115.98, 36.45, 115.99, 36.46)
    assert place in around
    assert place not in collection.model.objects.in_bbox(115.0, 36.0, 115.1, 36.1)


def test_a_box_uses_the_spatial_index(collection):
    if connection.vendor != "sqlite":
        pytest.skip("PostGIS uses its index by itself; its plan depends on table size")
    plan = collection.model.objects.in_bbox(115, 36, 116, 37).explain()
    assert f"idx_{collection.model._meta.db_table}_geometry" in plan or "VIRTUAL TABLE" in plan


def test_an_area_covers_all_below_it(collection, place):
    place.area, place.area_basis = Area.objects.get(key="guangyue-shequ"), "assigned"
    place.save()
    for key in ("guangyue-shequ", "liuyuan-jiedao", "dongchangfu", "liaocheng"):
        assert place in collection.model.objects.in_areas(Area.objects.subtree_ids({key}))
    assert place not in collection.model.objects.in_areas(Area.objects.subtree_ids({"chiping"}))


def test_changes_are_kept_with_their_differences(place):
    place.status = "done"
    place.save()
    newest, first = place.history.all()
    delta = newest.diff_against(first)
    assert [change.field for change in delta.changes] == ["status"]


def test_a_list_costs_the_same_for_one_and_for_many(collection, django_assert_num_queries):
    few = len(collection.model.objects.for_lists()[:1])
    with django_assert_num_queries(2 if few else 1):
        rows = list(collection.model.objects.for_lists())
        for row in rows:
            row.value_kinds()
            _seen = row.area and row.area.name, row.citation
