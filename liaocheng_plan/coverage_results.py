"""Coverage as a subject offers it: what pages and API render without knowing the subject.

A run has `state`, `progress`, `rule`, `method` (`{way: straight | network, …}`), `basis`
(`{rule, datasets, outlets, …}`), `asked_at`, `read_at`, `finished_at`. A result has `place`
(`collection/key`, "" for the city), `concept` or `standard`, whole people (`people`, `people_low`,
`people_in`, `people_high`), `communities…`, shares `area_…`, and a `reason` where there is none.
"""

from collections.abc import Callable
from dataclasses import dataclass

from . import offers


@dataclass(frozen=True)
class Coverage:
    """The functions of a subject that computes coverage.

    `latest()` is the last run with figures, `pending()` one that waits, runs or failed since;
    `changed(run)` names what changed since it read its data. `results(run, place)` takes one
    query; `places()` lists circles as `(place, number, name)`. `rules()` can be computed by,
    `kinds_of(key)` are the ids of the kinds of business that a standard's lists name;
    `datasets()` is all that staff gave. `give`, `use` and `start` raise `PermissionDenied` and
    `ValidationError`; `refusal(dataset)` says in words why a file was refused. `outline(place)` is
    a circle's computed reach, `outlines(place or None)` a queryset of them. `lines(run)` gives the
    barriers and crossings that a run knew as `(kind, name, geometry)`. `kinds()` are the kinds of
    business as `(key, name)`; `of_kind(run, key)` the results of one for the city and every circle
    ("": of each standard), `outlets(key)` its open outlets as a queryset, which the map draws as
    layer `outlet_layer`; `reaches(run, radius_m)` the reach of every circle that goes with them.
    A reach may be doubted where the circle's position is farther off than `trusted_m`.
    """

    latest: Callable
    pending: Callable
    changed: Callable
    results: Callable
    places: Callable
    rules: Callable
    kinds_of: Callable
    datasets: Callable
    may_manage: Callable
    give: Callable
    use: Callable
    start: Callable
    refusal: Callable
    outline: Callable
    outlines: Callable
    lines: Callable
    kinds: Callable
    of_kind: Callable
    outlets: Callable
    outlet_layer: str
    reaches: Callable
    trusted_m: int


def offer():
    """The declared `Coverage`."""
    return offers.of(Coverage)
