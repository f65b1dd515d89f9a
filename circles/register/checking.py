"""Rows of a file as checked outlets: typed, placed, named by a key; what is wrong is kept.

An outlet is found again by its source and the source's own number. Where the file has none, by
name, place (address, else position) and type: another of these three is another outlet.
"""

from dataclasses import dataclass
from functools import partial
from hashlib import blake2b

import numpy as np

from circles.models import CircleBasis
from liaocheng_plan.imports import datums
from liaocheng_plan.places.models import AreaBasis

from . import placing, values, words
from .columns import BY_NAME
from .problems import Problem, Wrong

SHOWN = 80
LONGEST = {"source_ref": 80, "name": 200, "location_text": 250}
ATTRIBUTES = {
    "longitude": "given_longitude",
    "latitude": "given_latitude",
    "circle": "stated_circle",
}
REPEATED = {
    *("business_type", "area", "circle", "floor_area_m2", "employees"),
    *("is_chain", "opened_on", "closed_on"),
}
SEPARATOR = "\x1f"
REMEMBERED = 20_000
"""Values of one column that are parsed once only."""


@dataclass(slots=True)
class Row:
    """One outlet of a file; positions are WGS 84, `given_…` as in the file."""

    line: int
    source_ref: str = ""
    name: str = ""
    business_type: int | None = None
    location_text: str = ""
    area: int | None = None
    area_basis: str | None = None
    circle: int | None = None
    pilot: int | None = None
    circle_basis: str = ""
    longitude: float | None = None
    latitude: float | None = None
    given_longitude: float | None = None
    given_latitude: float | None = None
    floor_area_m2: object = None
    employees: int | None = None
    is_chain: bool | None = None
    opened_on: object = None
    closed_on: object = None
    key: str = ""
    digest: str = ""

    @property
    def stated_circle(self):
        """What the source says of the circle: None where it says nothing."""
        if self.circle_basis != CircleBasis.STATED:
            return None
        return ("circle", self.circle) if self.circle else ("pilot", self.pilot)

    @stated_circle.setter
    def stated_circle(self, found):
        """`(circle or pilot, id)` as the source says, or None."""
        if found is not None:
            setattr(self, *found)
            self.circle_basis = CircleBasis.STATED


class Checker:
    """Checks the rows of one file, batch by batch; `areas` limit whose outlets may be sent.

    `types` are words of business types that people gave one, `{word: key}`.
    """

    def __init__(self, found, datum, source, areas=None, types=None):
        self.datum, self.source, self.areas = datum, source, areas
        self.area_words, self.districts = words.Areas(), placing.Districts()
        self.circles = placing.Circles()
        self.points = self.outside = self.swapped = self.metres = 0
        parsers = PARSERS | named_by(words.Types(types), self.area_words, words.Circles())
        self.columns = [
            (
                name,
                index,
                ATTRIBUTES.get(name, name),
                {} if name in REPEATED else None,
                parsers[name],
            )
            for name, index in found.items()
        ]

    def batch(self, lines):
        """`([Row, …], [(line, Problem), …])` of `(line, values)`; refused rows are left out."""
        rows, problems = [], []
        for line, cells in lines:
            row, wrong = self.read(line, cells)
            problems += [(line, problem) for problem in wrong]
            if not wrong:
                rows.append(row)
        placed, further = self.place(rows)
        return placed, problems + further

    def read(self, line, cells):
        """One row and what is wrong with its values; what comes again is parsed once only."""
        row, wrong, width = Row(line), [], len(cells)
        for name, index, attribute, memory, parse in self.columns:
            value = cells[index] if index < width else None
            if value is None or value == "":
                continue
            try:
                found = parse(value) if memory is None else remembered(memory, parse, value)
            except Wrong as error:
                wrong.append(problem(name, value, error))
            else:
                setattr(row, attribute, found)
        if not row.name and not any(found.column == "name" for found in wrong):
            wrong.append(Problem("name", "", "no_name", {}))
        if row.area is not None:
            row.area_basis = AreaBasis.STATED
        return row, wrong or list(conflicts(row))

    def place(self, rows):
        """Convert and place the rows of a batch; `(rows that are taken, problems)`."""
        problems = []
        located = [row for row in rows if row.given_longitude is not None]
        refused = self.locate(located, problems) if located else set()
        kept = []
        for row in rows:
            if row.line in refused:
                continue
            wrong = self.not_allowed(row)
            if wrong:
                problems.append((row.line, wrong))
                continue
            row.key, row.digest = key_of(self.source, row), digest_of(self.datum, row)
            kept.append(row)
        return kept, problems

    def locate(self, rows, problems):
        """WGS 84, district and circle of rows with a position; lines of those outside."""
        given = (
            np.array([row.given_longitude for row in rows]),
            np.array([row.given_latitude for row in rows]),
        )
        lon, lat = datums.to_wgs84(self.datum, *given)
        inside = placing.in_extent(lon, lat)
        self.count(*given, inside)
        areas, circles = self.districts.at(lon, lat), self.circles.at(lon, lat)
        refused = set()
        for at, row in enumerate(rows):
            row.longitude, row.latitude = float(lon[at]), float(lat[at])
            if not inside[at]:
                refused.add(row.line)
                problems.append((row.line, off(row, "outside")))
                continue
            if areas[at] is None and self.districts.known:
                problems.append((row.line, off(row, "beyond", refused=False)))
            if row.area is None and areas[at] is not None:
                row.area, row.area_basis = areas[at], AreaBasis.LOCATED
            if not row.circle_basis:
                row.circle, row.pilot, row.circle_basis = circles[at]
        return refused

    def count(self, lon, lat, inside):
        """How many points lie outside, and what that looks like."""
        self.points += len(inside)
        self.outside += int((~inside).sum())
        self.swapped += int((~inside & placing.in_extent(lat, lon)).sum())
        self.metres += int((np.abs(lat) > 90).sum() if len(lat) else 0)

    def not_allowed(self, row):
        """The problem of a row in an area of others; None for own ones."""
        if self.areas is None or row.area in self.areas:
            return None
        area = self.area_words.names.get(row.area, "—")
        return Problem("area", area, "not_yours", {"area": area})


