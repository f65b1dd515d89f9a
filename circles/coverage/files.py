"""Whether a file may be opened at all: by its beginning and its parts, never by its name alone.

GDAL opens what it recognises, and some of its formats name further files or hosts: only the four
that are asked for get that far.
"""

import zipfile
from pathlib import PurePath

from . import pbf
from .refusals import Refused

MB = 1024 * 1024
LARGEST_MB = 300
UNPACKED_MB = 1500
RATIO = 200  # of a packed part; shapefiles reach some 20
PARTS = {".shp", ".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix"}
DRIVERS = {
    "gpkg": "GPKG",
    "zip": "ESRI Shapefile",
    "geojson": "GeoJSON",
    "json": "GeoJSON",
    "osm": "OSM",
    "pbf": "OSM",
}


NO_CODE_PAGE = {0, 0x57}  # byte 29 of a .dbf: none, or Windows' own


def ending(name):
    """The last part of a file's name, lower case."""
    return PurePath(name).suffix.lower().lstrip(".")


def is_extract(name):
    """Whether a file is an OSM extract, by its name."""
    return DRIVERS.get(ending(name)) == "OSM"


def checked(path):
    """The path as GDAL opens it; raises `Refused`."""
    kind = ending(str(path))
    if kind not in DRIVERS:
        raise Refused("type")
    size = path.stat().st_size
    if size > LARGEST_MB * MB:
        raise Refused("size", size=size // MB, most=LARGEST_MB)
    with path.open("rb") as file:
        beginning = file.read(4096)
    if not BEGINS[kind](beginning):
        raise Refused("damaged")
    if kind == "pbf":
        pbf.check(path)
    return f"/vsizip/{path}/{shapefile(path)}" if kind == "zip" else str(path)


def is_osm(beginning):
    """Whether XML begins as an OSM file and declares no entities."""
    return b"<osm" in beginning and b"<!" not in beginning.split(b"<osm", 1)[0]


def is_json(beginning):
    """Whether it may be a GeoJSON object."""
    return beginning.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


BEGINS = {
    "gpkg": lambda data: data.startswith(b"SQLite format 3\x00"),
    "zip": lambda data: data.startswith(b"PK"),
    "geojson": is_json,
    "json": is_json,
    "osm": is_osm,
    "pbf": lambda data: b"OSMHeader" in data[:64],
}


def shapefile(path):
    """The name of the one shapefile in a .zip that may be unpacked; raises `Refused`."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise Refused("damaged") from error
    total = sum(entry.file_size for entry in entries)
    swollen = any(e.file_size > RATIO * max(e.compress_size, 65536) for e in entries)
    if total > UNPACKED_MB * MB or swollen:
        raise Refused("bomb")
    names = [entry.filename for entry in entries]
    shapes = [name for name in names if name.lower().endswith(".shp")]
    strange = [name for name in names if PurePath(name).suffix.lower() not in PARTS]
    if len(shapes) != 1 or strange or ".." in PurePath(shapes[0]).parts:
        raise Refused("zip")
    return shapes[0]


def encoding(path):
    """The encoding to read a zipped shapefile's texts in, None where it names one itself.

    Chinese offices write GBK and often say so nowhere; GB 18030 reads it, and plain ASCII.
    """
    if ending(path.name) != "zip":
        return None
    with zipfile.ZipFile(path) as archive:
        names = {PurePath(name).suffix.lower(): name for name in archive.namelist()}
        if ".cpg" in names or ".dbf" not in names:
            return None
        with archive.open(names[".dbf"]) as table:
            code_page = table.read(30)[29:]
    return "GB18030" if set(code_page) <= NO_CODE_PAGE else None
