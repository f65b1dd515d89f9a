"""What the map's page shows beside the map: layers, filters, and the places as lists."""

from django.urls import reverse
from django.utils.functional import cached_property

from liaocheng_plan.places.models import EXACT, PlanAction, Status

from ..display import links, states
from ..reach.presenters_on_map import MapCoverage
from .map_filters import MapFilter, counts, map_collections, section_of
from .presenters import AreaTree
from .words import words

LISTED = 200
"""Places of one layer that a page without a script lists; with one, the list grows on demand."""


class MapPage:
    """The state of the form and the lists for it, in one query per layer."""

    def __init__(self, chosen: MapFilter, user):
        self.chosen = chosen
        self.user = user

    @cached_property
    def areas(self):
        """Areas to choose from, indented by depth."""
        return [
            {"key": key, "label": "\u3000" * depth + name, "selected": key == self.chosen.area}
            for key, name, depth in AreaTree().options()
        ]

    @property
    def statuses(self):
        """Statuses to choose from."""
        return options(Status, self.chosen.status)

    @property
    def actions(self):
        """Planned actions to choose from."""
        return options(PlanAction, self.chosen.action)

    @cached_property
    def layers(self):
        """Every layer with its symbol, whether it is on, and its places."""
        return [self.layer(collection) for collection in map_collections()]

    def layer(self, collection):
        """One layer; one that is off is counted and not listed."""
        places = self.chosen.apply(self.coverage.places(collection))
        narrowed, number = self.coverage.narrows(collection), counts(places)
        default = collection.layer.on or narrowed
        on = default if self.chosen.layers is None else self.chosen.shows(collection)
        url = reverse("map-layer", args=[collection.name])
        return {
            "name": collection.name,
            "label": collection.label,
            "symbol": collection.layer.symbol,
            "hue": collection.layer.hue,
            "note": "" if sum(number.values()) else collection.note,
            "on": on,
            "default": default,
            "of_kind": collection.name == self.coverage.offer.outlet_layer,
            "narrowed": narrowed,
            "url": f"{url}?coverage={self.coverage.kind}" if narrowed else url,
            "counts": number,
            "total": sum(number.values()),
            "places": self.rows(collection, places) if on else [],
        }

    def rows(self, collection, places):
        """The first places of one layer, for the lists."""
        names = ("key", "name", "area__name", "status", "plan_action", "location_precision")
        rows = places.order_by(*collection.ordering).values_list(*names)[:LISTED]
        return [listed(collection, dict(zip(names, row, strict=True))) for row in rows]

    @cached_property
    def sections(self):
        """The lists: drawn, known by area only (grouped by area), unlocated."""
        layers = [layer for layer in self.layers if layer["on"]]
        found = [place for layer in layers for place in layer["places"]]
        return [
            section(name, found, sum(layer["counts"][name] for layer in layers))
            for name in ("drawn", "area_only", "unlocated")
        ]

    @cached_property
    def coverage(self):
        """Computed reach and its figures, where the reader asked for them."""
        return MapCoverage(self.chosen.coverage)

    @property
    def summary(self):
        """How many places were found, and how many of them are drawn."""
        found = [section["count"] for section in self.sections]
        return words()["summary"].format(count=sum(found), drawn=found[0])

    @property
    def empty(self):
        """Whether the conditions leave nothing."""
        return not any(layer["places"] for layer in self.layers)


def options(choices, chosen):
    """The choices of a select."""
    return [
        {"key": value, "label": label, "selected": value == chosen}
        for value, label in choices.choices
    ]


def listed(collection, row):
    """One line of a list."""
    action = row["plan_action"]
    return {
        "section": section_of(row["location_precision"]),
        "symbol": collection.layer.symbol,
        "hue": collection.layer.hue,
        "provisional": row["location_precision"] not in EXACT,
        "name": row["name"],
        "page": links.key_url(collection, row["key"]),
        "area": row["area__name"],
        "action": PlanAction(action).label if action else "",
        "status": states.STATUSES[row["status"]].word,
        "kind": collection.label_one,
    }


def section(name, found, count):
    """One list with its groups: by area for `area_only`, else a single nameless one."""
    places = [place for place in found if place["section"] == name]
    groups = {}
    for place in places:
        groups.setdefault(place["area"] if name == "area_only" else "", []).append(place)
    more = count - len(places)
    return {"name": name, "count": count, "more": more, "groups": list(groups.items())}
