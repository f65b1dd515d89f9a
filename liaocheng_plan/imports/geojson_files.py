"""GeoJSON (RFC 7946), feature by feature; a line is the number of a feature."""

import re

import ijson

from .refusing import FileRefused
from .tables import CELL, COLUMNS, Table

LON, LAT = "geometry.x", "geometry.y"
PLAIN_CRS = re.compile(r"CRS84|EPSG:+(4326|4490)$", re.IGNORECASE)


def read(file):
    """The table of a file's features: longitude, latitude, then all properties."""
    check_crs(file)
    names = property_names(file)
    return Table([LON, LAT, *names], lines(file, names))


def items(file, prefix):
    """What stands under a prefix; raises `FileRefused` where the file is no JSON."""
    file.seek(0)
    try:
        yield from ijson.items(file, prefix, use_float=True)
    except (ijson.JSONError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise FileRefused("geojson") from error


def check_crs(file):
    """Old files name a coordinate system; only longitude and latitude are taken."""
    for name in items(file, "crs.properties.name"):
        if not PLAIN_CRS.search(str(name)):
            raise FileRefused("crs", crs=str(name)[:60])


def property_names(file):
    """The names of all properties, in order of appearance."""
    names, number = {}, 0
    for number, feature in enumerate(items(file, "features.item"), 1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        names.update(dict.fromkeys(properties or ()))
        if len(names) > COLUMNS:
            raise FileRefused("wide", line=number, most=COLUMNS)
    if not number:
        raise FileRefused("geojson")
    return list(names)


def lines(file, names):
    """`(number, values)` of the features."""
    for number, feature in enumerate(items(file, "features.item"), 1):
        feature = feature if isinstance(feature, dict) else {}
        properties = feature.get("properties") or {}
        lon, lat = position(feature.get("geometry"))
        yield number, [lon, lat, *(plain(number, properties.get(name)) for name in names)]


def position(geometry):
    """`(longitude, latitude)` of a point; its own words for anything else, None for nothing."""
    if not geometry:
        return None, None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    is_point = isinstance(coordinates, list) and len(coordinates) >= 2
    if not is_point or geometry.get("type") != "Point":
        kind = geometry.get("type") if isinstance(geometry, dict) else geometry
        return str(kind)[:40], None
    return coordinates[0], coordinates[1]


def plain(number, value):
    """A property's value; lists and objects as text."""
    if isinstance(value, dict | list):
        value = str(value)
    if isinstance(value, str) and len(value) > CELL:
        raise FileRefused("long", line=number, most=CELL)
    return value
