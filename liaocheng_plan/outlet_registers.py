"""A register that staff fill from files, as a subject offers it: the pages know no more.

A run has `state` (mapping, checking, ready, refused, applying, done, cancelled, failed), `counts`
by action, `columns`, `ignored`, `hints`, `refusal`, and who did what when. Every function that
takes a user raises `PermissionDenied`; `submit` also `FileRefused`, the steps `ValidationError`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from . import offers


@dataclass(frozen=True)
class Imports:
    """Imports into `collection`, from the file to the register.

    `submit(user, upload, source=, as_of=, datum=)` gives a run, `runs(user)` all that are seen;
    `steps` are `{name: function(user, run, …)}`. `told(run)` is `{done, total}` or None;
    `problem(row)` a sentence; `changes(run)` gives `(line, outlet, [(field, before, after)])`;
    `actions` are the codes of what a row does, with their words; `columns` the known ones.
    """

    collection: str
    may: Callable
    runs: Callable
    submit: Callable
    steps: dict
    told: Callable
    problem: Callable
    changes: Callable
    sources: Callable
    template: Callable
    actions: tuple
    columns: tuple


@dataclass(frozen=True)
class Choices:
    """What people say of a file: which heading is which field, which word which business type.

    `headings(run)` are `{heading, values, field, is_open}` with `fields(run)` to choose from;
    `clashing(rows)` and `lacking(run, rows)` say what cannot hold. `type_words(run)` are `{word,
    rows, type, is_decided}` with `types()` by tier; `may_type(user)` says who decides them.
    `made(run)` are `{kind, given, made_at, made_by, taken_from}`, what was said so far;
    `meanings()` are the words of all that can be chosen.
    """

    headings: Callable
    fields: Callable
    clashing: Callable
    lacking: Callable
    type_words: Callable
    types: Callable
    may_type: Callable
    made: Callable
    meanings: Callable


@dataclass(frozen=True)
class Duplicates:
    """Pairs of `collection` that may be one: `pairs(user, state)` and what is decided of them.

    `pairs(…, of)` are those of an outlet or a circle, `of` by `limits`: `{limit: [key, …]}`.
    `open_pairs(user, outlets)` counts the open ones by id of the outlet.
    A pair has `first`, `second`, `metres`, `state`; `merge(user, pair, id that stays)`,
    `separate(user, pair)` and `undo(user, pair)`.
    """

    collection: str
    may: Callable
    may_decide: Callable
    pairs: Callable
    limits: tuple
    open_pairs: Callable
    merge: Callable
    separate: Callable
    undo: Callable


def imports():
    """The declared `Imports`."""
    return offers.of(Imports)


def choices():
    """The declared `Choices`."""
    return offers.of(Choices)


def duplicates():
    """The declared `Duplicates`."""
    return offers.of(Duplicates)
