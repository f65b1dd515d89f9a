"""Querysets of collections as the public sees them, in a fixed number of queries."""

from django.contrib.gis.db.models import GeometryField

from liaocheng_plan import registry
from liaocheng_plan.progress.models import Observation

from . import fields


def public(collection):
    """What everybody may see of a collection: reports only when approved."""
    rows = collection.model._default_manager.all()
    return rows.approved() if issubclass(collection.model, Observation) else rows


def listed(collection):
    """Records for a list: citations, area and every related record that a column names."""
    rows = public(collection).for_lists()
    names = [name for name in collection.fields if is_foreign(collection.model, name)]
    if names:
        rows = rows.select_related(*names).defer(*heavy(collection.model, names))
    return rows.order_by(*collection.ordering)


def search(collection, rows, words):
    """Rows that contain every word; of places also in the words of place and the roads."""
    places = ("location_text", "roads") if collection.located else ()
    return rows.search(words, (*collection.search, *places))


def is_foreign(model, name):
    """Whether a declared field is a foreign key."""
    field = fields.model_field(model, name)
    return field is not None and field.many_to_one


def heavy(model, names):
    """Geometry of related records, which lists never draw."""
    return [
        f"{name}__{field.name}"
        for name in names
        for field in model._meta.get_field(name).related_model._meta.get_fields()
        if isinstance(field, GeometryField)
    ]


def places():
    """All collections of places, in order."""
    return registry.located_collections()


def others():
    """Collections that are no places, those with pages of their own left out."""
    return [c for c in registry.collections() if not c.located and not has_own_page(c)]


OWN_PAGES = {
    "targets",
    "documents",
    "audit-findings",
    "derived-figures",
    "tasks",
    "task-items",
    "surveys",
}


def has_own_page(collection):
    """Whether a collection is read under progress or plan rather than as a list."""
    return collection.name in OWN_PAGES
