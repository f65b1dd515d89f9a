"""Places as the map's JSON shows them: GeoJSON features with display words, and two lists."""

from django.contrib.gis.db.models.functions import Centroid
from django.db.models import Avg, Count, F, FloatField, Func
from django.db.models.functions import Floor
from django.utils.functional import cached_property

from liaocheng_plan.organisation.models import Area

from ..display import links, numbers, states
from .facts import five_facts
from .map_filters import counts, section_of

COLUMNS = 16  # of the grid that stands for a crowded box
DIGITS = 6  # decimals of a degree: 0.1 m
LIMIT = 500
"""Places that one answer carries; a layer with more is `dense` and is asked for box by box."""


class AreaTree:
    """All areas in one query: names, and the path from an area up to the city."""

    @cached_property
    def rows(self):
        return {
            pk: (key, name, parent)
            for pk, key, name, parent in Area.objects.values_list("id", "key", "name", "parent_id")
        }

    def path(self, area_id):
        """Keys from the area itself up to the topmost; empty without an area."""
        keys = []
        while area_id in self.rows and self.rows[area_id][0] not in keys:
            key, _name, area_id = self.rows[area_id]
            keys.append(key)
        return keys

    def options(self):
        """`(key, name, depth)` of every area, each below its parent, in printed order."""
        children = {}
        for pk, (_key, _name, parent) in self.rows.items():
            children.setdefault(parent if parent in self.rows else None, []).append(pk)

        def below(parent, depth):
            for pk in sorted(children.get(parent, ())):
                key, name, _parent = self.rows[pk]
                yield key, name, depth
                yield from below(pk, depth + 1)

        return list(below(None, 0))


class LayerData:
    """One layer's answer. `places` is a queryset already narrowed to what the reader asked for."""

    def __init__(self, collection, places, bbox=None):
        self.collection = collection
        self.places = places
        self.bbox = bbox
        self.areas = AreaTree()

    @cached_property
    def counts(self):
        """How many are drawn, known by area only, and unlocated."""
        return counts(self.places)

    @property
    def dense(self):
        """Whether there are more places than one answer carries."""
        return sum(self.counts.values()) > LIMIT

    @cached_property
    def in_box(self):
        """The drawn places in the box that the reader looks at; none without a box."""
        drawn = self.places.drawn()
        return drawn.in_bbox(*self.bbox) if self.bbox else drawn.none()

    @cached_property
    def crowded(self):
        """Whether even the box holds too many, so that numbers by cell stand for them."""
        return self.dense and self.in_box.count() > LIMIT

    @cached_property
    def found(self):
        """The places of this answer by list; of a dense layer those in the box, and the firsts."""
        if not self.dense:
            by_list = {"drawn": [], "area_only": [], "unlocated": []}
            for place in self.places.for_lists():
                by_list[section_of(place.location_precision)].append(place)
            return by_list
        return {
            "drawn": [] if self.crowded else self.in_box.for_lists(),
            "area_only": self.places.area_only().for_lists()[:LIMIT],
            "unlocated": self.places.unlocated().for_lists()[:LIMIT],
        }

    def as_dict(self):
        """The GeoJSON FeatureCollection with the layer's own members beside it."""
        return {
            "type": "FeatureCollection",
            "collection": collection_dict(self.collection),
            "counts": self.counts,
            "dense": self.dense,
            "cells": cells(self.in_box, self.bbox) if self.crowded else [],
            "features": [self.feature(place) for place in self.found["drawn"]],
            "area_only": [self.properties(place) for place in self.found["area_only"]],
            "unlocated": [self.properties(place) for place in self.found["unlocated"]],
        }

    def feature(self, place):
        """A drawn place as a GeoJSON feature."""
        return {
            "type": "Feature",
            "id": f"{self.collection.name}/{place.key}",
            "geometry": geometry_dict(place.geometry),
            "properties": self.properties(place),
        }

    def properties(self, place):
        """Everything that list, card and marker show of a place."""
        return {
            "collection": self.collection.name,
            "key": place.key,
            "name": place.name,
            "area": place.area.key if place.area else None,
            "area_name": place.area.name if place.area else None,
            "area_path": self.areas.path(place.area_id),
            "location_text": place.location_text,
            "status": place.status,
            "status_label": place.get_status_display(),
            "status_tone": states.STATUSES[place.status].tone,
            "status_as_of": numbers.day(place.status_as_of),
            "plan_action": place.plan_action,
            "plan_action_label": place.get_plan_action_display() if place.plan_action else None,
            "precision": place.location_precision,
            "precision_label": place.get_location_precision_display(),
            "error_m": place.location_error_m,
            "provisional": place.provisional,
            "facts": five_facts(place, self.collection),
            "citation": citation_dict(place.citation),
            "page": links.key_url(self.collection, place.key),
        }


def collection_dict(collection):
    """A layer as the map draws it."""
    return {
        "name": collection.name,
        "label": str(collection.label),
        "label_one": str(collection.label_one),
        "symbol": collection.layer.symbol,
        "hue": collection.layer.hue,
        "on": collection.layer.on,
        "note": str(collection.note),
    }


def citation_dict(citation):
    """The citation with the document's display name and the page of its words; None for none."""
    if citation is None:
        return None
    return citation.as_dict() | {
        "document_name": citation.clause.document.short_name,
        "page": links.quote_url(citation),
    }


def cells(places, bbox):
    """Numbers of places on a grid over the box: `{lng, lat, count}` at the cell's mean position."""
    west, _south, east, _north = bbox
    side = (east - west) / COLUMNS
    middle = Centroid("geometry")
    rows = (
        places.order_by()
        .annotate(x=Ordinate(middle, function="ST_X"), y=Ordinate(middle, function="ST_Y"))
        .annotate(column=Floor(F("x") / side), row=Floor(F("y") / side))
        .values("column", "row")
        .annotate(count=Count("id"), lng=Avg("x"), lat=Avg("y"))
    )
    return [
        {"lng": round(row["lng"], DIGITS), "lat": round(row["lat"], DIGITS), "count": row["count"]}
        for row in rows
    ]


class Ordinate(Func):
    """ST_X or ST_Y of a point; both databases have them under these names."""

    output_field = FloatField()


def geometry_dict(geometry):
    """A GEOS geometry as GeoJSON with coordinates rounded to 0.1 m."""
    return {"type": geometry.geom_type, "coordinates": rounded(geometry.coords)}


def rounded(coordinates):
    """Nested coordinates, rounded."""
    if isinstance(coordinates[0], (int, float)):
        return [round(value, DIGITS) for value in coordinates]
    return [rounded(part) for part in coordinates]
