"""The plan as its rules read it: every stated record with plain values and citations, as printed.

A ruling changes a stated figure but not what is printed, so rules see the printed value; a
correction of the transcription or an amendment of the plan is what they see from then on.
"""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.contrib.contenttypes.models import ContentType

from liaocheng_plan import registry

from ..loading import values as plain_values
from ..models import ClausePlace, PlanCheck, StatedChange
from . import paths, units
from .numbers import number

PLACE_FIELDS = ("location_text", "roads", "area", "plan_action")


@dataclass
class Row:
    """One record: `values` in plain form by field, `citations` as dictionaries by field.

    `counting` holds the values that a ruling has put in the place of printed ones.
    """

    collection: str
    key: str
    name: str
    values: dict = field(default_factory=dict)
    citations: dict = field(default_factory=dict)
    counting: dict = field(default_factory=dict)

    @property
    def ref(self):
        """How readings and keys name the record."""
        return f"{self.collection}/{self.key}"

    def value(self, path):
        """The value at a dotted path, None where nothing stands."""
        return self.name if path == "name" else paths.value(self.values, path)

    def each(self, path):
        """`(path, value)` of every value at a path in which `*` stands for any place."""
        return [("name", self.name)] if path == "name" else paths.each(self.values, path)

    def citation(self, path=""):
        """The citation that carries a path: its own, that of the field, else the record's."""
        steps = paths.by_place(self.values, path).split(".")
        for length in range(len(steps), 0, -1):
            found = self.citations.get(".".join(steps[:length]))
            if found:
                return found
        return self.citations.get("")

    def reading(self, path, value=None, says="stated", **more):
        """A reading of this record: the value at the path, unless another is given.

        A number goes with its unit and, where it is printed so, with 约 or 左右.
        """
        own = self.value(path) if value is None else value
        found = {
            "value": own,
            "citation": self.citation(path),
            "record": self.ref,
            "field": paths.by_place(self.values, path),
            "says": says,
            "name": self.name,
        }
        return {**found, **self.around(path, own, says), **more}

    def around(self, path, value, says):
        """The unit and the qualifier of a number; nothing for words."""
        if number(value) is None or path == "name":
            return {}
        quote = (self.citation(path) or {}).get("quote")
        qualifier = units.qualifier_of(self, path, value, quote) if says == "stated" else ""
        found = {"unit": units.unit_of(self, path), "qualifier": qualifier}
        return {name: word for name, word in found.items() if word}


@dataclass(frozen=True)
class Check:
    """One check that is data: the rule that reads it, and what it compares."""

    key: str
    name: str
    rule: str
    settings: dict


class Book:
    """All stated records by collection; made by hand in tests, `Book.read()` in use."""

    def __init__(self, rows, checks=(), texts=()):
        self.rows = list(rows)
        self.texts = list(texts)
        self.checks = list(checks)
        self.by_collection = defaultdict(list)
        for row in self.rows:
            self.by_collection[row.collection].append(row)

    @classmethod
    def read(cls):
        """The stated records of the database as printed; some three queries for each collection."""
        printed = printed_before_rulings()
        rows = [
            row for collection in registry.collections() for row in rows_of(collection, printed)
        ]
        checks = PlanCheck.objects.order_by("id").values("key", "name", "rule", "settings")
        return cls(rows, [Check(**check) for check in checks], clause_texts())

    def as_ruled(self):
        """The same book with the values that count now instead of those that are printed."""
        rows = [replace(row, values={**row.values, **row.counting}) for row in self.rows]
        return Book(rows, self.checks, self.texts)

    def with_checks(self, checks):
        """The same book with other checks."""
        other = copy(self)
        other.checks = list(checks)
        return other

    def checks_of(self, rule):
        """The checks that are data for a rule."""
        return [check for check in self.checks if check.rule == rule]

    @cached_property
    def by_ref(self):
        """Rows by `collection/key`."""
        return {row.ref: row for row in self.rows}

    def within(self, area):
        """Keys of an area and of all areas below it."""
        parents = {row.key: row.values.get("parent") for row in self.by_collection["areas"]}
        found = {area}
        while more := {key for key, parent in parents.items() if parent in found} - found:
            found |= more
        return found


def rows_of(collection, printed):
    """The stated rows of a collection, with what was printed where a ruling stands."""
    kind = ContentType.objects.get_for_model(collection.model)
    stated = plain_values.comparable(collection).filter(citations__isnull=False).distinct()
    names = [name for name in (*collection.fields, *PLACE_FIELDS) if holds(collection, name)]
    for record in stated.order_by(*collection.ordering):
        values = {name: plain_values.current(record, collection.name, name) for name in names}
        before = printed.get((kind.pk, record.pk), {})
        counting = {name: values[name] for name in before if name in values}
        citations = {name: c.as_dict() for name, c in record.citations_by_field().items()}
        values |= before
        yield Row(collection.name, record.key, record.name, values, citations, counting)


def holds(collection, name):
    """Whether a declared name is a column or relation, and no property."""
    if (collection.name, name) in plain_values.ORDERED_RELATIONS:
        return True
    return any(field.name == name for field in collection.model._meta.get_fields())


def clause_texts():
    """`[(clause key, its words)]` of the attached texts in use, shortest first; often none."""
    places = ClausePlace.objects.filter(text__is_current=True).select_related("text", "clause")
    found = [(place.clause.key, place.words) for place in places]
    return sorted(found, key=lambda text: len(text[1]))


def printed_before_rulings():
    """`{(content type, record): {field: value}}` of the fields that a ruling has changed."""
    printed = defaultdict(dict)
    for change in StatedChange.objects.order_by("created_at", "id"):
        fields = printed[change.content_type_id, change.object_id]
        if change.kind == StatedChange.Kind.RULING:
            fields.setdefault(change.field, change.previous)
        else:
            fields.pop(change.field, None)
    return printed
