"""Rows of a file as checked outlets: typed, placed, named by a key; what is wrong is kept.

They are checked a batch at a time, column by column: `{field: [value of each row]}`, positions in
WGS 84, `given_…` as in the file. An outlet is found again by its source and the source's own
number. Where the file has none, by name, place (address, else position) and type: another of
these three is another outlet.
"""

from hashlib import blake2b
from itertools import compress, repeat, zip_longest
from operator import itemgetter

import numpy as np
import shapely

from circles.models import CircleBasis
from liaocheng_plan.imports import datums
from liaocheng_plan.places.models import AreaBasis

from . import placing, words
from .columns import BY_NAME
from .problems import Problem
from .reading import LONGEST, PARSERS, SHOWN, Reader, conflicts, named_by, nameless

KEPT_AS = {
    "longitude": "given_longitude",
    "latitude": "given_latitude",
    "circle": "stated_circle",
}
"""Fields of columns that say what a row then is, not what is kept."""
SEPARATOR = "\x1f"


class Checker:
    """Checks the rows of one file, batch by batch; `areas` limit whose outlets may be sent.

    `types` are words of business types that people gave one, `{word: key}`.
    """

    def __init__(self, found, datum, source, areas=None, types=None):
        self.datum, self.source, self.areas = datum, source, areas
        self.area_words, self.districts = words.Areas(), placing.Districts()
        self.circles = placing.Circles()
        self.points = self.outside = self.swapped = self.metres = 0
        named = {"area": self.area_words, "circle": words.Circles()}
        named["business_type"] = words.Types(types)
        parsers = PARSERS | {name: named_by(known) for name, known in named.items()}
        self.found, self.readers = found, {name: Reader(name, parsers[name]) for name in found}

    def batch(self, lines):
        """`(rows, [(line, Problem), …])` of `(line, cells)`; refused rows are left out."""
        rows, told = taken(*self.read(lines))
        for look in (conflicts, self.place, self.not_allowed):
            rows, further = taken(rows, list(look(rows)))
            told += further
        rows["key"] = keys(self.source, rows)
        rows["digest"] = digests(self.datum, rows)
        return rows, sorted(told, key=itemgetter(0))

    def read(self, lines):
        """The values of all columns, also of those that the file lacks, and what is wrong."""
        numbers, cells = zip(*lines, strict=True)
        rows, problems, columns = {"line": numbers}, [], list(zip_longest(*cells))
        for name in BY_NAME:
            values, index = ["" if name in LONGEST else None] * len(lines), self.found.get(name)
            if index is not None and index < len(columns):
                values, wrong = self.readers[name].read(columns[index])
                problems += wrong
            rows[KEPT_AS.get(name, name)] = values
        return rows, [*problems, *nameless(rows)]

    def place(self, rows):
        """Set area, circle and WGS 84 position; yields `(place in the batch, Problem)`."""
        set_stated(rows)
        places = [at for at, x in enumerate(rows["given_longitude"]) if x is not None]
        rows["longitude"], rows["latitude"] = ([None] * len(rows["line"]) for _axis in range(2))
        if places:
            yield from self.locate(rows, places)

    def locate(self, rows, places):
        """The same for the rows with a position; what the source states stays."""
        given = [np.array([rows[f"given_{axis}"][at] for at in places]) for axis in AXES]
        lon, lat = datums.to_wgs84(self.datum, *given)
        inside, points = placing.in_extent(lon, lat), shapely.points(lon, lat)
        self.count(*given, inside)
        located = zip(self.districts.at(points), self.circles.at(points), strict=True)
        for at, x, y, ok, (area, circle) in zip(
            places, lon.tolist(), lat.tolist(), inside.tolist(), located, strict=True
        ):
            rows["longitude"][at], rows["latitude"][at] = x, y
            if not ok or (area is None and self.districts.known):
                yield at, off(rows, at, "beyond" if ok else "outside", refused=not ok)
            if area is not None and rows["area"][at] is None:
                rows["area"][at], rows["area_basis"][at] = area, AreaBasis.LOCATED.value
            if not rows["circle_basis"][at]:
                for name, value in zip(CIRCLE, circle, strict=True):
                    rows[name][at] = value

    def count(self, lon, lat, inside):
        """How many points lie outside, and what that looks like."""
        self.points += len(inside)
        self.outside += int((~inside).sum())
        self.swapped += int((~inside & placing.in_extent(lat, lon)).sum())
        self.metres += int((np.abs(lat) > 90).sum())

    def not_allowed(self, rows):
        """`(place in the batch, Problem)` of rows in areas of others."""
        for at, area in enumerate(rows["area"] if self.areas is not None else ()):
            if area not in self.areas:
                name = self.area_words.names.get(area, "—")
                yield at, Problem("area", name, "not_yours", {"area": name})


AXES = ("longitude", "latitude")
CIRCLE = ("circle", "pilot", "circle_basis")


def taken(rows, problems):
    """The rows but those that are refused, and `(line, Problem)` for `(place, Problem)`."""
    told = [(rows["line"][at], problem) for at, problem in problems]
    refused = {at for at, problem in problems if problem.refused}
    if refused:
        keep = [at not in refused for at in range(len(rows["line"]))]
        rows = {name: list(compress(values, keep)) for name, values in rows.items()}
    return rows, told


def set_stated(rows):
    """The bases of area and circle as far as the source names them."""
    stated = rows["stated_circle"]
    for field in CIRCLE[:2]:
        rows[field] = [found[1] if found and found[0] == field else None for found in stated]
    rows["circle_basis"] = [CircleBasis.STATED.value if found else "" for found in stated]
    rows["area_basis"] = [None if area is None else AreaBasis.STATED.value for area in rows["area"]]


def off(rows, at, code, refused):
    """A position that does not fit."""
    value = f"{rows['given_longitude'][at]}, {rows['given_latitude'][at]}"
    return Problem("longitude", value[:SHOWN], code, {}, refused)


def by_row(rows, *names):
    """The values of some fields, row by row."""
    return zip(*(rows[name] for name in names), strict=True)


def keys(source, rows):
    """The keys of outlets: always the same for the same outlet of the same source."""
    names = ("source_ref", "name", "location_text", "given_longitude", "given_latitude")
    return [
        key_of(source, ref) if ref else key_of(source, "", name, text or f"{x},{y}", str(kind))
        for ref, name, text, x, y, kind in by_row(rows, *names, "business_type")
    ]


def key_of(*parts):
    """The key of an outlet that is told from others by these."""
    return f"outlet-{blake2b(SEPARATOR.join(parts).encode(), digest_size=10).hexdigest()}"


def digests(datum, rows):
    """Digests of what a file says of its outlets; what follows from a place is no part of them."""
    areas = [
        area if basis == AreaBasis.STATED else None
        for area, basis in by_row(rows, "area", "area_basis")
    ]
    said = zip(
        *(rows[name] for name in ("source_ref", "name", "business_type", "location_text")),
        areas,
        rows["stated_circle"],
        zip(repeat(datum), rows["given_longitude"], rows["given_latitude"]),
        *(rows[name] for name in ("floor_area_m2", "employees", "is_chain")),
        *(rows[name] for name in ("opened_on", "closed_on")),
        strict=True,
    )
    return [blake2b(repr(one).encode(), digest_size=16).hexdigest() for one in said]
