"""What the file of a circle (一圈一档) holds beside its record, as a subject offers it.

One subject declares `CircleFiles`; the pages render it without knowing the subject.
"""

from collections.abc import Callable
from dataclasses import dataclass

from . import offers


@dataclass(frozen=True)
class CircleFiles:
    """The functions of a subject that keeps files of circles.

    `by_type(circle)` gives figures of outlets by business type, `total(lines)` all together,
    `by_basis(circle)` how many outlets belong to it for which reason, with `bases` naming the
    reasons, `suspected(circle)` how many open ones may be counted twice; `to_draw(circle)` the
    open outlets with position and type; `filters(circle)` what finds them in their list.
    `outlines(circle)` gives the outlines that are kept apart (`kind`, `geometry`, `source`,
    `as_of`, `error_m`, `method`), `past(circle)` their history. `draw(user, circle, …)` and
    `remove(user, circle, kind)` raise `PermissionDenied` and `ValidationError`; `kinds` names all
    kinds, `drawn` are those that staff draw. `tasks(circle)` are the tasks of the documents that
    concern it. `ground(west, south, east, north)` gives imported `streets`, `barriers` and
    `streets_as_of` in a box of degrees.
    """

    by_type: Callable
    total: Callable
    by_basis: Callable
    suspected: Callable
    bases: dict
    to_draw: Callable
    filters: Callable
    outlines: Callable
    kinds: list
    past: Callable
    drawn: tuple
    may_edit: Callable
    draw: Callable
    remove: Callable
    tasks: Callable
    ground: Callable


def offer():
    """The declared `CircleFiles`."""
    return offers.of(CircleFiles)
