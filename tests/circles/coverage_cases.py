"""A small made-up neighbourhood in metres (EPSG:4548), kept in degrees like everything else."""

from datetime import date

import numpy as np
import shapely
from django.contrib.gis.geos import GEOSGeometry, Point

from circles.coverage import cutting, metric, packing
from circles.models import (
    Barrier,
    BusinessType,
    CoverageDataset,
    PopulationUnit,
    ServiceRadius,
    StreetNetwork,
)
from tests import factories

X0, Y0 = 408_000, 4_036_000  # the origin of the drawings, in 东昌府区


def place(shape):
    """A shape of a drawing (metres from its origin) as Django's geometry in WGS 84."""
    moved = shapely.transform(shape, lambda xy: np.add(xy, (X0, Y0)))
    (degrees,) = metric.to_degrees([moved])
    return GEOSGeometry(memoryview(shapely.to_wkb(degrees)), srid=4326)


def dataset(kind, **values):
    """A dataset that has been read and is in force."""
    given = {
        "name": f"测试{kind}",
        "source": "测试",
        "as_of": date(2026, 1, 1),
        "datum": "wgs84",
        "size": 1,
        "state": CoverageDataset.State.READY,
        "is_in_force": True,
    }
    return CoverageDataset.objects.create(kind=kind, **given | values)


def population(*units):
    """People: `(x, y, people, community)` or `(shape, people, community)`."""
    rows = dataset("population")
    for *where, people, community in units:
        shape = where[0] if len(where) == 1 else shapely.Point(*where)
        PopulationUnit.objects.create(
            dataset=rows, geometry=place(shape), people=people, community=community
        )
    return rows


def barriers(kind, *shapes):
    """Barriers or crossings."""
    rows = dataset(kind)
    for shape in shapes:
        Barrier.objects.create(dataset=rows, geometry=place(shape))
    return rows


def streets(*lines):
    """A network of lines."""
    rows = dataset("streets")
    degrees = [shapely.from_wkb(bytes(place(shapely.LineString(line)).wkb)) for line in lines]
    edges = cutting.cut(degrees)
    StreetNetwork.objects.create(
        dataset=rows, packed=packing.pack(edges), edges=len(edges), length_km=1
    )
    return rows


def shop(x, y, type_key="plan-text-06", **values):
    """An outlet, a pharmacy unless said otherwise."""
    point = place(shapely.Point(x, y))
    return factories.outlet(
        geometry=Point(point.x, point.y, srid=4326),
        business_type=BusinessType.objects.get(key=type_key),
        **values,
    )


def rule(key="walk-15"):
    """A rule of the fixtures."""
    return ServiceRadius.objects.get(key=key)
