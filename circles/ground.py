"""What lies around a circle: the imported streets and barriers that a map can be drawn on."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely
from django.contrib.gis.geos import Polygon

from .coverage.packing import unpack
from .models import Barrier, CoverageDataset, StreetNetwork


@dataclass(frozen=True)
class Ground:
    """Streets as arrays of `(longitude, latitude)`, barriers as `(name, geometry)`; WGS 84.

    `streets_as_of` is the day of the network; None where none is imported.
    """

    streets: tuple = ()
    barriers: tuple = ()
    streets_as_of: date | None = None


def ground(west, south, east, north):
    """What of the data in force lies in a box of degrees."""
    found = CoverageDataset.objects.in_force()
    streets = found.get(CoverageDataset.Kind.STREETS)
    barriers = found.get(CoverageDataset.Kind.BARRIERS)
    box = (west, south, east, north)
    return Ground(
        streets=tuple(lines(streets, box)) if streets else (),
        barriers=tuple(walls(barriers, box)) if barriers else (),
        streets_as_of=streets.as_of if streets else None,
    )


def lines(dataset, box):
    """The stretches of street that meet a box."""
    network = StreetNetwork.objects.filter(dataset=dataset).first()
    if network is None:
        return
    edges = unpack(network.packed)
    bounds = shapely.bounds(edges)
    west, south, east, north = box
    near = (bounds[:, 0] <= east) & (bounds[:, 2] >= west)
    near &= (bounds[:, 1] <= north) & (bounds[:, 3] >= south)
    for edge in edges[np.flatnonzero(near)]:
        yield shapely.get_coordinates(edge)


def walls(dataset, box):
    """Rivers, lakes, railways and expressways that meet a box."""
    area = Polygon.from_bbox(box)
    area.srid = 4326
    rows = Barrier.objects.filter(dataset=dataset, geometry__intersects=area)
    return ((row.name, row.geometry) for row in rows)
