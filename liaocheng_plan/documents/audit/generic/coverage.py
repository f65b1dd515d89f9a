"""How many people places of one size can serve, against those that they shall serve."""

from django.utils.translation import gettext_lazy as _

from ..declaring import AMBIGUITY, HOLDS, LOW, MEDIUM, Found, rule
from ..numbers import rounded, show
from ..selecting import point
from ..telling import told
from .checks import TOLERANCE, computed, listing

ENOUGH = _(
    "%(places)s places of %(first)s each (%(first_at)s) hold %(held)s: enough for %(people)s."
)
TOO_FEW = _(
    "%(places)s places of %(first)s each (%(first_at)s) hold %(held)s, but %(people)s are to be"
    " served: each would have to serve about %(needed)s."
)


@rule(
    "coverage",
    _("Full coverage by places of one size: %(what)s"),
    _("So many places of the standard's size must hold the people that they shall serve."),
    choice=False,
)
def coverages(book):
    """`list` × `standard` against `people`, or, where none are stated, `total` ÷ `per_head`."""
    for check in book.checks_of("coverage"):
        size = point(book, check.settings["standard"])
        first, places, _twice = listing(book, check.settings["list"])
        people, shown, given = to_serve(book, check.settings)
        if people is None:
            continue
        right = places * size.value >= people * (1 - TOLERANCE)
        needed = rounded(people / places, 1)
        yield Found(
            kind=HOLDS if right else AMBIGUITY,
            subject=check.key,
            readings=[
                {**computed(places, first), "says": "listed"},
                size.reading(),
                *(p.reading() for p in given),
                computed(needed, size.row),
            ],
            sentence=told(
                ENOUGH if right else TOO_FEW,
                size.reading(),
                places=places,
                held=f"{show(places * size.value)}{size.unit}",
                people=f"{shown}{size.unit}",
                needed=f"{show(needed)}{size.unit}",
            ),
            arithmetic=f"{places} × {show(size.value)}{size.unit} = "
            f"{show(places * size.value)}{size.unit} {'≥' if right else '<'} {shown}{size.unit}; "
            f"{shown}{size.unit} ÷ {places} ≈ {show(needed)}{size.unit}",
            what=check.name,
            severity=LOW if right else MEDIUM,
        )


def to_serve(book, settings):
    """`(people, their number as shown, figures that it comes from)`; None where none is printed."""
    if "people" in settings:
        stated = point(book, settings["people"])
        return stated.value, show(stated.value or 0), [stated]
    given = [point(book, settings[name]) for name in ("total", "per_head") if name in settings]
    if len(given) < 2 or any(not place.value for place in given):
        return None, "", given
    implied = rounded(given[0].value / given[1].value, 1)
    return implied, show(implied), given
