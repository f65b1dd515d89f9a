"""Where a figure comes from, and reports that show the same figures ever after."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from circles.models import PilotCircle
from liaocheng_plan.documents.stating import change_stated
from liaocheng_plan.progress import lineage, reports, rules
from liaocheng_plan.progress.models import Observation, Target

pytestmark = pytest.mark.django_db


def target(key, at=None):
    return Target.objects.for_lists(at=at).get(key=key)


def report(key, value, **more):
    given = {"period": "2025", "state": "approved", "value": value} | more
    return Observation.objects.create(target=Target.objects.get(key=key), **given)


def test_a_trace_names_the_observation_the_rules_and_the_clause():
    row = report("retail-sales-urban", Decimal("481.50"))
    found = lineage.trace(target("retail-sales-urban"))
    assert found["stated"]["value"] == "480"
    assert found["stated"]["citations"]["record"]["section"] == "二（三）3"
    assert found["figure"]["value"] == "481.5"
    assert [o["observation"] for o in found["observations"]] == [row.key]
    assert found["rules"] | {"version": rules.VERSION, "tolerance": "0.05"} == found["rules"]
    assert found["verdict"] == {
        "result": "met",
        "reason": None,
        "reporting": "current",
        "expected": None,
        "at": "2025-12-31",
    }


def test_a_trace_of_an_unreported_target_holds_no_number():
    found = lineage.trace(target("retail-sales-urban"))
    assert (found["figure"], found["observations"], found["measure"]) == (None, [], None)
    assert found["verdict"]["result"] == "cannot_judge"


def test_a_measure_lists_every_record_that_it_counted():
    PilotCircle.objects.filter(key="pilot-01").update(
        status="done", status_as_of=date(2024, 11, 30)
    )
    found = lineage.trace(target("scheme-pilots-2024"))["measure"]
    assert (found["name"], found["day"]) == ("pilot-circles-done", "2024-12-31")
    assert len(found["records"]) == 11
    assert [r["record"] for r in found["records"] if r["reported"]] == ["pilot-circles/pilot-01"]


def test_a_trace_is_plain_data():
    for row in Target.objects.for_lists():
        found = lineage.trace(row)
        assert json.loads(json.dumps(found)) == found


def test_a_change_of_the_stated_figure_is_part_of_the_trace(person):
    editor = person("市局编辑")
    row = Target.objects.get(key="retail-sales-urban")
    change_stated(row, "value", Decimal(490), kind="ruling", reason="两处不一", user=editor)
    now = lineage.trace(target("retail-sales-urban"))["stated"]
    assert (now["value"], now["changes"][0]["previous"]) == ("490", 480)
    past = lineage.trace(target("retail-sales-urban", timezone.now() - timedelta(days=1)))
    assert past["stated"]["changes"] == []


def test_a_kept_report_shows_the_same_figures_whatever_comes_later(person):
    report("retail-sales-urban", 470)
    kept = reports.keep(person("市局编辑"), "期末评估")
    before = json.loads(json.dumps(kept.content))  # PostgreSQL keeps no order of members
    row = Target.objects.get(key="retail-sales-urban")
    row.tolerance = 0
    row.save()
    Observation.objects.filter(target=row).update(value=1)
    kept.refresh_from_db()
    assert kept.content == before
    sales = next(t for t in kept.content if t["target"] == "retail-sales-urban")
    assert (sales["figure"]["value"], sales["verdict"]["result"]) == ("470", "met")


def test_a_report_of_a_past_moment_shows_what_was_known_then(person):
    at = timezone.make_aware(datetime(2026, 2, 1))
    report("retail-sales-urban", 470, approved_at=at + timedelta(days=1))
    kept = reports.keep(person("市局编辑"), "二月", at)
    sales = next(t for t in kept.content if t["target"] == "retail-sales-urban")
    assert sales["figure"] is None


def test_a_kept_report_is_neither_changed_nor_deleted(person):
    kept = reports.keep(person("市局编辑"), "期末评估")
    with pytest.raises(ValidationError):
        kept.save()
    with pytest.raises(ValidationError):
        kept.delete()


@pytest.mark.parametrize("role", ["区县编辑", "只读"])
def test_only_the_bureau_keeps_reports(person, role):
    with pytest.raises(PermissionDenied):
        reports.keep(person(role), "期末评估")


def test_no_title_and_a_day_to_come_are_refused(person):
    with pytest.raises(ValidationError) as error:
        reports.keep(person("市局编辑"), " ", timezone.now() + timedelta(days=2))
    assert set(error.value.message_dict) == {"title", "known_at"}
