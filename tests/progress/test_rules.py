"""The rules of judgement, by hand-worked cases."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from liaocheng_plan.progress import rules


def target(direction="floor", value="100", **more):
    """A target as the rules see it."""
    fields = {"value_max": None, "parts": [], "target_year": 2025, "approximate": False}
    fields |= {"tolerance": Decimal("0.05"), **more}
    value = None if value is None else Decimal(value)
    return SimpleNamespace(direction=direction, value=value, **fields)


def report(value, period_end=date(2025, 12, 31)):
    """An approved observation as the rules see it."""
    value = None if value is None else Decimal(value)
    return SimpleNamespace(value=value, period_end=period_end)


@pytest.mark.parametrize(
    ("direction", "value", "more", "reported", "met"),
    [
        ("floor", "100", {}, "100", True),
        ("floor", "100", {}, "99.9", False),
        ("floor", "480", {"approximate": True}, "456", True),  # 480 − 5 % = 456
        ("floor", "480", {"approximate": True}, "455.9", False),
        ("cap", "45", {}, "45", True),
        ("cap", "45", {}, "45.1", False),
        ("cap", "45", {"approximate": True}, "47.25", True),  # 45 + 5 % = 47.25
        ("cap", "45", {"approximate": True}, "47.26", False),
        ("cap", "45", {}, "0", True),  # a reported 0 is a 0
        ("floor", "10", {}, "0", False),
        ("range", "1", {"value_max": Decimal(2)}, "2", True),
        ("range", "1", {"value_max": Decimal(2)}, "3", False),
        ("range", "1", {"value_max": Decimal(2)}, "0", False),
        ("count", "54", {}, "53", False),
        ("rate", "7", {"approximate": True}, "6.65", True),  # 7 − 5 % = 6.65
        ("rate", "7", {"approximate": True}, "6.6", False),
    ],
)
def test_met_or_not_met_after_the_target_date(direction, value, more, reported, met):
    verdict = rules.judge(target(direction, value, **more), report(reported))
    assert verdict.result == (rules.Result.MET if met else rules.Result.NOT_MET)
    assert verdict.reason is None


@pytest.mark.parametrize(
    ("what", "latest", "reason"),
    [
        (target(), None, "no_observation"),
        (target(), report(None), "no_observation"),
        (target(value=None), None, "no_numeric_target"),
        (target(value=None), report("3"), "no_numeric_target"),
        (target(), report("99", date(2024, 12, 31)), "too_few_observations"),
        (target(target_year=None), report("99"), "too_few_observations"),
        (
            target("composition", None, parts=[{"label": "购物", "value": 40}]),
            report("40"),
            "no_rule",
        ),
    ],
)
def test_no_verdict_without_ground(what, latest, reason):
    verdict = rules.judge(what, latest)
    assert verdict.result == rules.Result.CANNOT_JUDGE
    assert verdict.reason == reason


def test_an_unreported_target_was_never_reported():
    assert rules.judge(target(), None).reporting == rules.Reporting.NEVER


@pytest.mark.parametrize(
    ("due", "light"),
    [
        (None, "grey"),
        (date(2026, 11, 21), "red"),
        (date(2026, 11, 22), "yellow"),
        (date(2026, 12, 22), "yellow"),
        (date(2026, 12, 23), "green"),
    ],
)
def test_the_light_follows_the_due_date(due, light):
    assert rules.light(due, today=date(2026, 11, 22)) == light
