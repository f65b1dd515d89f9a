"""Invented statuses of places, extents of undefined areas, delivery points named 示例."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from liaocheng_plan import registry
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.places.models import AreaBasis, Status

from . import clock
from .people import reporting_areas

FATES = (
    *([Status.DONE] * 13),
    *([Status.UNDER_WAY] * 3),
    *([Status.NOT_STARTED] * 2),
    Status.DROPPED,
    Status.NOT_REPORTED,
)
EXAMPLES = "delivery-points"
EXAMPLE_COUNT = 25


def make(people, seed, since, until):
    """Statuses with their days, and what measures need: extents, areas, residents, floor areas."""
    random = Random(f"{seed}:records")
    areas = reporting_areas()
    with clock.at(clock.moment(date(since, 1, 4), random)):
        decide_extents(areas, random)
        add_examples(areas, random)
    for collection in registry.located_collections():
        for place in collection.model.objects.order_by("id"):
            tell(place, people, random, areas, since, until)


def decide_extents(areas, random):
    """城区 and its like consist of all areas that report: a decision invented here."""
    for area in Area.objects.filter(kind=Area.Kind.URBAN):
        area.members.set(areas)
    for area in areas:
        area.population, area.population_as_of = (
            random.randrange(60, 700) * 1000,
            date(2020, 12, 31),
        )
        area.save()


def add_examples(areas, random):
    """Delivery points, which the documents do not list; without a position, named 示例."""
    model = registry.get(EXAMPLES).model
    for number in range(1, EXAMPLE_COUNT + 1):
        model.objects.create(
            key=f"demo-{number:02}",
            name=f"示例配送网点{number:02}",
            area=random.choice(areas),
            area_basis=AreaBasis.ASSIGNED,
        )


def tell(place, people, random, areas, since, until):
    """What is reported of one place over the years: under way, then how it ended."""
    fate = random.choice(FATES)
    if place.area_id is None:
        place.area, place.area_basis = random.choice(areas), AreaBasis.ASSIGNED
    if "floor_area_m2" in place.REPORTED:
        place.floor_area_m2 = Decimal(random.randrange(800, 6000))
    begins = date(since, 1, 10) + timedelta(days=random.randrange(1200))
    ends = begins + timedelta(days=random.randrange(120, 700))
    first = Status.UNDER_WAY if fate == Status.DONE else fate
    put(place, first, begins, people.bureau, random, until)
    if fate == Status.DONE:
        put(place, fate, ends, people.bureau, random, until)


def put(place, status, day, user, random, until):
    """Report a status on a day; what is still to come is left out."""
    if day > until or status == Status.NOT_REPORTED:
        return
    place.status, place.status_as_of, place.status_note = status, day, "示例"
    place._history_user = user
    with clock.at(clock.moment(day, random)):
        place.full_clean(exclude=["geometry"])
        place.save()
