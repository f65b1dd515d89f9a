"""Rows of a layer of a geographic file, in WGS 84 degrees, longitude first."""

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from django.contrib.gis.gdal import (
    CoordTransform,
    DataSource,
    GDALException,
    OGRGeometry,
    SpatialReference,
)
from django.contrib.gis.gdal.feature import Feature
from django.contrib.gis.gdal.libgdal import lgdal
from django.contrib.gis.gdal.prototypes import ds as capi

from liaocheng_plan.imports.datums import Datum, to_wgs84
from liaocheng_plan.places.models import CITY_EXTENT

from . import files
from .refusals import Refused

MOST_ROWS = 3_000_000
OSM_SETTINGS = {
    "OSM_CONFIG_FILE": str(Path(__file__).with_name("osmconf.ini")),
    "OGR_INTERLEAVED_READING": "YES",  # a large extract is not read layer by layer
    "OSM_USE_CUSTOM_INDEXING": "NO",  # editors save numbers in any order, and below zero
}
FAILURE = 3  # GDAL's CE_Failure
SAME_DATUM = ("WGS", "CGCS2000", "China_2000", "China_Geodetic")


@dataclass
class Table:
    """A layer: `shapes` shapely geometries, `rows` the columns of each as a dict."""

    layer: str
    names: list
    shapes: np.ndarray
    rows: list


def read(path, datum, layer="", only_city=False):
    """`Table` of a file whose positions are in a datum; raises `Refused`.

    `only_city` skips what lies outside the city's extent while reading, of files in degrees.
    """
    path = Path(path)
    opened = files.checked(path)
    with gdal_settings(files.encoding(path)):
        try:
            source = DataSource(opened)
        except GDALException as error:
            raise Refused("damaged") from error
        if source.driver.name != files.DRIVERS[files.ending(path.name)]:
            raise Refused("damaged")
        wanted = chosen_layer(source, layer)
        try:
            found = rows_of(source, wanted, only_city and datum == Datum.WGS84)
        except UnicodeDecodeError as error:
            raise Refused("encoding") from error
        srs = wanted.srs and SpatialReference(wanted.srs.wkt)
    if not found.rows:
        raise Refused("nowhere" if only_city else "empty", layer=wanted.name)
    found.shapes = in_degrees(found.shapes, srs, datum)
    return found


@contextmanager
def gdal_settings(encoding):
    """GDAL reads these from the environment for as long as it reads the file."""
    wanted = OSM_SETTINGS | ({"SHAPE_ENCODING": encoding} if encoding else {})
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def chosen_layer(source, name):
    """The layer of that name, the only one, or the lines of an OSM extract; raises `Refused`."""
    layers = {layer.name: layer for layer in source}
    if source.driver.name == "OSM":
        return layers["lines"]
    if name and name not in layers:
        raise Refused("layer", layer=name, layers="、".join(layers))
    if not name and len(layers) != 1:
        raise Refused("layers", layers="、".join(layers))
    return layers[name or next(iter(layers))]


def rows_of(source, wanted, only_city):
    """`Table` of a layer, positions as in the file; raises `Refused`."""
    if only_city and wanted.srs and wanted.srs.geographic:
        wanted.spatial_filter = CITY_EXTENT
    shapes, rows = [], []
    for feature in features(source, wanted):
        geometry = feature.geom
        shapes.append(None if geometry is None else bytes(geometry.wkb))
        rows.append({name: feature.get(name) for name in wanted.fields})
        if len(rows) > MOST_ROWS:
            raise Refused("rows", most=MOST_ROWS)
    return Table(wanted.name, list(wanted.fields), shapely.from_wkb(shapes), rows)


def features(source, wanted):
    """The features of a layer; the others of an OSM extract are passed over in file order.

    Raises `Refused` where an extract cannot be read to its end.
    """
    if source.driver.name != "OSM":
        yield from wanted
        return
    lgdal.CPLErrorReset()
    found = True
    while found:
        found = False
        for layer in source:
            for feature in until_empty(layer):
                found = True
                if layer.name == wanted.name:
                    yield feature


def until_empty(layer):
    """Features for as long as the layer gives any now."""
    while True:
        try:
            pointer = capi.get_next_feature(layer._ptr)
        except GDALException as error:
            if lgdal.CPLGetLastErrorType() >= FAILURE:
                raise Refused("damaged") from error
            return
        yield Feature(pointer, layer)


def in_degrees(shapes, srs, datum):
    """Shapes as WGS 84 degrees; raises `Refused` where nothing says what they are."""
    points = shapely.get_coordinates(shapes)
    if srs is None:
        if len(points) and (np.abs(points) > [180, 90]).any():
            raise Refused("srs")
    else:
        if not any(word in (srs.attr_value("DATUM") or "") for word in SAME_DATUM):
            raise Refused("datum", srs=srs.name)
        if not srs.geographic:
            if datum != Datum.WGS84:
                raise Refused("projected", srs=srs.name)
            points = transformed(points, srs)
    lon, lat = to_wgs84(datum, points[:, 0], points[:, 1])
    flat = shapely.force_2d(shapes)
    return shapely.set_coordinates(flat, np.stack([lon, lat], axis=1))


def transformed(points, srs):
    """Points of a projected system as WGS 84 degrees."""
    if not len(points):
        return points
    many = OGRGeometry(memoryview(shapely.to_wkb(shapely.multipoints(points))))
    many.transform(CoordTransform(srs, SpatialReference(4326)))
    return shapely.get_coordinates(shapely.from_wkb(bytes(many.wkb)))
