"""Targets as pages show them."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.translation import override

from liaocheng_plan.portal.display import wording
from liaocheng_plan.portal.home.presenters import HomePresenter
from liaocheng_plan.portal.progress import presenters_targets
from liaocheng_plan.progress.models import Observation, Target, Task

pytestmark = pytest.mark.django_db


def presenter(key):
    """The presenter of one target, as a list fetches it."""
    return presenters_targets.TargetPresenter(Target.objects.for_lists().get(key=key))


def report(key, value, period="2025", end="2025-12-31", state="approved"):
    """A report of a target's value."""
    return Observation.objects.create(
        key=f"report-{key}-{period}",
        name=period,
        target=Target.objects.get(key=key),
        period=period,
        period_end=end,
        value=value,
        state=state,
        reported_at=timezone.make_aware(datetime(2026, 2, 1)),
    )


def test_a_stated_number_keeps_its_printed_words():
    assert presenter("retail-sales-urban").stated == {
        "before": "",
        "digits": "480",
        "after": "左右",
    }
    assert presenter("retail-area-per-head").stated == {
        "before": "约",
        "digits": "1.10",
        "after": "",
    }
    assert presenter("wangyuehu-complexes").stated["digits"] == "1–2"


def test_where_no_number_is_printed_none_is_shown():
    target = presenter("living-circle-coverage")
    assert target.stated is None
    assert target.stated_words == "全覆盖"
    assert target.said == "全覆盖"


def test_nothing_reported_is_none_and_a_reported_zero_is_a_zero():
    assert presenter("key-enterprises").reported is None
    report("key-enterprises", 0)
    assert presenter("key-enterprises").reported["digits"] == "0"


def test_only_approved_reports_count():
    report("retail-sales-urban", 500, state="submitted")
    assert presenter("retail-sales-urban").reported is None


def test_result_and_reason_are_said_in_words():
    target = presenter("retail-sales-urban")
    with override("en"):
        assert str(target.result.word) == "cannot judge"
        assert str(target.reason) == "Nothing has been reported, so there is nothing to judge."
    report("retail-sales-urban", 456)
    target = presenter("retail-sales-urban")
    assert target.judged
    assert target.result.tone == "good"
    assert target.reason == ""


def test_the_rule_is_said_in_words():
    with override("zh-hans"):
        said = "".join(wording.rule(Target.objects.get(key="retail-sales-urban")))
        assert "不低于480亿元" in said
        assert "“左右”按5%掌握，即456亿元" in said
        cap = "".join(wording.rule(Target.objects.get(key="retail-area-cap-western-core")))
        assert "不超过20万平方米" in cap
        assert "21万平方米" in cap


def test_a_baseline_without_a_year_is_drawn_as_bars():
    assert "bar--existing" in presenter("retail-area-cap-eastern-core").large_chart


def test_the_tally_never_counts_the_unreported_as_zero():
    report("retail-sales-urban", 456)
    report("retail-area-total", 100)
    tally = presenters_targets.tally(presenters_targets.present(Target.objects.for_lists()))
    assert (tally["reported"], tally["met"], tally["not_met"]) == (2, 1, 1)
    assert tally["rest"] == tally["targets"] - 2


def test_the_home_page_sums_up_what_is_known():
    with override("en"):
        number = Target.objects.count()
        assert HomePresenter().sentence == (
            f"{number} targets: nothing has been reported yet, so none can be judged."
        )
        report("retail-sales-urban", Decimal("456"))
        assert HomePresenter().sentence.startswith(f"{number} targets: 1 reported, of these 1 met")


def test_overdue_names_late_tasks_and_says_when_nothing_can_be_late():
    assert HomePresenter().nothing_dated
    assert HomePresenter().overdue == []
    task = Task.objects.first()
    task.due = timezone.localdate() - timezone.timedelta(days=1)
    task.save()
    home = HomePresenter()
    assert [entry["name"] for entry in home.overdue] == [task.name]
    assert not home.nothing_dated
