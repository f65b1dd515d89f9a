"""Names of fields and of the parts of structured fields, in the reader's language."""

import re

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

COMPUTED = {
    "area_ha": _("area (ha)"),
    "citation": _("citation"),
    "formula": _("formula"),
    "sentence": _("in words"),
    "issuers": _("issued by"),
    "latest": _("latest report"),
    "light": _("light"),
    "parent": _("part of"),
    "reporting": _("reporting"),
    "responsible": _("responsible"),
    "result": _("result"),
    "result_reason": _("why it cannot be judged"),
}
PARTS = {
    "area_m2": _("area (m²)"),
    "brands": _("brands"),
    "citation": _("citation"),
    "quote": _("printed words"),
    "built_year": _("built in"),
    "east": _("east"),
    "names": _("names"),
    "floor_area_m2": _("floor area (m²)"),
    "floors_above": _("floors above ground"),
    "floors_below": _("floors below ground"),
    "formats": _("formats"),
    "functions": _("functions"),
    "goods": _("goods"),
    "kind": _("kind"),
    "label": _("part"),
    "location_text": _("where, as printed"),
    "max": _("to"),
    "min": _("from"),
    "name": _("name"),
    "north": _("north"),
    "owner": _("owner"),
    "part": _("part"),
    "percent": _("share (%)"),
    "points": _("points"),
    "qualifier": _("qualifier, as printed"),
    "rebuilt_year": _("rebuilt in"),
    "roads": _("roads"),
    "side": _("side"),
    "south": _("south"),
    "unit": _("unit"),
    "value": _("value"),
    "walk_minutes": _("minutes on foot"),
    "west": _("west"),
    # What a check of the plan compares.
    "base": _("base"),
    "distinct": _("names differ"),
    "divide": _("divided by"),
    "exact": _("to the number"),
    "existing": _("existing parts"),
    "factor": _("times"),
    "figures": _("figures"),
    "increment": _("yearly increment"),
    "less": _("the smaller"),
    "list": _("list"),
    "more": _("the larger"),
    "multiply": _("multiplied"),
    "other": _("other list"),
    "parts": _("parts"),
    "people": _("people"),
    "per_head": _("per head"),
    "rate": _("rate"),
    "same_name": _("under one name"),
    "standard": _("standard"),
    "stated": _("stated numbers"),
    "suffix": _("ending left out"),
    "target": _("target"),
    "total": _("total"),
    "values": _("values"),
    "whole": _("whole"),
    "within": _("may be less"),
    "years": _("years"),
}
MEASURES = {
    "DecimalField",
    "FloatField",
    "IntegerField",
    "PositiveBigIntegerField",
    "PositiveIntegerField",
    "PositiveSmallIntegerField",
}
WITH_UNIT = re.compile(r"^(.+?)\s*[（(]([^（）()]+)[）)]$")


def model_field(model, name):
    """The model's field of that name, or None for a property."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def label(model, name):
    """The field's name for a heading."""
    field = model_field(model, name)
    words = getattr(field, "verbose_name", None)
    if words is None or isinstance(words, str):  # a property, or a field that was given no name
        words = COMPUTED.get(name, words or name)
    return capfirst(str(words))


def label_and_unit(model, name):
    """A measured field's name and its unit apart: “area (km²)” gives `("Area", "km²")`.

    What stands in brackets behind the name of a text is no unit and stays with the name.
    """
    field = model_field(model, name)
    text = label(model, name)
    measured = field is None or field.get_internal_type() in MEASURES
    return split_unit(text) if measured else (text, "")


def part_label(name):
    """The name of a part of a structured field."""
    return capfirst(str(PARTS.get(name, name)))


def split_unit(text):
    """A name that ends in a unit in brackets, as `(name, unit)`."""
    match = WITH_UNIT.match(text)
    return (match[1], match[2]) if match else (text, "")
