"""Visits of staff: evidence at once, each in the own areas, taken back on the same day only."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from circles import gaps, visits
from circles.models import CircleStandard, FormatConcept, FormatVisit, PilotCircle
from liaocheng_plan.organisation import roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle():
    """A pilot of 茌平区 of which nothing is said of parcel lockers."""
    return PilotCircle.objects.for_lists().get(key="pilot-09")


def visit(user, circle, **values):
    given = {
        "concept": FormatConcept.objects.get(key="parcel-locker"),
        "present": True,
        "visited_on": timezone.localdate(),
    }
    return visits.record(user, circle, **given | values)


def state(circle):
    standard = CircleStandard.objects.get(key="scheme-2024")
    rows = gaps.sheets([circle], standard)[0].rows
    return next(row.state for row in rows if row.type.name == "智能快件箱")


def test_a_visit_is_evidence_at_once(person, circle):
    assert state(circle) == "not_stated"
    visit(person(roles.DISTRICT_EDITOR, "chiping"), circle)
    assert state(circle) == "present"


@pytest.mark.parametrize(
    ("role", "areas"),
    [(roles.DISTRICT_EDITOR, ["yanggu"]), (roles.REVIEWER, []), (roles.READER, [])],
)
def test_others_record_none(person, circle, role, areas):
    with pytest.raises(PermissionDenied):
        visit(person(role, *areas), circle)
    assert not FormatVisit.objects.exists()


def test_a_day_to_come_is_no_visit(person, circle):
    with pytest.raises(ValidationError) as error:
        visit(
            person(roles.BUREAU_EDITOR),
            circle,
            visited_on=timezone.localdate() + timedelta(days=1),
        )
    assert "visited_on" in error.value.error_dict


def test_only_the_own_visit_of_the_same_day_is_taken_back(person, circle):
    own = person(roles.BUREAU_EDITOR)
    other = person(roles.BUREAU_EDITOR, name="other")
    found = visit(own, circle)
    with pytest.raises(PermissionDenied):
        visits.withdraw(other, found)
    found.recorded_at -= timedelta(days=1)
    found.save()
    with pytest.raises(PermissionDenied):
        visits.withdraw(own, found)
    found.recorded_at = timezone.now()
    found.save()
    visits.withdraw(own, found)
    assert not FormatVisit.objects.exists()
    assert FormatVisit.history.filter(history_type="-").count() == 1
