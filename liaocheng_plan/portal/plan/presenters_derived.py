"""The sheet of derived figures as a page shows it."""

from itertools import groupby
from operator import attrgetter

from liaocheng_plan import registry
from liaocheng_plan.documents import audit
from liaocheng_plan.documents.models import DerivedFigure

from ..display import fields, numbers
from ..display.readings import Clauses


def sheet():
    """`{groups, lacking}`; a fixed number of queries, nothing computed.

    `groups` are `[{title, formula, rows}]` of what can be derived, `lacking` the other rows.
    """
    clauses, known = Clauses(), audit.derivations()
    rows = [row for row in DerivedFigure.objects.order_by("order", "id") if row.group in known]
    found = [row for row in rows if row.value is not None]
    lacking = [
        {**shown(row, clauses), "title": known[row.group].title}
        for row in rows
        if row.value is None
    ]
    return {"groups": groups(found, known, clauses), "lacking": lacking}


def groups(rows, known, clauses):
    """The figures by group."""
    return [
        {
            "key": name,
            "title": known[name].title,
            "formula": known[name].formula,
            "rows": [shown(figure, clauses) for figure in figures],
        }
        for name, figures in groupby(rows, attrgetter("group"))
    ]


def shown(figure, clauses):
    """One figure: the number, its calculation, its inputs; or what is missing for it."""
    return {
        "key": figure.key,
        "what": figure.name,
        "value": numbers.plain(figure.value),
        "unit": figure.unit,
        "numbers": figure.calculation,
        "inputs": clauses.readings(figure.inputs),
        "missing": [word(name) for name in figure.missing],
    }


def word(name):
    """A missing input in words: a field's label, or the name of the record that lacks it."""
    for collection in registry.collections():
        if fields.model_field(collection.model, name) is not None:
            return fields.label_and_unit(collection.model, name)[0]
    return name
