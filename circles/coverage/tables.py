"""From the rows of a file to the rows of each kind of data; raises `Refused` and names the row."""

from functools import cache
from pathlib import Path

import numpy as np
import shapely
import yaml
from django.contrib.gis.geos import GEOSGeometry

from circles.models import Barrier, PopulationUnit
from liaocheng_plan.places.models import CITY_EXTENT

from . import cutting
from .refusals import Refused

NAMES = ("名称", "小区名称", "小区", "name", "NAME")
COMMUNITIES = ("社区", "社区名称", "community")
PEOPLE = ("人口", "常住人口", "人口数", "人数", "people", "population", "pop")
HOUSEHOLDS = ("户数", "总户数", "households")
KINDS = ("类型", "类别", "kind", "type", "fclass", "waterway", "railway", "highway")
POINTS = {"Point", "MultiPoint"}
LINES = {"LineString", "MultiLineString"}
AREAS = {"Polygon", "MultiPolygon"}


def people(table):
    """`(units, found)`: unsaved `PopulationUnit`s, and what was read in numbers."""
    column = first_of(table, PEOPLE)
    if column is None:
        raise Refused("column", known="、".join(PEOPLE), names="、".join(table.names))
    mended = sound(table, {"Point"} | AREAS)
    units = [unit(table, row, shape, column) for row, shape in enumerate(table.shapes)]
    return units, {
        "rows": len(units),
        "people": sum(one.people or 0 for one in units),
        "unknown": sum(one.people is None for one in units),
        "communities": len({one.community for one in units} - {""}),
        "mended": mended,
    }


def unit(table, row, shape, column):
    """One unit; without a name of its own it has that of its community."""
    community = text(table, row, COMMUNITIES)
    return PopulationUnit(
        name=text(table, row, NAMES) or community,
        community=community,
        people=whole(table, row, column),
        households=whole(table, row, first_of(table, HOUSEHOLDS)),
        geometry=wkb(shape),
    )


def barriers(table):
    """`(barriers, found)`: lines and areas that bar the way."""
    mended = sound(table, LINES | AREAS)
    return named(table), {"rows": len(table.rows), "mended": mended}


def crossings(table):
    """`(crossings, found)`: points and lines where a barrier is crossed."""
    sound(table, {"Point"} | LINES)
    return named(table), {"rows": len(table.rows)}


def named(table):
    """Unsaved `Barrier`s."""
    return [
        Barrier(name=text(table, row, NAMES), kind=text(table, row, KINDS), geometry=wkb(shape))
        for row, shape in enumerate(table.shapes)
    ]


def streets(table):
    """`(edges, found)`: lines that one may walk on, cut where they meet, in WGS 84 degrees."""
    kept = np.array([may_walk(row) for row in table.rows], dtype=bool)
    present = ~shapely.is_missing(table.shapes)
    is_line = np.isin(shapely.get_type_id(table.shapes), (1, 5))
    inside = shapely.intersects(shapely.box(*CITY_EXTENT), table.shapes)
    wanted = kept & present & is_line & inside
    if not (present & inside).any():
        raise Refused("nowhere", layer=table.layer)
    if not wanted.any():
        raise Refused("walkable", number=len(kept))
    found = cutting.cut(table.shapes[wanted])
    return found, {
        "rows": len(kept),
        "kept": int(wanted.sum()),
        "outside": int((present & ~inside).sum()),
        "edges": len(found),
    }


@cache
def tags():
    """Which tags of a street allow walking."""
    return yaml.safe_load(Path(__file__).with_name("walkable.yaml").read_text(encoding="utf-8"))


def may_walk(row):
    """Whether one may walk on a line; a file without these columns has walkable streets only."""
    rules, foot = tags(), row.get("foot")
    if "highway" in row and row["highway"] not in rules["highway"] and foot not in rules["allowed"]:
        return False
    if foot in rules["refused"]:
        return False
    return row.get("access") not in rules["refused"] or foot in rules["allowed"]


def sound(table, wanted):
    """Check kinds and places of all shapes; outlines that cross themselves are mended, counted."""
    for row, shape in enumerate(table.shapes, 1):
        if shape is None or shape.is_empty:
            raise Refused("missing", row=row)
        if shape.geom_type not in wanted:
            raise Refused(
                "geometry", row=row, found=shape.geom_type, wanted="、".join(sorted(wanted))
            )
    outside = np.flatnonzero(~shapely.within(table.shapes, shapely.box(*CITY_EXTENT)))
    if len(outside):
        raise Refused("outside", number=len(outside), row=int(outside[0]) + 1)
    broken = ~shapely.is_valid(table.shapes)
    table.shapes[broken] = shapely.make_valid(table.shapes[broken])
    return int(broken.sum())


def first_of(table, names):
    """The first of these columns that the file has, else None."""
    return next((name for name in names if name in table.names), None)


def text(table, row, names):
    """The first of these columns that has a text in a row."""
    found = (table.rows[row].get(name) for name in names)
    return next((str(value).strip()[:120] for value in found if value not in (None, "")), "")


def whole(table, row, column):
    """A whole number from 0 up, None where the cell is empty; raises `Refused`."""
    value = table.rows[row].get(column) if column else None
    if value is None or str(value).strip() == "":
        return None
    try:
        number = float(str(value).strip().replace(",", ""))
    except ValueError:
        number = -1
    if not 0 <= number < 2**31 or number != int(number):
        raise Refused("number", row=row + 1, column=column, value=str(value)[:40])
    return int(number)


def wkb(shape):
    """A shape as Django takes it."""
    return GEOSGeometry(memoryview(shapely.to_wkb(shape)), srid=4326)
