"""What is computed of the markets."""

from decimal import Decimal

from liaocheng_plan.places.models import Status
from liaocheng_plan.progress.measures import Measured


def terminal_area_per_thousand(snapshot, day, areas):
    """Floor area (m²) of the terminals that are done, per 1,000 residents (专栏10: 100).

    None until the residents of the area and the floor area of every terminal in use are reported.
    """
    rows = [r for r in snapshot.places("retail-terminals", areas) if r.status == Status.DONE]
    terminals, told = sum(row.number for row in rows), sum(row.told for row in rows)
    people = snapshot.residents(areas)
    value = None
    if people and told == terminals > 0:
        value = sum(row.amount for row in rows) / (Decimal(people) / 1000)
    return Measured(value, told, terminals, additive=False)
