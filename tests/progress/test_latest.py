"""Which report speaks for a target, and how areas are rolled up."""

from datetime import datetime

import pytest
from django.utils import timezone

from liaocheng_plan.organisation.models import Area
from liaocheng_plan.progress.models import Observation, Target

pytestmark = pytest.mark.django_db

PILOT_AREAS = ("dongchangfu", "kaifaqu", "gaoxinqu", "dujiaqu", "chiping")


def report(target, value, area=None, state="approved", period="2024", **more):
    """A report for a period."""
    return Observation.objects.create(
        target=target,
        area=Area.objects.get(key=area) if area else None,
        period=period,
        value=value,
        state=state,
        **more,
    )


def reload(target, **how):
    return Target.objects.for_lists(**how).get(pk=target.pk)


@pytest.fixture
def pilots():
    """A target that names five areas, 11 pilots in 2024, as if people had to report it."""
    for rows in (Target.objects, Target.history):
        rows.filter(key__startswith="scheme-pilots").update(measure="")
    return Target.objects.get(key="scheme-pilots-2024")


def test_a_single_district_is_a_lower_bound_and_no_verdict(pilots):
    report(pilots, 5, "dongchangfu")
    latest = pilots.latest
    assert (latest.value, latest.reported, latest.expected) == (5, 1, 5)
    assert latest.lower_bound
    assert (pilots.result, pilots.result_reason) == ("cannot_judge", "incomplete")


def test_all_districts_together_speak_for_the_whole(pilots):
    for area, value in zip(PILOT_AREAS, (5, 2, 1, 1, 2), strict=True):
        report(pilots, value, area)
    assert (pilots.latest.value, pilots.latest.kind) == (11, "derived")
    assert pilots.result == "met"


def test_an_area_that_reports_not_available_leaves_a_lower_bound(pilots):
    for area, value in zip(PILOT_AREAS, (5, 2, 1, 1, None), strict=True):
        report(pilots, value, area)
    assert (pilots.latest.value, pilots.latest.lower_bound) == (9, True)
    assert pilots.result_reason == "incomplete"


def test_a_report_without_area_speaks_for_the_whole(pilots):
    report(pilots, 11)
    report(pilots, 5, "dongchangfu")
    assert (pilots.latest.value, pilots.latest.kind) == (11, "reported")
    assert pilots.result == "met"


def test_the_only_area_speaks_for_its_target(pilots):
    target = Target.objects.get(key="scheme-pilots-dongchangfu")
    report(target, 4, "dongchangfu")
    assert target.result == "not_met"


def test_per_heads_are_never_added_up():
    target = Target.objects.get(key="retail-area-per-head")  # of 城区, reported in parts here
    urban = Area.objects.get(key="chengqu")
    urban.members.set(Area.objects.filter(key__in=["dongchangfu", "chiping"]))
    target.areas.add(Area.objects.get(key="gaoxinqu"))
    report(target, None, "dongchangfu", period="2025", numerator=120, denominator=100)
    report(target, None, "chiping", period="2025", numerator=40, denominator=50)
    assert reload(target).latest is None  # 高新区 is missing: no ratio, and no average of two
    report(target, None, "gaoxinqu", period="2025", numerator=20, denominator=10)
    # (120 + 40 + 20) ÷ (100 + 50 + 10) = 1.125, not the mean of 1.2, 0.8 and 2
    assert reload(target).latest.value.normalize() == reload(target).latest.value.from_float(1.125)


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_what_is_not_approved_counts_nowhere(pilots, state):
    report(pilots, 11, state=state)
    assert pilots.latest is None


def test_a_report_on_one_target_changes_no_other(pilots):
    before = {t.key: t.result for t in Target.objects.for_lists() if t != pilots}
    report(pilots, 11)
    assert before == {t.key: t.result for t in Target.objects.for_lists() if t != pilots}


def day(*numbers):
    return timezone.make_aware(datetime(*numbers, 23, 59))


def test_a_past_day_shows_what_was_known_then(pilots):
    first = report(pilots, 9, approved_at=day(2025, 1, 20))
    first.superseded_at = day(2025, 3, 5)
    first.save()
    report(pilots, 11, approved_at=day(2025, 3, 5), version=2, replaces=first)
    assert reload(pilots).latest.value == 11
    assert reload(pilots, at=day(2025, 2, 1)).latest.value == 9
    assert reload(pilots, at=day(2025, 2, 1)).result == "not_met"
    assert reload(pilots, at=day(2025, 1, 19)).latest is None
    assert reload(pilots, at=day(2025, 1, 19)).reporting == "never"


def test_lists_fetch_few_periods_and_judge_all_the_same(pilots, django_assert_max_num_queries):
    for year in range(2015, 2027):
        report(pilots, year - 2013, period=str(year))  # 2024 says 11
    with django_assert_max_num_queries(9):
        row = next(t for t in Target.objects.for_lists() if t == pilots)
        assert row.result == "met"
    assert [r.period for r in row.reports] == ["2024", "2026"]  # no trend after the target date
    assert len(reload(pilots, series=True).standing.figures) == 12
