"""Approved satisfaction is an observation like every other one, and can be taken back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from liaocheng_plan.organisation import roles
from liaocheng_plan.progress import reviewing
from liaocheng_plan.progress.models import Observation, Target
from liaocheng_plan.surveys import life, satisfaction

from . import kit

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(person):
    return person(roles.BUREAU_EDITOR, name="bureau")


@pytest.fixture
def survey(bureau):
    found = kit.closed(bureau, (0, 0, 10, 20, 30))
    life.publish(bureau, found)
    return found


def handed_in(bureau, survey, side="without_suspects"):
    subject = satisfaction.subjects(survey)[0]
    return satisfaction.hand_in(bureau, survey, side=side, subject=subject)


def standing():
    return Observation.objects.standing().filter(statistic__key="residents-satisfaction")


def test_it_counts_when_a_reviewer_approves_it(bureau, survey, person):
    row = handed_in(bureau, survey)
    assert not standing().exists()
    with pytest.raises(PermissionDenied):
        reviewing.approve(bureau, [row])
    reviewing.approve(person(roles.REVIEWER), [row])
    row = standing().get()
    assert (float(row.value), row.numerator, row.denominator) == (83.33, 50, 60)
    assert (row.place, row.area.key, row.source) == (kit.PLACE, "chiping", f"surveys/{survey.key}")
    assert "n=60" in row.note
    with pytest.raises(ValidationError):
        handed_in(bureau, survey)
    with pytest.raises(ValidationError):
        life.unpublish(bureau, survey, "撤回")


def test_taking_it_back_leaves_both_in_the_history(bureau, survey, person):
    reviewer = person(roles.REVIEWER)
    reviewing.approve(reviewer, [handed_in(bureau, survey)])
    made = satisfaction.take_back(bureau, survey, "抽样有误")
    assert standing().get().value is not None  # until the correction is approved
    reviewing.approve(reviewer, [made])
    assert standing().get().value is None
    assert Observation.objects.filter(slot=made.slot).count() == 2
    assert satisfaction.is_gone(survey)


def test_only_published_figures_are_handed_in(bureau, person):
    closed = kit.closed(bureau, (0, 0, 10, 20, 30))
    with pytest.raises(Exception, match="matching query"):
        handed_in(bureau, closed)
    with pytest.raises(PermissionDenied):
        handed_in(person(roles.DISTRICT_EDITOR, "chiping", name="district"), closed)


def test_a_target_about_the_circle_is_reported_the_same_way(bureau, survey):
    target = Target.objects.filter(measure="", value__isnull=False).earliest("id")
    Target.objects.filter(pk=target.pk).update(about=kit.PLACE, unit="%")
    subject = satisfaction.subjects(survey)[1]
    row = satisfaction.hand_in(bureau, survey, side="all", subject=subject)
    assert (row.target, float(row.value), row.source) == (
        target,
        83.33,
        f"surveys/{survey.key}",
    )


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        (date(2026, 11, 3), date(2026, 11, 20), "2026-11"),
        (date(2026, 10, 3), date(2026, 11, 20), "2026-Q4"),
        (date(2026, 7, 3), date(2026, 11, 20), "2026-H2"),
        (date(2026, 3, 3), date(2026, 11, 20), "2026"),
        (date(2025, 12, 3), date(2026, 1, 20), "2026"),
    ],
)
def test_the_period_is_the_shortest_that_holds_all_days(first, last, period):
    assert satisfaction.period_of(first, last) == period
