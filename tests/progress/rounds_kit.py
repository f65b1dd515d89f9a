"""Rounds for tests: people of three roles, targets and circles of 茌平区, forms filled in."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from liaocheng_plan.organisation import roles
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.progress import reviewing, rounds
from liaocheng_plan.progress.models import Statistic, Target


@pytest.fixture
def people(person):
    """`{bureau, editor of 茌平区, reviewer, reader}`."""
    return {
        "bureau": person(roles.BUREAU_EDITOR, name="bureau"),
        "editor": person(roles.DISTRICT_EDITOR, "chiping", name="editor"),
        "other": person(roles.DISTRICT_EDITOR, "dongchangfu", name="other"),
        "reviewer": person(roles.REVIEWER, name="reviewer"),
        "reader": person(roles.READER, name="reader"),
    }


def target_of(area_key):
    """A target of one area, asked of it alone, with a single value."""
    return Target.objects.create(
        key=f"test-{area_key}",
        name="试报指标",
        theme="markets",
        direction="count",
        value=Decimal(10),
        unit="个",
        target_year=2025,
        aggregation="none",
    )


@pytest.fixture
def opened(people):
    """An open round of 茌平区 and 东昌府区 for 2025-Q3: one target each, shops of circles."""

    def make(period="2025-Q3", due=10, areas=("chiping", "dongchangfu"), statistics=True):
        targets = []
        for key in areas:
            target = Target.objects.filter(key=f"test-{key}").first() or target_of(key)
            target.areas.set([Area.objects.get(key=key)])
            targets.append(target)
        return rounds.open_round(
            people["bureau"],
            name=f"{period} 报送",
            period=period,
            due_on=timezone.localdate() + timedelta(days=due),
            areas=list(Area.objects.filter(key__in=areas)),
            targets=targets,
            statistics=Statistic.objects.filter(key="shops") if statistics else (),
        )

    return make


def area(key="chiping"):
    """An area by key."""
    return Area.objects.get(key=key)


def lines(round_, key="chiping"):
    """The lines of a form."""
    return rounds.asked_of(round_, area(key))


def value(number, note=""):
    """What a line with one value says."""
    number = None if number is None else Decimal(number)
    return {"value": number, "numerator": None, "denominator": None, "parts": [], "note": note}


def fill(user, round_, number=7, key="chiping"):
    """Type the same number into every line."""
    return rounds.save_form(
        user, round_, area(key), {line.slot: value(number) for line in lines(round_, key)}
    )


def approve(people, round_, number=7, who="editor", key="chiping"):
    """Fill in, hand in and approve a whole form; gives its reports."""
    fill(people[who], round_, number, key)
    rows = rounds.hand_in(people[who], round_, area(key))
    return reviewing.approve(people["reviewer"], rows)
