"""One plain form for every value, so that fixture, last load and database can be compared."""

from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import GEOSGeometry, WKTWriter
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

LONGEST_IN_FULL = 2000

# Relations that are kept in order through a table of their own: field → (rows, fixture shape).
ORDERED_RELATIONS = {
    ("documents", "issuers"): "issuer_rows",
    ("tasks", "responsible"): "responsible_rows",
}


def plain(value):
    """A value as JSON would hold it: numbers without trailing zeros, dates ISO, shapes as WKT."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float | Decimal):
        return plain_number(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, GEOSGeometry):
        return plain_geometry(value)
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(f"no plain form of {type(value).__name__}")


def plain_number(value):
    """An int where exact, else the shortest decimal text: `45`, `"1.1"`."""
    number = Decimal(str(value))
    return int(number) if number == number.to_integral_value() else format(number.normalize(), "f")


def plain_geometry(geometry):
    """WKT to six decimals (a decimetre), or its digest where long."""
    text = WKTWriter(precision=6, trim=True).write(geometry).decode()
    return text if len(text) <= LONGEST_IN_FULL else f"sha256:{sha256(text.encode()).hexdigest()}"


def wanted(record, model, collection):
    """`{field: plain value}` that a fixture record asks for; raises its `FixtureError`."""
    values = {}
    for name, raw in record.values.items():
        if name == "citation":
            continue
        values[name] = wanted_value(record, model, collection, name, raw)
    values["citations"] = wanted_citations(record)
    return values


def wanted_value(record, model, collection, name, raw):
    """The plain form of one raw value, read by the model's own field."""
    if name == "citations":
        return raw
    if (collection, name) in ORDERED_RELATIONS:
        return plain(raw)
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist as error:
        raise record.error(f"{model.__name__} has no such field", name) from error
    if field.many_to_many:
        return sorted(raw)
    if field.is_relation or raw is None or isinstance(field, GeometryField | models.JSONField):
        return plain(raw)
    try:
        return plain(field.to_python(raw))
    except ValidationError as error:
        raise record.error(" ".join(error.messages), name) from error


def wanted_citations(record):
    """All citations by field (the record's own under the empty name), each complete."""
    own = record.values.get("citation")
    found = {"": complete(record, own, {}, "citation")} if own else {}
    for name, citation in (record.values.get("citations") or {}).items():
        found[name] = complete(record, citation, own or {}, f"citations.{name}")
    return found


def complete(record, citation, inherited, name):
    """A citation with what it inherits from the record's own; the quote is never inherited."""
    if not isinstance(citation, dict):
        raise record.error("a citation is {document, section, item, quote}", name)
    unknown = set(citation) - {"document", "section", "item", "quote"}
    if unknown:
        raise record.error(f"unknown: {', '.join(sorted(unknown))}", name)
    full = {**inherited, **citation, "quote": citation.get("quote")}
    if citation.get("section", inherited.get("section")) != inherited.get("section"):
        full["item"] = citation.get("item", "")
    for part in ("document", "section", "quote"):
        if not full.get(part):
            raise record.error(f"“{part}” is missing", name)
    return {
        "document": full["document"],
        "section": full["section"],
        "item": str(full.get("item") or ""),
        "quote": str(full["quote"]),
    }


def comparable(collection, citations=True):
    """All rows of a collection with the relations that a comparison reads, in few queries."""
    rows = [field for (name, _), field in ORDERED_RELATIONS.items() if name == collection.name]
    keys = [
        field.name
        for field in collection.model._meta.many_to_many
        if field.remote_field.through._meta.auto_created
    ]
    foreign = [field.name for field in collection.model._meta.fields if field.many_to_one]
    manager = collection.model._default_manager
    return (
        (manager.with_citations() if citations else manager.all())
        .select_related(*foreign)
        .prefetch_related(*keys, *(f"{name}__department" for name in rows))
    )


def current(instance, collection, name):
    """The plain form of what the database holds in a field; relations as keys."""
    if name == "citations":
        by_field = instance.citations_by_field()
        return {field: {**c.as_dict(), "item": c.item} for field, c in by_field.items()}
    rows = ORDERED_RELATIONS.get((collection, name))
    if rows:
        found = getattr(instance, rows).all()
        if name == "issuers":
            return [row.department.key for row in found]
        return [{"department": r.department.key, "printed": r.printed} for r in found]
    field = instance._meta.get_field(name)
    if field.many_to_many:
        return sorted(related.key for related in getattr(instance, name).all())
    if field.is_relation:
        related = getattr(instance, name)
        return related.key if related else None
    return plain(getattr(instance, name))


def default(model, collection, name):
    """The plain value of a field that a fixture leaves out."""
    if name == "citations":
        return {}
    if (collection, name) in ORDERED_RELATIONS:
        return []
    field = model._meta.get_field(name)
    if field.many_to_many:
        return []
    return None if field.is_relation else plain(field.get_default())
