"""The three outlines of a circle in its file: which there are, from where, since when."""

from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan import circle_files

from ..display import numbers
from ..maps import embedding
from ..maps.presenters import geometry_dict
from . import outline_words


class OutlinesPresenter:
    """Community, declared boundary and reach; each stands for itself."""

    def __init__(self, circle, user):
        self.circle, self.user, self.offer = circle, user, circle_files.offer()

    @cached_property
    def shapes(self):
        """`{kind: outline}` of those that there are."""
        return {shape.kind: shape for shape in self.offer.outlines(self.circle)}

    @property
    def rows(self):
        """Every kind, drawn or not: `{kind, name, words, missing}`."""
        return [self.row(kind, name) for kind, name in outline_words.outline_kinds()]

    def row(self, kind, name):
        """One kind of outline."""
        shape = self.shapes.get(kind)
        return {
            "kind": kind,
            "name": name,
            "words": self.words(shape) if shape else "",
            "missing": outline_words.MISSING[kind] if shape is None else "",
            "by_hand": kind in self.offer.drawn,
            "drawn": shape is not None and kind in self.offer.drawn,
        }

    def words(self, shape):
        """What an outline is, and that a reach says nothing beside a declared boundary."""
        found = outline_words.details(shape)
        if shape.kind != "reach" or "declared" not in self.shapes:
            return found
        bounded = _("the declared boundary bounds the circle, so no outlets are counted by it")
        return f"{found} · {bounded}" if found else bounded

    @property
    def url(self):
        """What the map draws; "" where there is nothing to draw."""
        return reverse("circle-outlines-data", args=[self.circle.key]) if self.shapes else ""

    @cached_property
    def may(self):
        """Whether this person draws."""
        return self.user.is_authenticated and self.offer.may_edit(self.user, self.circle)

    @property
    def edit_url(self):
        """The record in the admin, for who edits it; "" for others."""
        options = self.circle._meta
        name = f"admin:{options.app_label}_{options.model_name}_change"
        return reverse(name, args=[self.circle.pk]) if self.may else ""

    @property
    def past(self):
        """What was drawn, replaced and removed, newest first; who did it is for staff."""
        what = {"+": _("drawn"), "~": _("redrawn"), "-": _("removed")}
        return [
            {
                "what": what[row.history_type],
                "name": row.get_kind_display(),
                "words": outline_words.details(row),
                "day": numbers.day(timezone.localtime(row.history_date)),
                "by": str(row.history_user or ""),
            }
            for row in self.offer.past(self.circle)
        ]


def as_geojson(circle):
    """The outlines as GeoJSON with their words."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": geometry_dict(shape.geometry),
                "properties": {"kind": shape.kind, "words": outline_words.outline(shape)},
            }
            for shape in circle_files.offer().outlines(circle)
        ],
    }


def map_of(request, outlines, layers, focus):
    """The map of a circle with its outlines; without a position, where its outlines are."""
    located = outlines.circle.geometry is not None
    if not located and not outlines.shapes:
        return None
    found = embedding.embed(request, layers, focus if located else "", "layers")
    return {**found, "outlines": outlines.url}
