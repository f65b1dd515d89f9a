"""What can be wrong with a value, or odd: codes, and the sentence that says how to mend it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "no_name": _("The name is missing: fill it in."),
    "long": _("Longer than %(most)s characters: shorten it."),
    "formula": _("A formula: copy the column and paste it as values."),
    "no_type": _(
        "No list has this word: say on the page of the import which type it is, use a word of the"
        " lists, or leave it blank.%(near)s"
    ),
    "no_area": _("No such area: use its full name or its key, or leave it blank."),
    "no_circle": _("No such circle: use its name or its key, or leave it blank."),
    "two_circles": _("Several circles bear this name: use the key (%(keys)s)."),
    "not_yours": _("The outlet lies in %(area)s; your account covers other areas only."),
    "half_position": _("Longitude and latitude go together: fill in both, or neither."),
    "no_degree": _("No number of degrees: write, for example, 115.985012."),
    "no_point": _("Not a point: give one position for each outlet."),
    "zero": _("0, 0 is no position: leave both blank where it is unknown."),
    "outside": _("The position lies outside the city: check the datum and both numbers."),
    "beyond": _("Outside the known boundary of the districts: check the position."),
    "no_number": _("No number: write digits only, without unit."),
    "not_whole": _("No whole number: write digits only."),
    "negative": _("Below zero: correct it."),
    "too_large": _("Too large: correct it."),
    "decimals": _("At most two decimals can be kept."),
    "no_truth": _("Neither yes nor no: write 是 or 否, or leave it blank."),
    "no_day": _("No day: write, for example, 2024-05-01."),
    "half_day": _("The month or the day is missing: give the full day, or leave it blank."),
    "future": _("This day is still to come."),
    "order": _("Closed before it opened: correct one of the two days."),
    "again": _("The same outlet stands in row %(line)s already: delete one of the two."),
}


@dataclass(frozen=True)
class Problem:
    """One value that is wrong; `refused` is False where the row is taken all the same."""

    column: str
    value: str
    code: str
    details: dict
    refused: bool = True


class Wrong(ValueError):
    """A value that cannot be taken."""

    def __init__(self, code, **details):
        super().__init__(code)
        self.code, self.details = code, details


def sentence(problem):
    """A kept problem in the reader's language."""
    details = {"near": "", **problem.details}
    if details["near"]:
        details["near"] = " " + str(_("Perhaps: %(words)s.") % {"words": details["near"]})
    return str(SENTENCES[problem.code]) % details
