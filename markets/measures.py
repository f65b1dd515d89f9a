"""What is computed of the markets."""

from decimal import Decimal

from liaocheng_plan.organisation.models import Area
from liaocheng_plan.places.models import Status
from liaocheng_plan.progress.measures import Measured

from .models import RetailTerminal


def terminal_area_per_thousand(snapshot, day, areas):
    """Floor area (m²) of the terminals that are done, per 1,000 residents (专栏10: 100).

    None until the residents of the area and the floor area of every terminal in use are reported.
    """
    terminals = [
        terminal
        for terminal in snapshot.records(RetailTerminal)
        if terminal.status == Status.DONE and (areas is None or terminal.area_id in areas)
    ]
    told = [t.floor_area_m2 for t in terminals if t.floor_area_m2 is not None]
    people = residents(areas)
    complete = told and people and len(told) == len(terminals)
    value = sum(told) / (Decimal(people) / 1000) if complete else None
    return Measured(value, len(told), len(terminals), additive=False)


def residents(areas):
    """People in the highest of the areas, as reported; None where one of them is not."""
    if areas is None:
        return None
    rows = dict(Area.objects.filter(pk__in=areas).values_list("pk", "parent_id"))
    highest = [pk for pk, parent in rows.items() if parent not in rows]
    found = Area.objects.filter(pk__in=highest).values_list("population", flat=True)
    return None if None in found else sum(found)
