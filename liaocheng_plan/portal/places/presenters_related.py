"""Records of other collections that point to a record."""

from liaocheng_plan import registry
from liaocheng_plan.organisation.models import Area

from ..display import links, lists

SHOWN = 24


def related(record):
    """Groups `{label, count, records, more, url}`, one per relation that anything uses."""
    declared = {collection.model for collection in registry.collections()}
    found = [
        group(record, relation)
        for relation in type(record)._meta.related_objects
        if relation.related_model in declared
    ]
    return [entry for entry in found if entry["count"]]


def group(record, relation):
    """What points to a record by one relation."""
    collection = registry.of(relation.related_model)
    rows = pointing(record, relation, collection).distinct()
    first = rows.values_list("key", "name")[:SHOWN]
    count = rows.values("pk").count()
    return {
        "label": collection.label,
        "count": count,
        "records": [{"text": n, "url": links.key_url(collection, k)} for k, n in first],
        "more": count - min(count, SHOWN),
        "url": links.collection_url(collection)
        + (f"?area={record.key}" if collection.located else ""),
    }


def pointing(record, relation, collection):
    """The rows; for an area also the places of all areas below it."""
    rows = lists.public(collection)
    if isinstance(record, Area) and collection.located:
        return rows.in_areas(Area.objects.subtree_ids([record.key]))
    return rows.filter(**{relation.field.name: record})
