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
}
OUTLINES = {
    "declared": gettext_lazy("declared boundary"),
    "community": gettext_lazy("administrative community"),
    "reach": gettext_lazy("computed reach"),
}


def moment(at):
    """A moment in the reader's words, Shanghai time; "" for none."""
    return f"{numbers.day(localtime(at).date())} {date_format(localtime(at), 'H:i')}" if at else ""


def sentences(run):
    """All that stands behind a run's figures, one sentence each, shortest to tell first."""
    method, basis = run.method, run.basis
    found = [way(method, basis), spread(method), barred(method), peopled(method, basis)]
    return [text for text in (*found, counted(basis), judged(method, basis)) if text]


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


def barred(method):
    """What was done about rivers and railways."""
    if method["way"] == "network":
        off = method["off_network"]
        text = "%(n)s place where people live lies farther than 300 m from any street"
        many = "%(n)s places where people live lie farther than 300 m from any street"
        return ngettext(text, many, off) % {"n": off} if off else ""
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
