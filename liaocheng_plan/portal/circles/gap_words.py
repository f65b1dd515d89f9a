"""Gap sheets in words: states, outcomes, criteria; what a pair of numbers says as a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from liaocheng_plan.gap_sheets import Check
from liaocheng_plan.gap_sheets import State as Known

from ..display import numbers
from ..display.states import State

STATES = {
    Known.PRESENT: State(gettext_lazy("present"), "check", "good"),
    Known.ABSENT: State(gettext_lazy("absent"), "cross", "bad"),
    Known.CONTRADICTORY: State(gettext_lazy("contradictory"), "question", "behind"),
    Known.NOT_STATED: State(gettext_lazy("not stated"), "blank"),
}
CHECKS = {
    Check.MET: State(gettext_lazy("meets the standard"), "check", "good"),
    Check.NOT_MET: State(gettext_lazy("does not meet the standard"), "cross", "bad"),
    Check.NOT_STATED: State(gettext_lazy("cannot be judged"), "blank"),
}
OUTCOMES = {
    Check.MET: State(gettext_lazy("met"), "check", "good"),
    Check.NOT_MET: State(gettext_lazy("not met"), "cross", "bad"),
    Check.NOT_STATED: State(gettext_lazy("not stated"), "blank"),
}
MEASURES = {
    "population": (gettext_lazy("people served"), ""),
    "commercial_area_m2": (gettext_lazy("commercial area"), "m²"),
    "commercial_share": (gettext_lazy("share of commercial floor area"), "%"),
}


def reason(found):
    """A criterion with what was found, as one sentence."""
    if found.criterion in MEASURES:
        return measured(found)
    tiers = {
        "basic": _("%(found)s of %(required)s basic types present"),
        "quality": _("%(found)s of at least %(required)s quality types present"),
    }
    words = tiers[found.criterion] % {"found": found.found, "required": found.required}
    if not found.unknown:
        return words
    unknown = ngettext("%(n)s not known", "%(n)s not known", found.unknown) % {"n": found.unknown}
    return _("%(words)s, %(unknown)s") % {"words": words, "unknown": unknown}


def measured(found):
    """A threshold: what is required and what is known."""
    name, unit = MEASURES[found.criterion]
    required = f"{numbers.plain(found.required)}{unit}"
    if found.found is None:
        return _("%(name)s not stated (required: at least %(required)s)") % {
            "name": name,
            "required": required,
        }
    return _("%(name)s %(found)s (required: at least %(required)s)") % {
        "name": name,
        "found": f"{numbers.plain(found.found)}{unit}",
        "required": required,
    }


def tally(counts, what=""):
    """Numbers by state with their denominator: “20 types: 6 present, 0 absent, 14 not stated”."""
    parts = [
        _("%(n)s %(state)s") % {"n": counts.get(state, 0), "state": STATES[state].word}
        for state in Known
        if counts.get(state) or state != Known.CONTRADICTORY
    ]
    return _("%(what)s: %(parts)s") % {"what": what, "parts": _(", ").join(parts)}


def types(rows):
    """So many types of a list, and how many of them it repeats: criteria count those once."""
    number = len(rows)
    words = ngettext("%(n)s type", "%(n)s types", number) % {"n": number}
    again = number - len({(row.type.tier, kind_of(row)) for row in rows})
    if not again:
        return words
    return _("%(types)s (%(n)s of them listed twice)") % {"types": words, "n": again}


def kind_of(row):
    """What a line of a list is about: its kind of business, or the printed name."""
    return row.concept.key if row.concept else row.type.name
