"""Measures: figures computed from records, by functions that the subjects declare.

A subject's `declarations.py` calls `register(Measure(...))`; a target names its measure. A
measure over records of which none is reported is null; over some it is a lower bound and says so.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import CharField, Count, DecimalField, Sum, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaocheng_plan import registry
from liaocheng_plan.documents.history import as_they_stood
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.places.models import Status


@dataclass(frozen=True)
class Measured:
    """What a measure found: `value` is None while nothing is reported.

    `reported` of `expected` records say anything; where fewer, an additive value is a lower
    bound and a ratio is None. `parts` as in `Target.parts`.
    """

    value: Decimal | None
    reported: int
    expected: int
    parts: tuple = ()
    additive: bool = True

    @property
    def lower_bound(self):
        """Whether more reports can only add to the value."""
        return self.value is not None and self.reported < self.expected


@dataclass(frozen=True)
class Measure:
    """A named function `(snapshot, day, areas) → Measured`, with label and formula in words.

    `collections` are those whose places the function counts, `amounts` names for each of them the
    field (if any) whose sum the function needs; `day` is the day it speaks of;
    `areas` are ids of the areas it is limited to, or None for all records.
    """

    name: str
    label: str
    formula: str
    function: Callable
    collections: tuple = ()
    amounts: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """How many places of a collection share planned action, status, its day, and area.

    `amount` is the sum of the field that a measure needs (None: no place states it), `told` how
    many of the places state it.
    """

    collection: str
    plan_action: str | None
    status: str
    status_as_of: date | None
    area_id: int | None
    number: int
    amount: Decimal | None = None
    told: int = 0


class Snapshot:
    """The records at one moment (`at`: aware datetime, None: now), each asked for once.

    Actions and statuses of all counted places come in one query, so that a page's queries do not
    grow with the measures; a past moment is read from the records' histories.
    """

    def __init__(self, at=None):
        self.at = at
        self.found = {}

    def value(self, name, day, areas=None):
        """What the measure of that name finds for a day; `KeyError` if none is declared."""
        asked = (name, day, areas)
        if asked not in self.found:
            self.found[asked] = get(name).function(self, day, areas)
        return self.found[asked]

    def places(self, collection, areas=None, action=None):
        """Counts of one collection, in some areas or of one planned action where asked."""
        rows = [row for row in self.rows if row.collection == collection]
        rows = [row for row in rows if areas is None or row.area_id in areas]
        return [row for row in rows if action in (None, row.plan_action)]

    def records(self, model):
        """All records of a model as they stood, for measures that need more than the counts."""
        return as_they_stood(model, self.at) if self.at else list(model._default_manager.all())

    def inside(self, areas):
        """Ids of these areas and all below; None where one of them has no known extent."""
        if not areas or any(area.kind == "urban" and not area.members.all() for area in areas):
            return None
        found = {member.pk for area in areas for member in [area, *area.members.all()]}
        while more := {pk for pk, up, _people in self.area_rows if up in found} - found:
            found |= more
        return frozenset(found)

    def residents(self, areas):
        """People in the highest of the areas (ids), as reported; None where one is not."""
        rows = {pk: (up, people) for pk, up, people in self.area_rows if pk in (areas or ())}
        found = [people for up, people in rows.values() if up not in rows]
        return None if not found or None in found else sum(found)

    @cached_property
    def area_rows(self):
        """`(id, parent id, residents)` of all areas."""
        return list(Area.objects.values_list("id", "parent_id", "population"))

    @cached_property
    def rows(self):
        """Counts of every collection of places."""
        located = registry.located_collections()
        return now(located) if self.at is None else then(located, self.at)


def now(collections):
    """Counts as the records stand, in one query."""
    parts = [counted(c) for c in collections]
    return [Row(*row) for row in parts[0].union(*parts[1:], all=True)] if parts else []


def counted(collection):
    """The counts of one collection as a query; its columns are those of `Row`."""
    name, number = amount_field(collection), DecimalField(max_digits=20, decimal_places=4)
    amount = Cast(Sum(name), number) if name else Cast(Value(None), number)
    rows = collection.model._default_manager.order_by()
    return (
        (getattr(rows, collection.counted)() if collection.counted else rows)
        .values(named=Value(collection.name, CharField()))
        .values_list("named", "plan_action", "status", "status_as_of", "area_id")
        .annotate(number=Count("pk"), amount=amount, told=Count(name) if name else Value(0))
    )


def amount_field(collection):
    """The field of a collection whose sum some measure needs, or None."""
    return next(
        (m.amounts[collection.name] for m in measures() if collection.name in m.amounts), None
    )


def then(collections, at):
    """Counts as the records stood at a past moment, one query for each collection."""
    return [
        one(c, place)
        for c in collections
        for place in as_they_stood(c.model, at)
        if not c.counted or getattr(place, f"is_{c.counted}")
    ]


def one(collection, place):
    """The row of a single place."""
    name = amount_field(collection)
    amount = getattr(place, name) if name else None
    shared = (place.plan_action, place.status, place.status_as_of, place.area_id)
    return Row(collection.name, *shared, 1, amount, int(amount is not None))


def done(rows, day):
    """How many places were done by a day: null while none is reported at all.

    A “done” without its day says nothing of a past day, so it counts as unreported there.
    """
    past = day < timezone.localdate()
    told = count = 0
    for row in rows:
        undated = past and row.status == Status.DONE and row.status_as_of is None
        if row.status == Status.NOT_REPORTED or undated:
            continue
        told += row.number
        if row.status == Status.DONE and not (row.status_as_of and row.status_as_of > day):
            count += row.number
    return Measured(Decimal(count) if told else None, told, sum(row.number for row in rows))


def count_done(collection, action=None):
    """The function of a measure that counts what of a collection is done."""

    def function(snapshot, day, areas):
        return done(snapshot.places(collection, areas, action), day)

    return function


def done_by_action(collection, labels):
    """As `count_done`, with the count of each planned action as a part; `labels` by action."""

    def function(snapshot, day, areas):
        whole = done(snapshot.places(collection, areas), day)
        found = {
            label: done(snapshot.places(collection, areas, action), day)
            for action, label in labels.items()
        }
        parts = tuple({"label": label, "value": one.value} for label, one in found.items())
        return replace(whole, parts=parts if whole.value is not None else ())

    return function


_measures: dict[str, Measure] = {}


def register(measure: Measure):
    """Add a measure; a name declared twice is a `ValueError`."""
    if measure.name in _measures:
        raise ValueError(f"measure {measure.name!r} is declared twice")
    _measures[measure.name] = measure


def register_done(collection, label, function=None):
    """Add the measure `<collection>-done`; `function` where it is more than a plain count."""
    register(
        Measure(
            name=f"{collection}-done",
            label=label,
            formula=_("records with the status “done” on the day"),
            function=function or count_done(collection),
            collections=(collection,),
        )
    )


def get(name):
    """The measure of that name; `KeyError` if none is declared."""
    return _measures[name]


def measures():
    """All declared measures, in order."""
    return tuple(_measures.values())
