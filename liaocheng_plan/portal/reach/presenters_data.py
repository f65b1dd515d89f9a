"""The data that coverage rests on, as its page shows it: each kind, what was read, what holds."""

from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from liaocheng_plan import coverage_results

from ..display import numbers
from ..display.states import State
from . import reach_words

STATES = {
    "waiting": State(gettext_lazy("waiting to be read"), "clock", "behind"),
    "ready": State(gettext_lazy("read"), "ring"),
    "refused": State(gettext_lazy("refused"), "cross", "bad"),
}
IN_FORCE = State(gettext_lazy("in force"), "check", "good")
WHY = {
    "population": gettext_lazy(
        "Communities or smaller units as areas or points, with a column of people (人口), and if"
        " known of households (户数), name (名称) and community (社区)."
    ),
    "barriers": gettext_lazy("Rivers, lakes, railways and expressways as lines or areas."),
    "crossings": gettext_lazy(
        "Bridges, underpasses and gates as points on a barrier or lines across it; also points"
        " where one goes round a barrier's end."
    ),
    "streets": gettext_lazy(
        "Streets that one may walk on, as lines that share a corner point where they meet; an OSM"
        " extract is narrowed to walkable ways."
    ),
}


class DatasetPresenter:
    """One file."""

    def __init__(self, dataset, offer):
        self.dataset, self.offer = dataset, offer

    @property
    def state(self):
        """Its state."""
        return IN_FORCE if self.dataset.is_in_force else STATES[self.dataset.state]

    @property
    def refusal(self):
        """Why it was refused."""
        return self.offer.refusal(self.dataset)

    @property
    def day(self):
        """The day it stands for."""
        return numbers.day(self.dataset.as_of)

    @property
    def can_be_used(self):
        """Whether it can be put in force."""
        return self.dataset.state == "ready" and not self.dataset.is_in_force

    @property
    def read(self):
        """What was read, in words."""
        found = self.dataset.found
        if not found:
            return ""
        texts = [ngettext("%(n)s row", "%(n)s rows", found["rows"]) % {"n": found["rows"]}]
        texts += [words % {"n": numbers.plain(found[name])} for name, words in self.told(found)]
        return _(", ").join(texts)

    def told(self, found):
        """The numbers worth telling, with their words."""
        words = {
            "people": _("%(n)s people"),
            "unknown": _("%(n)s without a number of people"),
            "communities": _("%(n)s communities"),
            "kept": _("%(n)s of them walkable"),
            "outside": _("%(n)s outside the city left out"),
            "edges": _("%(n)s stretches of street"),
            "length_km": _("%(n)s km"),
            "mended": _("%(n)s outlines mended"),
        }
        always = {"people", "communities", "kept", "edges", "length_km"}
        return [(k, w) for k, w in words.items() if k in found and (found[k] or k in always)]


class DataPresenter:
    """All kinds of data with their files."""

    def __init__(self, user):
        self.offer = coverage_results.offer()
        self.may = user.is_authenticated and self.offer.may_manage(user)

    @cached_property
    def groups(self):
        """`{kind, name, why, rows}` of every kind."""
        rows = [DatasetPresenter(row, self.offer) for row in self.offer.datasets()]
        return [
            {
                "kind": kind,
                "name": name,
                "why": WHY[kind],
                "rows": [row for row in rows if row.dataset.kind == kind],
            }
            for kind, name in reach_words.KINDS.items()
        ]

    @property
    def waiting(self):
        """Whether a file is still to be read."""
        return any(row.dataset.state == "waiting" for g in self.groups for row in g["rows"])
