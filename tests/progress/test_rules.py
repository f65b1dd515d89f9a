"""The rules of judgement: a table of hand-worked cases, and what must hold of any figures."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from liaocheng_plan.progress import rules
from liaocheng_plan.progress.models.targets import WAYS
from liaocheng_plan.progress.periods import Period

TABLE = yaml.safe_load(
    Path(__file__).with_name("status_table.yaml").read_text(encoding="utf-8"),
)
AFTER = date(2026, 11, 23)


def number(value):
    """A YAML number as the database holds it."""
    return None if value is None else Decimal(str(value))


def target(**given):
    """A target as the rules see it."""
    numbers = dict.fromkeys(("baseline", "value_max")) | {"value": 100}
    numbers |= {"tolerance": 0.05, "on_track": 0.95}
    plain = {"direction": "floor", "target_year": 2025, "baseline_year": None, "parts": {}}
    plain |= {"approximate": False, "baseline_disputed": False, "validity_days": 90}
    plain |= {"full_coverage": False, "path": ""}
    numbers = {name: number(given.get(name, value)) for name, value in numbers.items()}
    made = SimpleNamespace(
        **plain | {k: v for k, v in given.items() if k not in numbers}, **numbers
    )
    made.parts = [{"label": label, "value": value} for label, value in made.parts.items()]
    made.way = made.path or WAYS.get(made.direction, rules.Path.FLAT)
    return made


def figure(period, value=None, parts=None, lower_bound=False):
    """A figure as the rules see it."""
    rows = [{"label": label, "value": share} for label, share in (parts or {}).items()]
    span = Period.parse(period)
    return SimpleNamespace(period=span, value=number(value), parts=rows, lower_bound=lower_bound)


def verdict_of(case):
    """What the rules say of a case of the table."""
    bound = case.get("lower_bound", False)
    figures = [figure(p, value, None, bound) for p, value in case.get("figures", {}).items()]
    figures += [figure(p, None, parts, bound) for p, parts in case.get("parts", {}).items()]
    figures.sort(key=lambda f: f.period)
    return rules.judge(target(**case.get("target", {})), figures, case.get("today", AFTER))


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["name"])
def test_every_case_of_the_table(case):
    verdict = verdict_of(case)
    assert verdict.result == case["result"]
    assert verdict.reason == case.get("reason")
    if "expected" in case:
        assert round(verdict.expected, 4) == number(case["expected"])


def test_the_table_shows_every_result_and_every_reason():
    assert {case["result"] for case in TABLE} == set(rules.Result.values)
    assert {case.get("reason") for case in TABLE} == {None, *rules.Reason.values}


@pytest.mark.parametrize("case", [c for c in TABLE if "reason" not in c], ids=lambda c: c["name"])
def test_a_verdict_always_says_at_which_date(case):
    assert verdict_of(case).at is not None


def asked(due_on, areas, answered):
    return rules.Asked(due_on, areas, answered)


DUE = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("question", "figures", "today", "more", "state"),
    [
        (None, [], DUE, {}, "never"),
        (None, ["2025"], date(2026, 3, 31), {}, "current"),  # 90 days
        (None, ["2025"], date(2026, 4, 1), {}, "due"),  # 91 days: it has expired
        (None, ["2025"], date(2030, 1, 1), {"closed": True}, "current"),
        (asked(DUE, 8, 5), [], DUE, {}, "due"),
        (asked(DUE, 8, 5), [], date(2026, 2, 1), {}, "overdue"),
        (asked(DUE, 8, 8), [], date(2026, 2, 1), {}, "current"),
        (asked(DUE, 8, 7), ["2025"], date(2026, 2, 1), {}, "overdue"),
        (None, [], DUE, {"required_of_people": False}, "not_required"),
    ],
)
def test_the_state_of_reporting(question, figures, today, more, state):
    told = [figure(period, 1) for period in figures]
    assert rules.reporting_state(question, told, today, **more) == state


DIRECTIONS = st.sampled_from(["floor", "cap", "range", "coverage", "count", "rate"])
NUMBERS = st.none() | st.integers(-1000, 1000)
YEARS = st.integers(2015, 2035)
PERIODS = st.builds(lambda year, part: f"{year}{part}", YEARS, st.sampled_from(["", "-Q4", "-H1"]))
TARGETS = st.fixed_dictionaries(
    {
        "direction": DIRECTIONS,
        "value": NUMBERS,
        "baseline": NUMBERS,
        "baseline_year": st.none() | YEARS,
        "target_year": st.none() | YEARS,
        "approximate": st.booleans(),
        "path": st.sampled_from(["", *rules.Path.values]),
    }
)


@given(given=TARGETS, periods=st.sets(PERIODS), today=st.dates(date(2015, 1, 1), date(2036, 1, 1)))
def test_no_path_turns_null_into_a_number(given, periods, today):
    figures = [figure(period, None) for period in sorted(periods)]
    verdict = rules.judge(target(**given), figures, today)
    assert verdict.result == rules.Result.CANNOT_JUDGE
    assert verdict.expected is None


@given(
    given=TARGETS,
    told=st.dictionaries(PERIODS, NUMBERS),
    today=st.dates(date(2015, 1, 1), date(2036, 1, 1)),
)
def test_any_figures_give_one_verdict_or_one_reason(given, told, today):
    figures = sorted((figure(p, v) for p, v in told.items()), key=lambda f: f.period)
    verdict = rules.judge(target(**given), figures, today)
    assert (verdict.result == rules.Result.CANNOT_JUDGE) == (verdict.reason is not None)


@given(given=TARGETS, told=st.dictionaries(PERIODS, NUMBERS), gap=PERIODS)
def test_a_missing_value_changes_no_verdict(given, told, gap):
    if gap in told:
        return
    figures = sorted((figure(p, v) for p, v in told.items()), key=lambda f: f.period)
    more = sorted([*figures, figure(gap, None)], key=lambda f: f.period)
    what = target(**given)
    assert rules.judge(what, figures, AFTER) == rules.judge(what, more, AFTER)
