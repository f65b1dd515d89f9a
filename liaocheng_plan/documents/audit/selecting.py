"""How checks name what they compare: `targets/x.value`, `zones?kind=zone`, `markets.field`."""

from dataclasses import dataclass

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

    def reading(self):
        """The reading that it is."""
        return self.row.reading(self.path)


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
