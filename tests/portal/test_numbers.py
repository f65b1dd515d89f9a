"""Numbers and their printed words."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from liaocheng_plan.portal.display import numbers


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0, "0"),
        (Decimal("0.0000"), "0"),
        (Decimal("1.1000"), "1.1"),
        (Decimal("480.0000"), "480"),
        (65000, "65,000"),
        (-23, "-23"),
    ],
)
def test_a_number_has_no_superfluous_zeros_and_none_is_not_zero(value, text):
    assert numbers.plain(value) == text


def test_a_number_keeps_the_digits_it_is_printed_with():
    assert numbers.as_printed(Decimal("1.1000"), "人均零售商业网点面积约1.10平方米") == "1.10"
    assert numbers.as_printed(Decimal("45.0000"), "控制在45万平方米左右") == "45"
    assert numbers.as_printed(None, "约1.10") == ""


@pytest.mark.parametrize(
    ("qualifier", "place"),
    [
        ("左右", ("", "左右")),
        ("约", ("约", "")),
        ("不低于", ("不低于", "")),
        ("以上", ("", "以上")),
        ("大约…余", ("大约", "余")),
        ("", ("", "")),
        (None, ("", "")),
    ],
)
def test_a_qualifier_stands_where_it_is_printed(qualifier, place):
    assert numbers.around(qualifier) == place


def test_shares_and_ranges():
    assert numbers.percent(Decimal("0.05")) == "5%"
    assert numbers.period(2021, 2025) == "2021–2025"
    assert numbers.period(None, None) == ""


def test_a_day_is_written_as_the_reader_writes_it():
    with override("zh-hans"):
        assert numbers.day(date(2026, 11, 22)) == "2026年11月22日"
    with override("en"):
        assert numbers.day(date(2026, 11, 22)) == "22 November 2026"
    assert numbers.day(None) == ""
