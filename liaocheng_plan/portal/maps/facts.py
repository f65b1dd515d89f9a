"""The five facts of a place that its card on the map shows: text, kind, and where it stands."""

from django.db.models import DecimalField, IntegerField
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ..display import fields, off_print

FACTS = 5
LONGEST = 64
FILLERS = ("roads", "area", "listed_order", "number")
"""Shown only where a kind of place has less than five facts of its own."""


def five_facts(place, collection):
    """Up to five `(label, value, kind, url)`: where as printed, then the declared fields in order.

    `url` leads a figure to the words that state it, "" without any.

    A figure that nobody stated or reported comes last, with the word that says so and the kind
    `missing`; texts and lists that are empty are left out.
    """
    own = [name for name in collection.fields if is_fact(name)]
    names = [name for name in ("location_text", *own, *FILLERS) if hasattr(place, name)]
    shown = [off_print.show(place, name) for name in names]
    told = [one for one in shown if one.shape != "missing" and one.name not in FILLERS]
    missing = [one for one in shown if one.shape == "missing" and is_figure(place, one.name)]
    fillers = [one for one in shown if one.shape != "missing" and one.name in FILLERS]
    return [as_text(place, one) for one in (told + missing + fillers)[:FACTS]]


def is_fact(name):
    """Whether a declared field is a fact of its own; a qualifier goes with its number."""
    return name not in FILLERS and not name.endswith(("_qualifier", "_scope"))


def is_figure(place, name):
    """Whether a field is a number of its own, so that its absence is worth a line."""
    field = fields.model_field(type(place), name)
    return isinstance(field, (DecimalField, IntegerField)) and name not in FILLERS


def as_text(place, shown):
    """`(label, value, kind, url)` of one shown field."""
    if shown.shape == "missing":
        return fields.split_unit(shown.label)[0], shown.content, "missing", ""
    value = Truncator(flat(shown)).chars(LONGEST, truncate="…")
    unit = f"× {shown.unit}" if shown.unit[:1].isdigit() else shown.unit  # 45 × 10,000 m²
    url = shown.cite.url if shown.cite and shown.shape == "number" else ""
    value = f"{value} {unit}{scope(place, shown.name)}".strip()
    return shown.label, f"{value}{printed(shown.off_print)}", shown.kind, url


def printed(mark):
    """What is printed of a figure that was changed since, and how it was; "" for the others."""
    words = mark and {"how": mark.how, "printed": mark.printed}
    return _(" (%(how)s; printed %(printed)s)") % words if words else ""


def scope(place, name):
    """A 0 that says “no outlet above scale” must not read as “none” (contract: existing_scope)."""
    if name.startswith("existing_") and getattr(place, "existing_scope", None) == "above_scale":
        return f"（{place.get_existing_scope_display()}）"
    return ""


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
        return "、".join(row_text(content["heads"], row) for row in content["rows"])
    if shown.shape in ("parts", "cards"):
        return "、".join(entry.get("part") or entry.get("name") for entry in content)
    return "、".join(content) if shown.shape == "words" else str(content)


def row_text(heads, row):
    """The first two cells of a row; a share gets its percent sign."""
    share = len(row) > 1 and heads[1] == fields.part_label("percent")
    return " ".join(row[:2]) + ("%" if share else "")
