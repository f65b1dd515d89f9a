"""Everything that coverage is computed from, as arrays in metres, in a fixed number of queries."""

from dataclasses import dataclass

import numpy as np
import shapely

from circles.evidence import place_of
from circles.models import (
    BusinessType,
    CircleShape,
    CoverageDataset,
    FormatConcept,
    LivingCircle,
    Outlet,
    PilotCircle,
)
from liaocheng_plan.places.models import EXACT

from . import barriers, metric, packing, people
from .streets import Network

Kind = CoverageDataset.Kind
OWN_OUTLINES = (CircleShape.Kind.DECLARED, CircleShape.Kind.COMMUNITY)


@dataclass
class Outlets:
    """Open outlets of a known type with a position: `xy`, type ids, whether to be checked.

    `unplaced` counts the open ones that have no position, `untyped` those without a type.
    """

    xy: np.ndarray
    type_id: np.ndarray
    uncertain: np.ndarray
    unplaced: int
    untyped: int


@dataclass
class City:
    """What a run reads. `datasets` by kind; `people` and `network` are None where not given."""

    datasets: dict
    people: people.People | None
    barriers: barriers.Barriers
    network: Network | None
    outlets: Outlets
    concepts: list
    proves: dict
    circles: dict
    outlines: dict


def gather():
    """Read all of it."""
    datasets = CoverageDataset.objects.defer("found").in_force()
    walls = barriers_of(datasets)
    circles = {
        place_of(circle): circle
        for model in (LivingCircle, PilotCircle)
        for circle in model.objects.only("key", "geometry", "location_error_m")
    }
    concepts = list(FormatConcept.objects.order_by("id"))
    return City(
        datasets=datasets,
        people=people_of(datasets.get(Kind.POPULATION), walls.water),
        barriers=walls,
        network=network_of(datasets.get(Kind.STREETS)),
        outlets=outlets(),
        concepts=concepts,
        proves=proves(concepts),
        circles=circles,
        outlines=own_outlines(),
    )


def barriers_of(datasets):
    """The barriers and crossings in force."""
    shapes = [
        list(datasets[kind].barriers.values_list("geometry", flat=True)) if kind in datasets else []
        for kind in (Kind.BARRIERS, Kind.CROSSINGS)
    ]
    return barriers.build(*(metric.from_rows(found) for found in shapes))


def people_of(dataset, water):
    """The people of a dataset as points, None without one."""
    if dataset is None:
        return None
    rows = list(dataset.units.values_list("geometry", "people", "community"))
    shapes = metric.from_rows([row[0] for row in rows])
    return people.spread(shapes, [row[1] for row in rows], [row[2] for row in rows], water)


def network_of(dataset):
    """The streets of a dataset, None without one."""
    if dataset is None:
        return None
    return Network(metric.to_metres(packing.unpack(dataset.network.packed)))


def outlets():
    """The outlets that count."""
    rows = Outlet.objects.order_by().operating()
    typed = rows.filter(business_type__isnull=False)
    placed = list(
        typed.drawn()
        .values_list("geometry", "business_type_id", "location_precision")
        .order_by("id")
    )
    shapes = metric.from_rows([row[0] for row in placed])
    return Outlets(
        xy=metric.coordinates(shapes),
        type_id=np.array([row[1] for row in placed], dtype=int),
        uncertain=np.array([row[2] not in EXACT for row in placed], dtype=bool),
        unplaced=typed.filter(geometry__isnull=True).count(),
        untyped=rows.filter(business_type__isnull=True).count(),
    )


def proves(concepts):
    """`{id of a kind of business: ids of the types that prove it}`: its words, and kinds of it."""
    types = list(BusinessType.objects.values_list("id", "name"))
    words = {concept.pk: {*concept.words, *concept.narrower} for concept in concepts}
    return {pk: {i for i, name in types if name in found} for pk, found in words.items()}


def own_outlines():
    """`{place: (kind, outline in metres)}`: the declared boundary, else the community's."""
    found = {}
    rows = CircleShape.objects.filter(kind__in=OWN_OUTLINES).values_list(
        "place", "kind", "geometry"
    )
    shapes = metric.from_rows([row[2] for row in rows])
    for (place, kind, _geometry), shape in zip(rows, shapes, strict=True):
        if kind == CircleShape.Kind.DECLARED or place not in found:
            found[place] = (kind, shape)
    return found


def middle(circle):
    """The middle of a circle as `(x, y)` in metres, None without a position."""
    if circle.geometry is None:
        return None
    return metric.coordinates(metric.from_rows([circle.geometry.centroid]))[0]


def inside(outline, xy):
    """Indices of the points in an outline."""
    if not len(xy):
        return np.empty(0, dtype=int)
    shapely.prepare(outline)
    return np.flatnonzero(shapely.contains_xy(outline, xy[:, 0], xy[:, 1]))
