"""Coverage in words: how it was computed, on what it rests, why there is no figure."""

from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from liaocheng_plan.coverage_words import plain, spread, way

from ..display import numbers

KINDS = {
    "population": gettext_lazy("people"),
    "barriers": gettext_lazy("barriers"),
    "crossings": gettext_lazy("crossings"),
    "streets": gettext_lazy("walkable streets"),
}
CHANGED = {
    "outlets": gettext_lazy("the outlets"),
    "data": gettext_lazy("the imported data"),
    "rule": gettext_lazy("the rule"),
    "circles": gettext_lazy("the circles"),
    "outlines": gettext_lazy("the outlines"),
    "words": gettext_lazy("the crosswalk of words"),
    "way": gettext_lazy("how those off the street network are counted"),
}
OUTLINES = {
    "declared": gettext_lazy("declared boundary"),
    "community": gettext_lazy("administrative community"),
    "reach": gettext_lazy("computed reach"),
}
AREAS = {
    "": gettext_lazy(
        "instead, share of the area of all circles’ outlines together (not of the city, not of"
        " people):"
    ),
    "declared": gettext_lazy(
        "instead, share of the area inside the circle’s declared boundary (not of people):"
    ),
    "community": gettext_lazy(
        "instead, share of the area of the circle’s administrative community (not of people):"
    ),
    "reach": gettext_lazy(
        "instead, share of the area of the circle’s computed reach (not of people):"
    ),
}
"""Of what a share of area is one, by the outline of its place; "" for the city."""


def moment(at):
    """A moment in the reader's words, Shanghai time; "" for none."""
    return f"{numbers.day(localtime(at).date())} {date_format(localtime(at), 'H:i')}" if at else ""


def sentences(run):
    """All that stands behind a run's figures, one sentence each, shortest to tell first."""
    method, basis = run.method, run.basis
    found = [way(method, basis), spread(method), *off_network(method), barred(method)]
    found += [peopled(method, basis), counted(basis), judged(method, basis)]
    return [text for text in found if text]


def factor(method):
    """The detour factor with its range; by streets there is none."""
    if method["way"] == "network":
        return _("none: streets are walked")
    low, high = (plain(method[name]) for name in ("factor_high_reach", "factor_low_reach"))
    return _("%(factor)s (range %(low)s to %(high)s)") % {
        "factor": plain(method["factor"]),
        "low": low,
        "high": high,
    }


def off_network(method):
    """What lies outside the street network, and how that is counted; nothing without one."""
    if not method.get("far_m"):
        return
    places, outlets = method["places_off"], method["outlets_off"]
    if places:
        yield people_off(places, method["people_off"])
    if outlets:
        yield outlets_off(outlets)
    yield _(
        "outside the network is what lies farther than %(m)s m from any street; nothing is said of"
        " those who live there, nor of those whom an outlet there alone might serve: one within"
        " the walking distance in a straight line"
    ) % {"m": method["far_m"]}


def people_off(places, people):
    """Who lives outside the network."""
    return ngettext(
        "%(n)s more place with %(people)s people lies outside the street network, not counted",
        "%(n)s more places with %(people)s people lie outside the street network, not counted",
        places,
    ) % {"n": numbers.plain(places), "people": numbers.plain(people)}


def outlets_off(outlets):
    """How many outlets lie outside the network."""
    return ngettext(
        "%(n)s outlet lies outside the street network, not counted",
        "%(n)s outlets lie outside the street network, not counted",
        outlets,
    ) % {"n": numbers.plain(outlets)}


def communities_off(communities):
    """How many communities those outside the network leave undecided."""
    return ngettext(
        "%(n)s more community is undecided outside the street network, not counted",
        "%(n)s more communities are undecided outside the street network, not counted",
        communities,
    ) % {"n": numbers.plain(communities)}


def left_out(result):
    """Who is in no sum because of the network, one sentence each."""
    if result.places_off:
        yield people_off(result.places_off, result.people_off)
    if result.people_unsure:
        yield _(
            "%(people)s more people have near them only an outlet outside the street network: not"
            " known, not counted"
        ) % {"people": numbers.plain(result.people_unsure)}


def barred(method):
    """What was done about rivers and railways."""
    if method["way"] == "network":
        return ""
    if not method["barriers"]:
        return _("no rivers, railways or expressways were known, so none bars the way")
    n = method["crossings"]
    return ngettext(
        "barriers are crossed at %(n)s recorded crossing only",
        "barriers are crossed at %(n)s recorded crossings only",
        n,
    ) % {"n": n}


def peopled(method, basis):
    """Where the people come from."""
    given = basis["datasets"].get("population")
    if given is None:
        return _("no population data, so no share of people is known")
    return _(
        "people: %(name)s (%(source)s, %(day)s), spread evenly inside an area on a grid of"
        " %(grid)s m"
    ) % {
        "name": given["name"],
        "source": given["source"],
        "day": numbers.day(date.fromisoformat(given["as_of"])),
        "grid": method["grid_m"],
    }


def counted(basis):
    """Which outlets counted."""
    return _(
        "outlets: %(n)s open ones with type and position, %(uncertain)s of them to be checked on"
        " the ground; left out: %(unplaced)s without a position, %(untyped)s without a type"
    ) % {
        "n": numbers.plain(basis["outlets"]),
        "uncertain": numbers.plain(basis["outlets_uncertain"]),
        "unplaced": numbers.plain(basis["outlets_unplaced"]),
        "untyped": numbers.plain(basis["outlets_untyped"]),
    }


def judged(method, basis):
    """The rule, and when a community counts."""
    return _(
        "rule: %(rule)s; a community counts where at least %(share)s%% of its people are in reach"
    ) % {
        "rule": basis["rule"]["name"],
        "share": numbers.plain(method["community_share_min"]),
    }


def what_changed(names):
    """What changed since a run, in one sentence; "" for nothing."""
    if not names:
        return ""
    words = _(", ").join(str(CHANGED[name]) for name in names)
    return _("Changed since: %(what)s. The figures are out of date; compute again.") % {
        "what": words
    }
