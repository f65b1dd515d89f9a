"""Figures computed from records: what counts on which day, and what stays unknown."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from liaocheng_plan.organisation.models import Area
from liaocheng_plan.progress import measures
from liaocheng_plan.progress.models import Target
from logistics.models import LogisticsPark
from markets.models import RetailTerminal

pytestmark = pytest.mark.django_db

END = date(2025, 12, 31)


def measured(name, day=None, at=None, areas=None):
    return measures.Snapshot(at).value(name, day or timezone.localdate(), areas)


def report(number, status, as_of=None):
    """Set the status of the first parks, as staff do, with history."""
    for park in LogisticsPark.objects.order_by("id")[:number]:
        park.status, park.status_as_of = status, as_of
        park.save()


def test_nothing_reported_is_null_and_not_0():
    found = measured("logistics-parks-done")
    assert (found.value, found.reported, found.expected) == (None, 0, 6)


def test_a_reported_0_is_a_0():
    report(6, "not_started")
    found = measured("logistics-parks-done")
    assert (found.value, found.lower_bound) == (0, False)


def test_what_some_report_is_a_lower_bound():
    report(2, "done", END)
    found = measured("logistics-parks-done")
    assert (found.value, found.reported, found.lower_bound) == (2, 2, True)


def test_done_after_the_day_is_not_done_on_the_day():
    report(6, "done", date(2026, 3, 1))
    assert measured("logistics-parks-done", END).value == 0
    assert measured("logistics-parks-done").value == 6


def test_done_without_its_day_says_nothing_of_a_past_day():
    report(6, "done")
    assert measured("logistics-parks-done", END).value is None
    assert measured("logistics-parks-done").value == 6


def test_a_target_computed_after_its_date_is_judged_by_that_date():
    report(6, "done", date(2026, 3, 1))
    target = Target.objects.for_lists().get(key="logistics-parks")
    assert (target.result, target.latest.value, target.reporting) == ("not_met", 6, "not_required")


def test_a_past_moment_does_not_know_later_reports():
    report(6, "done", END)
    yesterday = timezone.now() - timedelta(days=1)
    assert measured("logistics-parks-done", END, yesterday).value is None


def test_planned_actions_are_parts():
    terminals = RetailTerminal.objects.order_by("id")
    terminals.update(status="not_started")
    RetailTerminal.objects.filter(plan_action="keep").update(status="done", status_as_of=END)
    found = measured("retail-terminals-done", END)
    assert found.value == 25
    assert {part["label"]: part["value"] for part in found.parts} == {
        "现状保留": 25,
        "提升改造": 0,
        "规划新建": 0,
    }


def test_terminal_area_per_thousand_needs_every_floor_area_and_the_residents():
    district = Area.objects.get(key="dongchangfu")
    one, two = RetailTerminal.objects.order_by("id")[:2]
    for terminal in (one, two):
        terminal.area, terminal.area_basis, terminal.status = district, "assigned", "done"
        terminal.save()
    areas = frozenset({district.pk})

    def value():
        return measured("terminal-area-per-thousand", areas=areas).value

    one.floor_area_m2 = Decimal(3000)
    one.save()
    district.population = 50_000
    district.save()
    assert value() is None  # the second terminal's floor area is not reported
    two.floor_area_m2 = Decimal(2000)
    two.save()
    assert value() == 100  # (3,000 + 2,000) m² ÷ 50 thousand
    district.population = None
    district.save()
    assert value() is None


def test_planned_retail_area_adds_up_by_business_district():
    found = measured("planned-retail-area")
    assert (found.value, len(found.parts)) == (170, 9)  # 45 + 20 + 20 + 25 + 4 × 10 + 20


def test_all_counts_come_in_one_query(django_assert_num_queries):
    snapshot = measures.Snapshot()
    with django_assert_num_queries(1):
        for name in ("logistics-parks-done", "markets-done", "pilot-circles-done"):
            snapshot.value(name, END)


def test_every_target_names_a_measure_that_is_declared():
    for name in Target.objects.exclude(measure="").values_list("measure", flat=True):
        assert measures.get(name).formula


def test_a_measure_declared_twice_is_refused():
    with pytest.raises(ValueError, match="declared twice"):
        measures.register(measures.measures()[0])
