"""Everything that a clause states: its numbers, its listed names, its roads, its firms."""

from dataclasses import dataclass

from .found import ENTRY, ITEM, LABEL, NUMBER, Found
from .names import find_names
from .numbers import find_numbers
from .places import find_bodies, find_places


@dataclass(frozen=True)
class Known:
    """Names that the fixtures know, folded: any with a Chinese numeral, roads, firms and bodies."""

    with_numerals: frozenset = frozenset()
    roads: frozenset = frozenset()
    bodies: frozenset = frozenset()


def find(clause, known=None):
    """`Found` of a `ClauseText`, by place."""
    known = known or Known()
    numbers = [
        Found(NUMBER, core, start, end, shown=shown)
        for core, shown, start, end in find_numbers(clause, known.with_numerals)
    ]
    names = without_doubles(find_names(clause), numbers)
    entries = [name for name in names if name.kind == ENTRY]
    places = [p for p in find_places(clause, known.roads) if not inside(p, entries)]
    listed = [name for name in names if name.kind in (ENTRY, ITEM)]
    bodies = [b for b in find_bodies(clause, known.bodies) if not inside(b, listed + places)]
    found = numbers + names + places + bodies
    return sorted(found, key=lambda item: (item.start, item.end, item.kind))


def without_doubles(names, numbers):
    """The names without headings and cells that are found as something else already."""
    taken = {(n.start, n.end) for n in numbers} | {
        (n.start, n.end) for n in names if n.kind != LABEL
    }
    return [name for name in names if name.kind != LABEL or (name.start, name.end) not in taken]


def inside(found, others):
    """Whether something is part of one of the others."""
    return any(other.start <= found.start and found.end <= other.end for other in others)
