"""Cells of a file as typed values, one column of a batch at a time; what is wrong is kept."""

from functools import partial
from itertools import repeat

from . import values
from .columns import BY_NAME
from .problems import Problem, Wrong

SHOWN = 80
LONGEST = {"source_ref": 80, "name": 200, "location_text": 250}
DISTINCT = {*LONGEST, "longitude", "latitude"}
"""Columns whose values seldom come again."""
REMEMBERED = 20_000
"""Values of one other column that are parsed once only."""
UNSEEN = object()
PARSERS = {
    **{name: partial(values.short, most=most) for name, most in LONGEST.items()},
    **dict.fromkeys(("longitude", "latitude"), values.degrees),
    "floor_area_m2": values.decimal,
    "employees": values.whole,
    "is_chain": values.truth,
    "opened_on": values.day,
    "closed_on": values.day,
}


def named_by(known):
    """Parser of a column that names a record."""
    return lambda value: known.get(values.text(value))


class Reader:
    """Reads one column of a file; a blank cell is "" in texts and None in all others."""

    def __init__(self, name, parse):
        self.name, self.parse = name, parse
        blank = "" if name in LONGEST else None
        self.known = {None: blank, "": blank}
        self.room = 0 if name in DISTINCT else REMEMBERED

    def read(self, cells):
        """`(values, [(place in the batch, Problem), …])`; a value that is wrong is a `Wrong`."""
        found, problems = list(map(self.known.get, cells, repeat(UNSEEN))), []
        for at, value in enumerate(found):
            if value is UNSEEN:
                value = found[at] = self.first(cells[at])
            if value.__class__ is Wrong:
                problems.append((at, problem(self.name, cells[at], value)))
        return found, problems

    def first(self, cell):
        """A value that is not known yet, or `Wrong`."""
        try:
            found = self.parse(cell)
        except Wrong as error:
            found = error.with_traceback(None)  # it would hold on to the whole batch
        if self.room and isinstance(cell, str):
            self.known[cell] = found
            self.room -= 1
        return found


def problem(name, value, error):
    """A value that could not be taken."""
    return Problem(name, str(value)[:SHOWN], error.code, error.details)


def nameless(rows):
    """`(place, Problem)` of rows without a name."""
    for at, name in enumerate(rows["name"]):
        if name == "":
            yield at, Problem("name", "", "no_name", {})


def conflicts(rows):
    """`(place, Problem)` of values of one row that do not go together."""
    positions = zip(rows["given_longitude"], rows["given_latitude"], strict=True)
    for at, (lon, lat) in enumerate(positions):
        if (lon is None) != (lat is None):
            yield at, Problem("longitude", f"{lon}, {lat}", "half_position", {})
        elif lon == 0 and lat == 0:
            yield at, Problem("longitude", "0, 0", "zero", {})
    days = zip(rows["opened_on"], rows["closed_on"], strict=True)
    for at, (opened, closed) in enumerate(days):
        if opened and closed and closed < opened:
            yield at, Problem("closed_on", str(closed), "order", {})


def heading(name):
    """What a field is called in the template."""
    return BY_NAME[name].heading if name in BY_NAME else ""
