"""The records of the database in the form in which the finder reads fixtures.

So the finder sees what staff changed and added, not what was once loaded.
"""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.contrib.gis.db.models import GeometryField
from django.db.models import Q

from liaocheng_plan import registry

from ..ledger.holdings import Holder
from ..loading import values
from ..loading.reading import FixtureRecord
from ..models import Citation, LoadedRecord

NOT_READ = {"citations", "derivation"}


def as_fixtures():
    """`{collection: [FixtureRecord]}` of every declared collection."""
    loaded = {(row.collection, row.key): row.values for row in LoadedRecord.objects.all()}
    cited = citations_by_record()
    return {
        collection.name: [
            as_fixture(
                collection,
                row,
                loaded.get((collection.name, row.key)),
                cited[collection.model, row.pk],
            )
            for row in told_of(collection, loaded, cited)
        ]
        for collection in registry.collections()
    }


def told_of(collection, loaded, cited):
    """The records that a document may speak of.

    Where none states anything these are the loaded and the cited ones: a register has millions
    beside them.
    """
    rows = values.comparable(collection, citations=False).order_by("pk")
    if collection.model.STATED:
        return rows
    keys = [key for name, key in loaded if name == collection.name]
    ids = [pk for model, pk in cited if model is collection.model]
    return rows.filter(Q(key__in=keys) | Q(pk__in=ids))


def citations_by_record():
    """`{(model, id): {field: citation}}` of all records, in one query."""
    found = defaultdict(dict)
    for row in Citation.objects.select_related("clause__document"):
        model = ContentType.objects.get_for_id(row.content_type_id).model_class()
        found[model, row.object_id][row.field] = {**row.as_dict(), "item": row.item}
    return found


def as_fixture(collection, row, loaded, citations):
    """One record: the fields that its fixture has, else the stated ones, as they stand now."""
    names = [*loaded] if loaded else ["name", *row.STATED]
    if collection.name == "coverage-decisions":
        names = [*collection.fields, "name"]
    record = FixtureRecord(collection.name, "", 0, row.key)
    for name in names:
        if name not in NOT_READ and not is_geometry(collection.model, name):
            record.values[name] = values.current(row, collection.name, name)
    record.values["citation"] = citations.get("")
    record.values["citations"] = {name: found for name, found in citations.items() if name}
    return record


def is_geometry(model, name):
    """Whether a field is a shape, which states nothing in words."""
    return any(f.name == name and isinstance(f, GeometryField) for f in model._meta.fields)


def citations_by_holder(document):
    """`{Holder: id}` of a document's citations."""
    keys = {}
    found = {}
    for row in Citation.objects.filter(clause__document=document):
        collection = collection_of(row.content_type_id)
        if row.content_type_id not in keys:
            keys[row.content_type_id] = dict(
                collection.model._default_manager.values_list("pk", "key")
            )
        key = keys[row.content_type_id].get(row.object_id)
        found[Holder(collection.name, key, row.field)] = row.pk
    return found


def collection_of(content_type_id):
    """The collection of a content type."""
    return registry.of(ContentType.objects.get_for_id(content_type_id).model_class())
