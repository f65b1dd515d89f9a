"""The light of tasks, by a table worked by hand; today is 22 November 2026."""

from datetime import date

import pytest

from liaocheng_plan.progress.task_light import Light, Standing, standing, standing_of_task

TODAY = date(2026, 11, 22)


def day(text):
    """`11-22` of 2026 as a date; None for "-"."""
    return None if text == "-" else date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("due", "done", "expected", "light"),
    [
        ("-", "-", Standing.UNDATED, "grey"),
        ("-", "11-01", Standing.DONE, "green"),  # done without a date
        ("12-23", "-", Standing.AHEAD, "green"),  # 31 days left
        ("12-22", "-", Standing.DUE_SOON, "yellow"),  # 30 days left
        ("11-22", "-", Standing.DUE_SOON, "yellow"),  # the day itself is not late
        ("11-21", "-", Standing.LATE, "red"),
        ("11-21", "11-21", Standing.DONE, "green"),
        ("11-21", "11-22", Standing.DONE_LATE, "yellow"),
        ("01-31", "11-22", Standing.DONE_LATE, "yellow"),  # stays so for good
        ("12-22", "11-23", Standing.DUE_SOON, "yellow"),  # done after the day asked about
    ],
)
def test_one_thing_to_do(due, done, expected, light):
    found = standing(day(due), day(done), TODAY)
    assert (found, found.light) == (expected, Light(light))


@pytest.mark.parametrize(
    ("due", "items", "expected"),
    [
        # One item: due, done. The task's own date is not set.
        ("-", [("11-21", "11-20")], Standing.DONE),
        ("-", [("11-21", "11-20"), ("12-31", "-")], Standing.AHEAD),
        ("-", [("11-21", "11-20"), ("-", "-")], Standing.UNDATED),
        ("-", [("11-21", "11-22"), ("-", "-")], Standing.DONE_LATE),
        ("-", [("11-21", "11-22"), ("12-01", "-")], Standing.DUE_SOON),
        ("-", [("11-21", "-"), ("11-21", "11-22")], Standing.LATE),
        # With a date of its own: open items make it late, the last item's day decides.
        ("11-21", [("12-31", "-")], Standing.LATE),
        ("11-21", [("-", "11-20")], Standing.DONE),
        ("11-21", [("-", "11-20"), ("12-31", "11-22")], Standing.DONE_LATE),
        ("12-31", [("-", "11-20")], Standing.DONE),
    ],
)
def test_a_task_is_as_bad_as_its_worst(due, items, expected):
    pairs = [(day(one), day(other)) for one, other in items]
    assert standing_of_task(day(due), None, pairs, TODAY) == expected


def test_a_task_without_items_stands_by_its_own_date_and_day():
    assert standing_of_task(day("11-21"), None, [], TODAY) == Standing.LATE
    assert standing_of_task(day("11-21"), day("11-20"), [], TODAY) == Standing.DONE
    assert standing_of_task(None, None, [], TODAY) == Standing.UNDATED
