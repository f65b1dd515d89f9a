"""Which past day a page is asked to show."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from django.utils import timezone

from liaocheng_plan.portal.display import moments


def asked(text):
    return moments.of(RequestFactory().get("/", {"as_of": text}))


@pytest.mark.parametrize("text", ["", timezone.localdate().isoformat()])
def test_today_is_no_past_day(text):
    assert not asked(text).past


def test_a_past_day_means_its_end_in_shanghai():
    moment = asked("2025-06-30")
    assert (moment.day, moment.past) == (date(2025, 6, 30), True)
    assert moment.at.isoformat() == "2025-06-30T23:59:59.999999+08:00"


@pytest.mark.parametrize("text", ["2025-02-30", "gestern", "2025", "20250630T"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(BadRequest, match=text):
        asked(text)


def test_a_day_to_come_is_refused():
    with pytest.raises(BadRequest):
        asked((timezone.localdate() + timedelta(days=1)).isoformat())
