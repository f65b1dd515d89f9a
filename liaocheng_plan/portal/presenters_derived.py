"""The sheet of derived figures as a page shows it."""

from liaocheng_plan import registry
from liaocheng_plan.documents import audit

from . import fields, numbers
from .readings import Clauses


def groups(book):
    """`[{title, formula, rows}]` of the sheet; one query for the clauses beside the book's."""
    clauses = Clauses()
    return [
        {
            "key": group.name,
            "title": group.title,
            "formula": group.formula,
            "rows": [row(figure, clauses) for figure in figures],
        }
        for group, figures in audit.sheet(book)
    ]


def row(figure, clauses):
    """One figure: the number, its calculation, its inputs; or what is missing for it."""
    return {
        "what": figure.what,
        "value": numbers.plain(figure.value),
        "unit": figure.unit,
        "numbers": figure.numbers,
        "inputs": clauses.readings(figure.readings),
        "missing": [word(name) for name in figure.missing],
    }


def word(name):
    """A missing input in words: a field's label, or the name of the record that lacks it."""
    for collection in registry.collections():
        if fields.model_field(collection.model, name) is not None:
            return fields.label_and_unit(collection.model, name)[0]
    return name
