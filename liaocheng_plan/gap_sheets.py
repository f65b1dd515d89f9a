"""Gap sheets as a subject offers them: what the pages render without knowing the subject.

A sheet has `circle`, `place` (`collection/key`), `standard`, `rows`, `further`, `reasons` and
`verdict`; a row has `type` (with `tier`), `state`, `evidence` and `maybe`. One subject declares
`GapSheets` and, where circles of two documents are the same ones, `Matching`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from . import offers


class State(StrEnum):
    """What is known of one type in one circle."""

    PRESENT = "present"
    ABSENT = "absent"
    CONTRADICTORY = "contradictory"
    NOT_STATED = "not_stated"


class Check(StrEnum):
    """What one criterion of a standard gives, and all of them together."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_STATED = "not_stated"


@dataclass(frozen=True)
class GapSheets:
    """The functions of a subject that judges circles.

    `collections` names its kinds of circle. `standards()` lists the standards, latest last;
    `usual(circle, among)` picks the one a circle is first held against. `sheets(circles,
    standard)` takes few queries however many circles. `nearest(circle, row)` gives
    `(outlet, metres or None)`, nearest first; `origin(circle)` what is measured from: its declared
    boundary (an outline), its middle (a point) or None. `words(row)` are the words that prove its
    type.
    `kinds()` are the kinds of business that a visit is about, `visits(circle)` what staff found;
    `record(user, circle, …)` and `withdraw(user, visit)` raise `PermissionDenied` and
    `ValidationError`.
    """

    collections: tuple
    standards: Callable
    usual: Callable
    sheets: Callable
    nearest: Callable
    origin: Callable
    words: Callable
    kinds: Callable
    visits: Callable
    may_visit: Callable
    record: Callable
    may_withdraw: Callable
    withdraw: Callable


@dataclass(frozen=True)
class Matching:
    """Which circle of one document is which of another; nobody but staff says so.

    `collection` is the kind that is matched, to at most one circle of `others`, or to none of
    them. `candidates(circle)` gives every other one with `metres` (None: one of the two has no
    position) and `words` in common. `decide(user, circle, other or None, note)` and
    `reopen(user, circle)` raise `PermissionDenied` and `ValidationError`.
    """

    collection: str
    others: str
    rows: Callable
    candidates: Callable
    may_decide: Callable
    decide: Callable
    reopen: Callable
    past: Callable


@dataclass(frozen=True)
class Crosswalk:
    """Which words of which list name one kind of business, and who confirms it.

    `lines()` have `concept` (`words`, `narrower`, `broader`, `confirmed`), `by_list` (words by the
    key of one of `lists()`) and `others`. `confirm(user, keys)` gives how many it confirmed and
    raises `PermissionDenied`.
    """

    lists: Callable
    lines: Callable
    may_confirm: Callable
    confirm: Callable


def offer():
    """The declared `GapSheets`."""
    return offers.of(GapSheets)


def matching():
    """The declared `Matching`."""
    return offers.of(Matching)


def crosswalk():
    """The declared `Crosswalk`."""
    return offers.of(Crosswalk)
