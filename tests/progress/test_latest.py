"""Which report speaks for a target."""

from datetime import date

import pytest
from django.utils import timezone

from liaocheng_plan.organisation.models import Area
from liaocheng_plan.progress.models import Observation, Target

pytestmark = pytest.mark.django_db


def report(target, value, area=None, state="approved", year=2025):
    """A report for a year."""
    return Observation.objects.create(
        key=f"report-{Observation.objects.count()}",
        name="上报",
        target=target,
        area=area,
        period=str(year),
        period_end=date(year, 12, 31),
        value=value,
        state=state,
        reported_at=timezone.now(),
    )


@pytest.fixture
def pilots():
    """A target that names several areas: 11 pilots in 2024."""
    return Target.objects.get(key="scheme-pilots-2024")


def test_a_single_district_does_not_speak_for_the_whole(pilots):
    report(pilots, 5, Area.objects.get(key="dongchangfu"))
    assert pilots.latest is None
    assert pilots.result == "cannot_judge"


def test_a_report_without_area_speaks_for_the_whole(pilots):
    report(pilots, 11)
    assert (pilots.latest.value, pilots.result) == (11, "met")


def test_the_only_area_speaks_for_its_target():
    target = Target.objects.get(key="scheme-pilots-dongchangfu")
    report(target, 4, Area.objects.get(key="dongchangfu"))
    assert target.result == "not_met"


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_what_is_not_approved_counts_nowhere(pilots, state):
    report(pilots, 11, state=state)
    assert pilots.latest is None


def test_a_report_on_one_target_changes_no_other(pilots):
    before = {t.key: t.result for t in Target.objects.for_lists() if t != pilots}
    report(pilots, 11)
    assert before == {t.key: t.result for t in Target.objects.for_lists() if t != pilots}
