"""How checks name what they compare: `targets/x.value`, `zones?kind=zone`, `markets.field`."""

from dataclasses import dataclass

from . import units
from .numbers import number


class Unknown(ValueError):
    """A check that names something that is not there."""


@dataclass(frozen=True)
class Point:
    """One value: a row and a path in it."""

    row: object
    path: str

    @property
    def value(self):
        """The value as a number, None where none is printed."""
        return number(self.row.value(self.path))

    @property
    def unit(self):
        """The unit of the value; "" where none is known."""
        return units.unit_of(self.row, self.path)

    @property
    def shown(self):
        """The value with the printed digits and its unit."""
        return units.worth(units.printed(self.reading()), self.unit)

    def reading(self, **more):
        """The reading that it is."""
        return self.row.reading(self.path, **more)


def point(book, text):
    """The value that `collection/key.path` names; raises `Unknown` where no such record is."""
    ref, _dot, path = text.partition(".")
    if ref not in book.by_ref:
        raise Unknown(text)
    return Point(book.by_ref[ref], path)


def select(book, text):
    """Rows of `collection` or `collection?field=value&…`; an area stands for all below it."""
    name, _mark, query = text.partition("?")
    rows = book.by_collection.get(name, [])
    for condition in filter(None, query.split("&")):
        field, _equals, wanted = condition.partition("=")
        allowed = book.within(wanted) if field == "area" else {wanted}
        rows = [row for row in rows if str(row.value(field)) in allowed]
    return rows


def points(book, texts):
    """Values by `collection/key.path`, or by `collection.path` for one of each of its rows."""
    found = []
    for text in [texts] if isinstance(texts, str) else texts:
        if "/" in text.partition(".")[0]:
            found.append(point(book, text))
        else:
            selection, _dot, path = text.rpartition(".")
            found += [Point(row, path) for row in select(book, selection)]
    return found