PARSERS = {
    **{name: partial(values.short, most=most) for name, most in LONGEST.items()},
    **dict.fromkeys(("longitude", "latitude"), values.degrees),
    "floor_area_m2": values.decimal,
    "employees": values.whole,
    "is_chain": values.truth,
    "opened_on": values.day,
    "closed_on": values.day,
}


def named_by(types, areas, circles):
    """Parsers of the columns that name a record."""
    known = {"business_type": types, "area": areas, "circle": circles}
    return {
        name: lambda value, get=found.get: get(values.text(value)) for name, found in known.items()
    }


def remembered(memory, parse, value):
    """A parsed value, from memory where it came before; raises `Wrong`."""
    found = memory.get(value, memory)
    if found is memory:
        found = parse(value)
        if len(memory) < REMEMBERED and isinstance(value, str):
            memory[value] = found
    return found


def conflicts(row):
    """Values of one row that do not go together."""
    lon, lat = row.given_longitude, row.given_latitude
    if (lon is None) != (lat is None):
        yield Problem("longitude", f"{lon}, {lat}", "half_position", {})
    if lon == 0 and lat == 0:
        yield Problem("longitude", "0, 0", "zero", {})
    if row.opened_on and row.closed_on and row.closed_on < row.opened_on:
        yield Problem("closed_on", str(row.closed_on), "order", {})


def problem(name, value, error):
    """A value that could not be taken."""
    return Problem(name, str(value)[:SHOWN], error.code, error.details)


def off(row, code, refused=True):
    """A position that does not fit."""
    value = f"{row.given_longitude}, {row.given_latitude}"
    return Problem("longitude", value[:SHOWN], code, {}, refused)


def key_of(source, row):
    """The key of an outlet: always the same for the same outlet of the same source."""
    if row.source_ref:
        parts = (source, row.source_ref)
    else:
        place = row.location_text or f"{row.given_longitude},{row.given_latitude}"
        parts = (source, "", row.name, place, str(row.business_type))
    text = SEPARATOR.join(parts)
    return f"outlet-{blake2b(text.encode(), digest_size=10).hexdigest()}"


def digest_of(datum, row):
    """A digest of what a file says of an outlet; what follows from its place is no part of it."""
    said = (
        row.source_ref,
        row.name,
        row.business_type,
        row.location_text,
        row.area if row.area_basis == AreaBasis.STATED else None,
        row.stated_circle,
        (datum, row.given_longitude, row.given_latitude),
        row.floor_area_m2,
        row.employees,
        row.is_chain,
        row.opened_on,
        row.closed_on,
    )
    return blake2b(repr(said).encode(), digest_size=16).hexdigest()


def heading(name):
    """What a field is called in the template."""
    return BY_NAME[name].heading if name in BY_NAME else ""
