"""The outlets of one circle, and what they come to: a missing figure is missing, never 0.

An outlet belongs to a planned circle, to a pilot, or to both; two circles that the bureau matched
share their outlets, as they do as evidence of their gap sheets.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, Sum

from .models import LivingCircle, Outlet, OutletPair
from .models.outlets import OPERATING

OPEN, CLOSED = OPERATING, Q(closed_on__isnull=False)


@dataclass(frozen=True)
class Figures:
    """What outlets come to. Sums and counts of chains are over the open ones that say so.

    `floor_area_m2` and `employees` are None where no open outlet reports them; `…_known` says of
    how many they are. `name` is the business type's, "" where it is not known.
    """

    key: str = ""
    name: str = ""
    tier: str = ""
    open: int = 0
    closed: int = 0
    chains: int = 0
    chains_known: int = 0
    floor_area_m2: Decimal | None = None
    floor_known: int = 0
    employees: int | None = None
    employees_known: int = 0


def belonging(circle):
    """The outlets of a circle, closed ones included, merged ones not."""
    return Outlet.objects.counted().filter(whose(circle))


def whose(circle):
    """The condition that an outlet belongs to a circle, also through its match."""
    if isinstance(circle, LivingCircle):
        own = Q(circle=circle.pk)
        return own | Q(pilot=circle.pilot_id) if circle.pilot_id else own
    return Q(pilot=circle.pk) | Q(circle__in=circle.planned_circles.values("pk"))


def by_type(circle):
    """`Figures` of every business type that occurs, in the order of the lists; one query."""
    rows = (
        belonging(circle)
        .order_by()
        .values(
            "business_type__key",
            "business_type__name",
            "business_type__tier",
            "business_type__standard",
            "business_type__order",
        )
        .annotate(
            open=Count("pk", OPEN),
            closed=Count("pk", CLOSED),
            chains=Count("pk", OPEN & Q(is_chain=True)),
            chains_known=Count("pk", OPEN & Q(is_chain__isnull=False)),
            floor=Sum("floor_area_m2", filter=OPEN),
            floor_known=Count("floor_area_m2", OPEN),
            people=Sum("employees", filter=OPEN),
            employees_known=Count("employees", OPEN),
        )
    )
    return [figures(row) for row in sorted(rows, key=order_of)]


def order_of(row):
    """Basic types first, each list in printed order, unknown types last."""
    tiers = {"basic": 0, "public": 1, "quality": 2}
    return (
        tiers.get(row["business_type__tier"], 3),
        row["business_type__standard"] or 0,
        row["business_type__order"] or 0,
    )


def figures(row):
    """One line of the query."""
    return Figures(
        key=row["business_type__key"] or "",
        name=row["business_type__name"] or "",
        tier=row["business_type__tier"] or "",
        floor_area_m2=row["floor"],
        employees=row["people"],
        **{name: row[name] for name in ("open", "closed", "chains", "chains_known")},
        **{name: row[name] for name in ("floor_known", "employees_known")},
    )


def total(lines):
    """All types together; None where no line has a figure."""
    found = Figures()
    for line in lines:
        found = replace(
            found,
            **{name: getattr(found, name) + getattr(line, name) for name in COUNTED},
            **{name: plus(getattr(found, name), getattr(line, name)) for name in SUMMED},
        )
    return found


COUNTED = ("open", "closed", "chains", "chains_known", "floor_known", "employees_known")
SUMMED = ("floor_area_m2", "employees")


def plus(one, other):
    """A sum in which None is no 0."""
    if one is None or other is None:
        return one if other is None else other
    return one + other


def by_basis(circle):
    """`{circle_basis: number}` of open outlets; "" where nobody said why one belongs here."""
    rows = belonging(circle).operating().order_by().values_list("circle_basis")
    return dict(rows.annotate(Count("pk")))


def suspected(circle):
    """How many open outlets are in an open pair of suspected duplicates: some may count twice."""
    return belonging(circle).operating().suspected().count()


def to_draw(circle):
    """Open outlets with type, in the order of the lists: what a guide map shows.

    `suspected` says that it is in a pair of suspected duplicates which nobody has decided on.
    """
    pairs = OutletPair.objects.filter(state=OutletPair.State.OPEN)
    pairs = pairs.filter(Q(first=OuterRef("pk")) | Q(second=OuterRef("pk")))
    found = belonging(circle).operating().select_related("business_type")
    found = found.annotate(suspected=Exists(pairs))
    return found.order_by(
        "business_type__tier", "business_type__standard", "business_type__order", "name", "id"
    )


def filters(circle):
    """`[{filter: key}]` by which the list of outlets shows those of a circle."""
    if isinstance(circle, LivingCircle):
        own = {"circle": circle.key}
        return [own, {"pilot": circle.pilot.key}] if circle.pilot_id else [own]
    planned = circle.planned_circles.values_list("key", flat=True)
    return [{"pilot": circle.key}, *({"circle": key} for key in planned)]
