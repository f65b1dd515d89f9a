"""The five facts of a place that its card on the map shows, as plain text with their kind."""

from django.utils.text import Truncator

from . import values

FACTS = 5
LONGEST = 64
FILLERS = ("roads", "listed_order", "number")
"""Shown only where a kind of place has less than five facts of its own."""


def five_facts(place, collection):
    """Up to five `(label, value, kind)`: where as printed, then the declared fields in order.

    A figure that nobody stated or reported comes last, with the word that says so and the kind
    `missing`; texts and lists that are empty are left out.
    """
    own = [name for name in collection.fields if is_fact(name)]
    shown = [values.show(place, name) for name in ("location_text", *own, *FILLERS)]
    told = [one for one in shown if one.shape != "missing" and one.name not in FILLERS]
    missing = [one for one in shown if one.shape == "missing" and one.unit]
    fillers = [one for one in shown if one.shape != "missing" and one.name in FILLERS]
    return [as_text(one) for one in (told + missing + fillers)[:FACTS]]


def is_fact(name):
    """Whether a declared field is a fact of its own; a qualifier goes with its number."""
    return name not in FILLERS and not name.endswith(("_qualifier", "_scope"))


def as_text(shown):
    """`(label, value, kind)` of one shown field."""
    if shown.shape == "missing":
        return shown.label, shown.content, "missing"
    value = Truncator(flat(shown)).chars(LONGEST)
    return shown.label, f"{value} {shown.unit}".strip(), shown.kind or "stated"


def flat(shown):
    """The content of a shown field in one line."""
    content = shown.content
    if shown.shape == "number":
        return f"{content['before']}{content['digits']}{content['after']}"
    if shown.shape == "links":
        return "、".join(link["text"] for link in content)
    if shown.shape == "pairs":
        return "；".join(f"{label} {text}" for label, text in content)
    if shown.shape == "rows":
        return "、".join(" ".join(row[:2]) for row in content["rows"])
    if shown.shape == "parts":
        return "、".join(part["part"] for part in content)
    return "、".join(content) if shown.shape == "words" else str(content)
