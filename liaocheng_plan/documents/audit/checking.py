"""Whether a check that is data can be made: known rule, all settings of the right form, all there.

Staff write checks, so what is wrong is said in their language, with the place and the way out.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .numbers import number
from .selecting import Unknown, point, points, select

FIGURE, FIGURES, LIST, RECORDS = "figure", "figures", "list", "records"
FACTORS, NUMBER, FLAG, TEXT = "factors", "number", "flag", "text"


@dataclass(frozen=True)
class Settings:
    """What a rule's checks must and may set: `{name: form}`."""

    needed: dict
    allowed: dict = field(default_factory=dict)

    @property
    def forms(self):
        """All settings with their forms."""
        return {**self.needed, **self.allowed}


SETTINGS = {
    "count": Settings({"stated": FIGURES, "list": LIST}, {"distinct": FLAG}),
    "sum": Settings({"parts": FIGURES, "whole": FIGURE}, {"within": FLAG, "unit": TEXT}),
    "growth": Settings({"target": FIGURE, "rate": FIGURE, "years": NUMBER}, {"base": FIGURE}),
    "increment": Settings(
        {"target": FIGURE, "increment": FIGURE, "years": NUMBER, "existing": FIGURES},
        {"planned": FIGURES},
    ),
    "per-head": Settings({"total": FIGURE, "per_head": FIGURE}, {"people": FIGURE}),
    "agree": Settings({"figures": FIGURES}, {"same_name": FLAG}),
    "at-most": Settings({"less": FIGURE, "more": FIGURE}),
    "threshold": Settings(
        {"standard": FIGURE, "values": FIGURES}, {"factor": NUMBER, "exact": FLAG}
    ),
    "coverage": Settings(
        {"list": LIST, "standard": FIGURE}, {"people": FIGURE, "total": FIGURE, "per_head": FIGURE}
    ),
    "kinds": Settings({"standard": FIGURE, "kind": TEXT, "values": FIGURES}),
    "match": Settings({"list": RECORDS, "other": RECORDS}, {"suffix": TEXT}),
    "derive": Settings({"multiply": FACTORS, "divide": FACTORS}, {"factor": NUMBER, "unit": TEXT}),
}


def form_problems(rule, settings):
    """What is wrong with a rule's name and the form of its settings: `[(field, sentence)]`."""
    if rule not in SETTINGS:
        known = _("There is no rule “%(rule)s” for checks; there are: %(rules)s.")
        return [("rule", known % {"rule": rule, "rules": ", ".join(SETTINGS)})]
    forms = SETTINGS[rule]
    if not isinstance(settings, dict):
        return [("settings", _("Give the settings as names with values, in braces."))]
    found = [
        _("“%(name)s” is missing; the rule “%(rule)s” needs: %(names)s.")
        % {"name": name, "rule": rule, "names": ", ".join(forms.needed)}
        for name in forms.needed
        if settings.get(name) in (None, "", [])
    ]
    found += [
        _("“%(name)s” is no setting of the rule “%(rule)s”; it has: %(names)s.")
        % {"name": name, "rule": rule, "names": ", ".join(forms.forms)}
        for name in settings
        if name not in forms.forms
    ]
    for name, form in forms.forms.items():
        if settings.get(name) not in (None, "", []) and not fits(form, settings[name]):
            found.append(said_of(name, wanted(form)))
    return [("settings", sentence) for sentence in found]


def said_of(name, sentence):
    """A sentence about one setting."""
    return _("“%(name)s”: %(sentence)s") % {"name": name, "sentence": sentence}


def fits(form, value):
    """Whether a setting has its form."""
    if form == NUMBER:
        return number(value) is not None and number(value) > 0
    if form == FLAG:
        return isinstance(value, bool)
    if form in (FIGURES, FACTORS) and isinstance(value, list):
        return all(isinstance(text, str) and text for text in value)
    return isinstance(value, str) and form != FACTORS


def wanted(form):
    """How a setting of a form is written."""
    return {
        FIGURE: _("write one figure, for example targets/markets.value"),
        FIGURES: _("write figures, for example targets/markets.value or markets.area, or a list"),
        FACTORS: _("write a list of figures; #markets stands for the number of markets"),
        LIST: _("write a list, for example markets?plan_action=build"),
        RECORDS: _("write a list, for example markets?plan_action=build"),
        NUMBER: _("write a number above 0"),
        FLAG: _("write true or false"),
        TEXT: _("write a text"),
    }[form]


def reference_problems(check, book):
    """What the settings name that is not there, or holds no number: sentences."""
    found = []
    for name, form in SETTINGS[check.rule].forms.items():
        value = check.settings.get(name)
        for text in [value] if isinstance(value, str) else value if isinstance(value, list) else ():
            problem = reference_problem(form, text, book)
            if problem:
                found.append(said_of(name, problem))
    return found


def reference_problem(form, text, book):
    """Why one reference cannot be followed; "" where it can, or where it is none."""
    named = {"text": text}
    if form == RECORDS or (form == FACTORS and text.startswith("#")):
        there = select(book, text.removeprefix("#"))
        return "" if there else _("“%(text)s” names no record of the plan.") % named
    if form == LIST:
        return list_problem(text, book)
    if form not in (FIGURE, FIGURES, FACTORS):
        return ""
    try:
        places = [point(book, text)] if form != FIGURES else points(book, text)
    except Unknown:
        return _("“%(text)s” names no record of the plan.") % named
    if any(holds_figure(place, form) for place in places):
        return ""
    return _("“%(text)s” holds no figure: look at the key and at the name of the field.") % named


def holds_figure(place, form):
    """Whether a number stands at a place; among several figures a list counts by its entries."""
    counted = form == FIGURES and isinstance(place.row.value(place.path), list)
    return counted or place.value is not None


def list_problem(text, book):
    """Why a list cannot be counted; "" where it can."""
    if "/" not in text.partition(".")[0]:
        return reference_problem(RECORDS, text, book)
    try:
        place = point(book, text)
    except Unknown:
        return _("“%(text)s” names no record of the plan.") % {"text": text}
    if isinstance(place.row.value(place.path), list):
        return ""
    return _("“%(text)s” is no list.") % {"text": text}


def problems(check, book):
    """All that keeps a check from being made: `[(field, sentence)]`; empty where it can be."""
    found = form_problems(check.rule, check.settings)
    return found or [("settings", text) for text in reference_problems(check, book)]
