"""The order of a list as terms that a page can start from: nulls last, never two places alike."""

from dataclasses import dataclass

from django.contrib.gis.db.models import GeometryField
from django.db import models
from django.db.models import F, Q

from .records import column, field_names


@dataclass(frozen=True)
class Term:
    """One column of the order, by its path in queries."""

    path: str
    descending: bool
    column: models.Field
    nullable: bool
    unique: bool = False

    def __str__(self):
        return f"{'-' * self.descending}{self.path}"

    def expression(self, backwards):
        """For `order_by`. What is never null needs no rule for nulls, and so can use an index."""
        nulls = {"nulls_first" if backwards else "nulls_last": True} if self.nullable else {}
        falling = self.descending != backwards
        return F(self.path).desc(**nulls) if falling else F(self.path).asc(**nulls)

    def equal(self, value):
        """Rows with this value."""
        return Q(**{f"{self.path}__isnull": True}) if value is None else Q(**{self.path: value})

    def beyond(self, value, backwards, inclusive=False):
        """Rows that come after this value (before it, when backwards)."""
        if value is None:
            return Q(**{f"{self.path}__isnull": False}) if backwards else Q(pk__in=[])
        comparison = "lt" if self.descending != backwards else "gt"
        found = Q(**{f"{self.path}__{comparison}{'e' * inclusive}": value})
        if self.nullable and not backwards:
            found |= Q(**{f"{self.path}__isnull": True})
        return found

    def write(self, record):
        """The record's value as JSON can hold it."""
        value = record
        for name in self.path.split("__"):
            value = getattr(value, name, None)
        if value is None or isinstance(value, (bool, int, str)):
            return value
        return value.isoformat() if hasattr(value, "isoformat") else str(value)

    def read(self, value):
        """The value that `write` wrote."""
        return None if value is None else self.column.to_python(value)


def sortable_names(collection):
    """Names of the fields that a list can be ordered by: what holds one comparable value."""
    names = [name for name in field_names(collection) if name not in collection.internal]
    return tuple(name for name in names if is_sortable(collection.model, name))


def is_sortable(model, name):
    """Whether a field is one column of short text, numbers, dates, terms or keys."""
    found = column(model, name)
    if found is None:
        return False
    if found.is_relation:
        return bool(found.many_to_one)
    return not isinstance(found, (models.JSONField, models.TextField, GeometryField))


def terms_for(collection, wanted=()):
    """The terms of an order: `(name, descending)` pairs, else the declared order."""
    terms = [requested(collection.model, *pair) for pair in wanted]
    if not terms:
        terms = [declared(collection.model, name) for name in collection.ordering]
    terms.append(requested(collection.model, "key", False))
    # What follows a unique column never decides.
    last = next(position for position, term in enumerate(terms) if term.unique)
    return terms[: last + 1]


def requested(model, name, descending):
    """A term of a field that a client names: relations by key, as they are shown."""
    found = column(model, name)
    if found.is_relation:
        return Term(f"{name}__key", descending, column(found.related_model, "key"), found.null)
    return Term(name, descending, found, found.null, found.unique and not found.null)


def declared(model, name):
    """A term of the declared order: relations by id, which is the order of the documents."""
    descending, name = name.startswith("-"), name.removeprefix("-")
    found = column(model, name)
    if found.is_relation:
        return Term(found.attname, descending, found.target_field, found.null)
    return requested(model, name, descending)


def ordered(queryset, terms, backwards=False):
    """The list in order, or from its end."""
    return queryset.order_by(*(term.expression(backwards) for term in terms))


def beyond(terms, values, backwards=False):
    """Condition for the rows after a position, one value per term (before it, when backwards)."""
    found, alike = Q(pk__in=[]), Q()
    for term, value in zip(terms, values, strict=True):
        found |= alike & term.beyond(value, backwards)
        alike &= term.equal(value)
    if values[0] is None:
        return found
    # Implied by the rest; it lets the database enter the first column's index at the position.
    return terms[0].beyond(values[0], backwards, inclusive=True) & found
