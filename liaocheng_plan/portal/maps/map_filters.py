"""What a reader may narrow the map to; the same words in the page's address and the layers'."""

from dataclasses import dataclass

from django.db.models import Count

from liaocheng_plan import registry
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.places.models import PlanAction, Precision, Status

SEARCHED = ("location_text", "area__name")


@dataclass(frozen=True)
class MapFilter:
    """The chosen layers and conditions; an empty string is no condition.

    `layers` is None while the reader has chosen none: then those are on that declare so.
    `coverage` is the kind of business whose computed reach is drawn, or `all`.
    """

    layers: frozenset | None = None
    area: str = ""
    status: str = ""
    action: str = ""
    words: str = ""
    place: str = ""
    coverage: str = ""

    @classmethod
    def from_query(cls, query):
        """Read `layer` (repeated), `area`, `status`, `action`, `q`, `place`, `coverage`."""
        return cls(
            layers=frozenset(query.getlist("layer")) if "layer" in query else None,
            area=query.get("area", "").strip(),
            status=one_of(Status, query.get("status")),
            action=one_of(PlanAction, query.get("action")),
            words=query.get("q", "").strip()[:100],
            place=query.get("place", "").strip(),
            coverage=query.get("coverage", "").strip(),
        )

    def shows(self, collection):
        """Whether the layer of this collection is on."""
        if self.layers is None:
            return collection.layer.on
        return collection.name in self.layers

    def apply(self, places):
        """The places that meet every condition; an area stands for all below it."""
        if self.area:
            places = places.in_areas(Area.objects.subtree_ids({self.area}))
        if self.status:
            places = places.filter(status=self.status)
        if self.action:
            places = places.filter(plan_action=self.action)
        return places.search(self.words, SEARCHED) if self.words else places


def one_of(choices, value):
    """`value` if it is one of the choices, else no condition."""
    return value if value in choices.values else ""


def map_collections():
    """The collections that are drawn, in order."""
    return tuple(c for c in registry.located_collections() if c.layer)


def section_of(precision):
    """The list that a place of this precision stands in: drawn, area_only or unlocated."""
    return {Precision.AREA: "area_only", Precision.UNLOCATED: "unlocated"}.get(precision, "drawn")


def counts(places):
    """How many places each of the three lists holds, in one query."""
    found = {"drawn": 0, "area_only": 0, "unlocated": 0}
    by_precision = places.order_by().values_list("location_precision").annotate(Count("id"))
    for precision, number in by_precision:
        found[section_of(precision)] += number
    return found
