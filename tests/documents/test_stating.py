"""A stated figure changes only with grounds, and the printed one stays beside it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from liaocheng_plan.documents import stating
from zones.models import BusinessDistrict

pytestmark = pytest.mark.django_db
FIELD = "planned_retail_area_10k_m2"


@pytest.fixture
def district():
    return BusinessDistrict.objects.get(key="bd-dongchangfu-center")


def test_a_ruling_changes_the_value_and_keeps_the_printed_one(district):
    change = stating.change_stated(
        district, FIELD, 44, kind="ruling", reason="以专栏2为准", user=None
    )
    district.refresh_from_db()
    assert district.planned_retail_area_10k_m2 == 44
    assert (change.printed, change.previous, change.value) == (45, 45, 44)
    second = stating.change_stated(district, FIELD, 43, kind="ruling", reason="再议", user=None)
    assert (second.printed, second.previous, second.value) == (45, 44, 43)


@pytest.mark.parametrize(
    ("grounds", "missing"),
    [
        ({"kind": "correction", "reason": "抄错"}, "quote"),
        ({"kind": "ruling", "reason": " "}, "reason"),
        ({"kind": "amendment", "reason": "修编", "decided_on": date(2026, 1, 5)}, "decision"),
        ({"kind": "amendment", "reason": "修编", "decision": "聊政字1号"}, "decided_on"),
        ({"kind": "wish", "reason": "想改"}, "kind"),
    ],
)
def test_grounds_are_required(district, grounds, missing):
    with pytest.raises(ValidationError) as error:
        stating.change_stated(district, FIELD, 44, user=None, **grounds)
    assert list(error.value.message_dict) == [missing]
    district.refresh_from_db()
    assert district.planned_retail_area_10k_m2 == 45


def test_the_same_value_is_no_change(district):
    with pytest.raises(ValidationError) as error:
        stating.change_stated(district, FIELD, 45, kind="ruling", reason="无", user=None)
    assert "value" in error.value.message_dict


def test_a_value_that_its_field_refuses_names_the_value(district):
    with pytest.raises(ValidationError) as error:
        stating.change_stated(district, FIELD, "很多", kind="ruling", reason="无", user=None)
    assert "value" in error.value.message_dict


def test_what_is_not_stated_is_not_changed_here(district):
    with pytest.raises(ValidationError) as error:
        stating.change_stated(district, "status", "done", kind="ruling", reason="无", user=None)
    assert "field" in error.value.message_dict
