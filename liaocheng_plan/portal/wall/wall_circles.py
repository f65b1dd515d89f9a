"""The wall's matrix: circles by what is known of each, stated and reported apart."""

from dataclasses import dataclass, field

from liaocheng_plan import registry
from liaocheng_plan.progress.models import Observation, Statistic

from ..circles.presenters_file import is_measure
from ..display import fields, lists, numbers, states, values


@dataclass(frozen=True)
class Cell:
    """`kind` is stated, reported, unstated (the document does not say) or unreported (hatched)."""

    kind: str
    text: str = ""
    state: states.State | None = None


@dataclass
class Table:
    """One kind of circle: heads as `{label, unit}`, rows as `{number, name, status, cells}`."""

    label: str
    heads: list
    rows: list = field(default_factory=list)


def tables():
    """A table for each kind of circle; the number of queries does not grow with the circles."""
    statistics = list(Statistic.objects.all())
    latest = Observation.objects.latest_of_circles()
    collections = [c for c in registry.located_collections() if c.page == "circles"]
    return [table(c, statistics, latest) for c in collections]


def table(collection, statistics, latest):
    """The table of one kind of circle."""
    measured = [name for name in collection.fields if shows(collection, name)]
    asked = [s for s in statistics if collection.name in s.collections]
    heads = [head(*fields.label_and_unit(collection.model, name)) for name in measured]
    heads += [head(s.name, s.unit) for s in asked]
    found = Table(collection.label, heads)
    for circle in lists.listed(collection):
        place = f"{collection.name}/{circle.key}"
        cells = [stated(circle, name) for name in measured]
        cells += [reported(latest.get((s.pk, place))) for s in asked]
        found.rows.append(
            {
                "number": circle.number,
                "name": circle.name,
                "status": states.STATUSES[circle.status],
                "cells": cells,
            }
        )
    return found


def shows(collection, name):
    """Whether a declared field is a measured figure and not the circle's number."""
    known = fields.model_field(collection.model, name) is not None
    return name != "number" and known and is_measure(collection.model, name)


def head(label, unit):
    """A column's head."""
    return {"label": label, "unit": unit}


def stated(circle, name):
    """What the document states."""
    shown = values.show(circle, name)
    if shown.shape != "number":
        return Cell("unstated")
    words = shown.content
    return Cell("stated", f"{words['before']}{words['digits']}{words['after']}")


def reported(row):
    """What was reported last; a reported 0 is a 0, “not available” is no value."""
    if row is None or row.value is None:
        return Cell("unreported")
    return Cell("reported", numbers.plain(row.value))
