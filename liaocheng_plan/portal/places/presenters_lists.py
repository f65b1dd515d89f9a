"""Lists of records: the index of collections, the columns of a list, its rows."""

from itertools import groupby

from liaocheng_plan.progress.measures import Snapshot
from liaocheng_plan.progress.models import Theme

from ..display import citing, fields, links, lists, numbers, off_print, states
from ..home import presenters
from .presenters_records import WITH_NUMBER

MOST_COLUMNS = 4
NEVER = {"listed_order", "order", "number", "area", "points", "measures", "about", "status"}


def themes():
    """Collections of places by theme, each with its places by status."""
    found = sorted(lists.places(), key=lambda c: Theme.values.index(c.theme))
    counts = presenters.counts_by_status(Snapshot())
    return [
        {
            "name": Theme(theme).label,
            "collections": [presenters.collection_row(c, counts[c.name]) for c in group],
        }
        for theme, group in groupby(found, key=lambda c: c.theme)
    ]


def others():
    """Collections that are no places, with their size."""
    return [
        {
            "label": collection.label,
            "url": links.collection_url(collection),
            "total": lists.public(collection).count(),
            "note": collection.note,
        }
        for collection in lists.others()
    ]


def columns(collection):
    """Names of the fields that a list shows beside name, place and state."""
    names = [name for name in collection.fields if fits(collection.model, name)]
    return [
        {"name": name, "label": fields.label_and_unit(collection.model, name)[0]}
        for name in names[:MOST_COLUMNS]
    ]


def fits(model, name):
    """Whether a field is short enough for a column and needs no query of its own."""
    field = fields.model_field(model, name)
    if field is None or name in NEVER or name.endswith("_qualifier"):
        return False
    if name in WITH_NUMBER and hasattr(model, "value"):
        return False
    return not (field.many_to_many or field.one_to_many) and field.get_internal_type() not in {
        "JSONField",
        "WordsField",
        "TextField",
        "MultiPolygonField",
        "BooleanField",
    }


def rows(collection, records):
    """Rows of a list; records come from `lists.listed`."""
    names = [column["name"] for column in columns(collection)]
    return [row(collection, record, names) for record in records]


def row(collection, record, names):
    """One row: name, columns, and for a place where it is and how it stands."""
    entry = {
        "record": record,
        "url": links.record_url(record),
        "order": getattr(record, "listed_order", None) or getattr(record, "number", None),
        "cells": [off_print.show(record, name) for name in names],
        "cite": citing.cite_record(record),
    }
    return entry | place(record) if collection.located else entry


def place(record):
    """What a list says of a place's whereabouts and state."""
    return {
        "where": record.location_text,
        "area": record.area,
        "position": states.position(record),
        "error": numbers.plain(record.location_error_m),
        "action": states.ACTIONS[record.plan_action] if record.plan_action else None,
        "status": states.STATUSES[record.status],
    }


def query_without_page(query):
    """The chosen filters as a query string, for the links to other pages."""
    return query_without(query, "page")


def query_without(query, name):
    """A query string without one of its names."""
    query = query.copy()
    query.pop(name, None)
    return query.urlencode()
