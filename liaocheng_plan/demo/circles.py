"""Invented outlets of two pilots, named 示例 and without a position, some figures missing."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from liaocheng_plan import gap_sheets, registry

from . import clock

OUTLETS = 30


def make(people, seed, since, until):
    """Outlets of the first two pilots, as staff would have added them half a year ago."""
    random = Random(f"{seed}:circles")
    pilots = registry.get(gap_sheets.matching().collection).model.objects.order_by("id")[:2]
    types = list(registry.get("business-types").model.objects.order_by("id"))
    day = until - timedelta(days=180)
    with clock.at(clock.moment(day, random)):
        for pilot in pilots:
            for number in range(1, OUTLETS + 1):
                outlet(people.bureau, pilot, random.choice(types), number, random, day)


def outlet(user, pilot, kind, number, random, day):
    """One outlet; every third leaves its figures out, a few have closed."""
    told = number % 3 != 0
    row = registry.get("outlets").model(
        key=f"demo-{pilot.key}-{number:02}",
        name=f"示例{kind.name}{number:02}",
        pilot=pilot,
        circle_basis="stated",
        area=pilot.area,
        area_basis="assigned" if pilot.area else None,
        business_type=kind,
        floor_area_m2=Decimal(random.randrange(20, 600)) if told else None,
        employees=random.randrange(1, 20) if told else None,
        is_chain=random.random() < 0.3 if told else None,
        closed_on=day - timedelta(days=random.randrange(90)) if number % 11 == 0 else None,
        source="示例",
    )
    row._history_user = user
    row.full_clean(exclude=["geometry"])
    row.save()
