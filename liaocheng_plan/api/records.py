"""Which records a collection shows, with which fields, and what must be fetched for them."""

from django.contrib.gis.db.models import GeometryField
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Prefetch

from liaocheng_plan import writing

COMMON = ("key", "name", "citation", "citations", "value_kinds", "updated_at", "url", "page")
PLACE = (
    "area",
    "area_basis",
    "location_text",
    "roads",
    "geometry",
    "location_precision",
    "location_error_m",
    "location_derivation",
    "plan_action",
    "status",
    "status_as_of",
)
# Relations that a collection shows without declaring them.
FURTHER = {"documents": ("refers_to",)}
# Relations in printed order: the rows that keep it, and the way from there to the key.
ORDERED = {"issuers": ("issuer_rows", "department__key")}


def field_names(collection):
    """All fields of a collection's records, in order."""
    place = PLACE if collection.located else ()
    further = FURTHER.get(collection.name, ())
    version = ("etag",) if writing.get(collection.name) else ()
    changes = ("stated_changes",) if collection.model.STATED else ()
    own = (*changes, *place, *collection.fields, *collection.internal)
    return tuple(dict.fromkeys((*COMMON, *version, *own, *further)))


def column(model, name):
    """The model's field or relation of that name; None where it is a property."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def geometry_name(collection):
    """The field that holds a record's geometry, or None: a place's position, an area's boundary."""
    for name in field_names(collection):
        if isinstance(column(collection.model, name), GeometryField):
            return name
    return None


def readable_records(collection, user=None, at=None):
    """What a user may read, with all that the API shows, in a fixed number of queries.

    Where records need approval, the approved ones are public; the others are for those whose role
    and areas allow it. At a past moment only what was public then is shown.
    """
    names = field_names(collection)
    records = collection.past.records if at and collection.past else None
    if records:
        queryset = records(collection.model.objects, at)
    else:
        queryset = open_to(collection.model.objects.for_lists(), user)
    return with_many(with_single(queryset, names), names)


def open_to(queryset, user):
    """The records that a user may read; None is the public."""
    if user is not None and hasattr(queryset, "visible_to"):
        return queryset.visible_to(user)
    return queryset.approved() if hasattr(queryset, "approved") else queryset


def with_single(queryset, names):
    """Fetch related records in the same query, but not their boundaries."""
    single = [name for name in names if getattr(column(queryset.model, name), "many_to_one", 0)]
    if not single:
        return queryset
    heavy = [
        f"{name}__{field}"
        for name in single
        for field in heavy_fields(column(queryset.model, name).related_model)
    ]
    return queryset.select_related(*single).defer(*heavy)


def with_many(queryset, names):
    """Fetch lists of related records, one query each, unless `for_lists` already does."""
    present = {
        getattr(lookup, "prefetch_through", lookup) for lookup in queryset._prefetch_related_lookups
    }
    wanted = []
    for name in names:
        field = column(queryset.model, name)
        if name in ORDERED:
            rows, way = ORDERED[name]
            wanted.append(f"{rows}__{way.split('__')[0]}")
        elif getattr(field, "many_to_many", False) or getattr(field, "one_to_many", False):
            wanted.append(name)
    return queryset.prefetch_related(
        *(light(queryset.model, way) for way in wanted if way not in present)
    )


def light(model, way):
    """A prefetch along `way` without the boundaries at its end."""
    for name in way.split("__"):
        model = column(model, name).related_model
    return Prefetch(way, model._default_manager.defer(*heavy_fields(model)))


def heavy_fields(model):
    """Geometry columns: by far the largest, and never shown of a related record."""
    return [field.name for field in model._meta.fields if isinstance(field, GeometryField)]
