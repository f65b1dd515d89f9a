"""The outlines of a circle in words: what each is, from where, since when, how it was computed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan import circle_files, coverage_words
from liaocheng_plan.imports.datums import Datum

from ..display import numbers

MISSING = {
    "community": gettext_lazy("not drawn yet"),
    "declared": gettext_lazy("not declared yet"),
    "reach": gettext_lazy("not computed yet"),
}


def outline_kinds():
    """`[(kind, name)]` of all kinds of outlines."""
    return circle_files.offer().kinds


def outline(shape):
    """One outline as a line of a legend."""
    return " · ".join(part for part in (str(shape.get_kind_display()), details(shape)) if part)


def details(shape):
    """Method, source, day and uncertainty of an outline."""
    parts = [method(shape.method), shape.source]
    if shape.as_of:
        parts.append(_("as of %(day)s") % {"day": numbers.day(shape.as_of)})
    if shape.error_m:
        parts.append(_("may be off by %(metres)s m") % {"metres": numbers.plain(shape.error_m)})
    if shape.method and not shape.claims:
        parts.append(_("too uncertain to count outlets by it"))
    return " · ".join(part for part in parts if part)


def method(found):
    """How a reach was computed or a file converted, in words; "" for what was drawn."""
    if found and found.get("datum"):
        return _("converted from %(datum)s") % {"datum": Datum(found["datum"]).label}
    return reached(found) if found and found.get("way") else ""


def reached(found):
    """Minutes and way of a computed reach, as beside every figure of coverage."""
    streets = {"streets": {"as_of": found["network_as_of"]}} if found.get("network_as_of") else {}
    minutes = _("%(n)s minutes on foot") % {"n": found.get("minutes")}
    return " · ".join((minutes, coverage_words.way(found, {"datasets": streets})))
