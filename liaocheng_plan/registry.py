"""What each subject declares of itself; the map, the API, the admin and the pages know no more.

A subject's `declarations.py` calls `register(Collection(...))` for each of its kinds. Adding a
kind of place is a model, its declaration, its fixture and its test.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class Layer:
    """How a located collection is drawn: point shape, hue token and order on the map.

    `symbol` is one of the shapes in `portal/static/portal/symbols.js` (circle, square, diamond,
    triangle, pentagon, star, cross, ring); `hue` is a token `--kind-1` … `--kind-8`.
    """

    symbol: str
    hue: int
    on: bool = True


@dataclass(frozen=True)
class Past:
    """How a collection shows a past day.

    `records(manager, at)` gives what stood at an aware datetime, in place of `for_lists`;
    `put_back(rows, day)` gives the rows of a page their values of a day.
    """

    records: Callable | None = None
    put_back: Callable | None = None


@dataclass(frozen=True)
class Collection:
    """One kind of record: its name in URLs, its model and what it adds to the common fields.

    `fields` are the model's attributes that the API and the pages show beside the common ones,
    in order; `filters` are those that lists can be filtered by; `search` are the attributes that a
    text search looks in beside key and name. `page` is a
    further short address (`circles` gives `/circles/<key>/`); `note` says, where a collection may
    be empty, why. `internal` are fields for those only whose role and areas allow it: null for all
    others. `past` says how lists show a past day, where they can. `counted` names the queryset
    method that leaves what counts (`is_…` is the record's own property), where not all do.
    """

    name: str
    model: type
    label: str
    label_one: str
    fields: tuple = ()
    filters: tuple = ()
    decided: tuple = ()
    search: tuple = ()
    ordering: tuple = ("key",)
    theme: str = ""
    layer: Layer | None = None
    page: str = ""
    note: str = ""
    internal: tuple = ()
    past: Past | None = None
    counted: str = ""

    @property
    def located(self):
        """Whether its records are places: they have an area, a precision and a status."""
        return any(field.name == "location_precision" for field in self.model._meta.fields)

    def filters_shown(self):
        """The filters that are single-valued, as columns of a list."""
        return tuple(
            name for name in self.filters if not self.model._meta.get_field(name).many_to_many
        )


_collections: dict[str, Collection] = {}


def register(collection: Collection):
    """Add a collection; the order of registration is the order of loading and of menus."""
    if collection.name in _collections:
        raise ValueError(f"collection {collection.name!r} is declared twice")
    _collections[collection.name] = collection


def discover():
    """Read every app's `declarations.py` and `writings.py`, once, when all apps are ready."""
    autodiscover_modules("declarations", "writings")


def collections():
    """All declared collections, in order."""
    return tuple(_collections.values())


def located_collections():
    """Those whose records are places."""
    return tuple(c for c in _collections.values() if c.located)


def get(name):
    """The collection of that name; `KeyError` if none is declared."""
    return _collections[name]


def of(model):
    """The collection of a model class or instance; `KeyError` if it is none."""
    model = model if isinstance(model, type) else type(model)
    for collection in _collections.values():
        if collection.model is model:
            return collection
    raise KeyError(model)
