"""Coverage beside the map: what is drawn, by which method, and the figures that go with it."""

from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaocheng_plan import coverage_results, coverage_words

from ..display import links, numbers
from ..maps.map_filters import counts
from . import reach_words
from .presenters import ResultPresenter, Run
from .presenters_map import drawn, is_unsure

WHOLE = "all"
"""What the address says for the whole rule: all basic types of each standard."""
LISTED = 200
NAMED = 40


class MapCoverage(Run):
    """The map's section on coverage; `wanted` is a kind of business, `all` or "" for off."""

    def __init__(self, wanted=""):
        self.offer, self.wanted = coverage_results.offer(), wanted

    @cached_property
    def run(self):
        """The latest run with figures, or None."""
        return self.offer.latest()

    @cached_property
    def kinds(self):
        """`{key: name}` of the kinds of business."""
        return dict(self.offer.kinds())

    @property
    def chosen(self):
        """What is shown, "" for nothing: what nobody knows or has computed is not."""
        if not self.wanted:
            return ""
        known = self.wanted == WHOLE or self.wanted in self.kinds
        return self.wanted if known and self.run else ""

    @property
    def options(self):
        """Kinds of business to choose from, as `(key, name, whether chosen)`."""
        return [(key, name, key == self.chosen) for key, name in self.kinds.items()]

    @property
    def is_whole(self):
        """Whether the whole rule is shown."""
        return self.chosen == WHOLE

    @property
    def kind(self):
        """The one kind of business that is shown, "" for the whole rule and for nothing."""
        return "" if self.is_whole else self.chosen

    def narrows(self, collection):
        """Whether a layer has outlets of the kind shown alone."""
        return collection.name == self.offer.outlet_layer and bool(self.kind)

    def places(self, collection):
        """The places of a layer: all of them, or the open outlets of the kind shown."""
        if self.narrows(collection):
            return self.offer.outlets(self.kind)
        return collection.model.objects.all()

    @cached_property
    def shows(self):
        """What the map draws, one line each: `(points or reach, words)`."""
        found = [("reach", _("outlines: computed reach (circles), not that of single outlets"))]
        if not self.kind:
            return found
        number = counts(self.offer.outlets(self.kind))
        words = _("points: open outlets of %(kind)s, %(drawn)s of %(all)s have a position") % {
            "kind": self.kinds[self.kind],
            "drawn": numbers.plain(number["drawn"]),
            "all": numbers.plain(sum(number.values())),
        }
        return [("points", words), *found]

    @property
    def url(self):
        """Where a script asks for it."""
        return reverse("reach-on-map")

    @property
    def page(self):
        """All figures of the city, with everything that they rest on."""
        return reverse("reach")

    @cached_property
    def results(self):
        """`{place: results}`, the city's under ""."""
        found = {}
        key = "" if self.is_whole else self.chosen
        for row in self.offer.of_kind(self.run, key):
            found.setdefault(row.place, []).append(ResultPresenter(row))
        return found

    @cached_property
    def radius_m(self):
        """Metres to walk: the rule's, or those of the kind of business."""
        city = self.results.get("", [])
        own = city[0].result.radius_m if city and not self.is_whole else None
        return own or self.run.method["radius_m"]

    @cached_property
    def reaches(self):
        """`{place: reach}` of the circles that have one."""
        return {row.place: row for row in self.offer.reaches(self.run, self.radius_m)}

    @cached_property
    def lines(self):
        """Barriers and crossings that the run knew."""
        return self.offer.lines(self.run)

    @property
    def method(self):
        """The method in one line."""
        return coverage_words.way(self.run.method, self.run.basis)

    @property
    def facts(self):
        """What stands beside every figure, as `(label, words)`."""
        method = self.run.method
        return [
            (_("Method"), self.method),
            (_("Detour factor"), reach_words.factor(method)),
            (_("Day of the network"), self.network_day),
            (_("Rule"), self.rule),
            (_("Walk"), _("%(m)s m") % {"m": numbers.plain(self.radius_m)}),
            (_("Data as of"), self.read_at),
        ]

    @property
    def notes(self):
        """What a reader must know before the figures, one sentence each."""
        found = [self.stale]
        if not self.reaches and self.radius_m != self.run.method["radius_m"]:
            found.append(_("The reach at this radius is not kept; compute the whole city again."))
        return [text for text in found if text]

    @property
    def network_day(self):
        """The day that the street network stands for."""
        streets = self.run.basis["datasets"].get("streets")
        return numbers.day(date.fromisoformat(streets["as_of"])) if streets else _("no network")

    @property
    def rule(self):
        """The rule with the day from which it holds."""
        rule = self.run.rule
        since = _("from %(day)s") % {"day": numbers.day(rule.valid_from)} if rule.valid_from else ""
        return " · ".join(filter(None, (self.run.basis["rule"]["name"], rule.key, since)))

    @property
    def ground(self):
        """Barriers and crossings by name, as `(label, words)`."""
        labels = {"barriers": _("Barriers"), "crossings": _("Recorded crossings")}
        return [
            (label, names([n for k, n, _g in self.lines if k == kind], kind))
            for kind, label in labels.items()
        ]

    @property
    def figures(self):
        """The city's figures."""
        return [figure(row) for row in self.results.get("", [])]

    @cached_property
    def circles(self):
        """All circles with their figures, `{place, name, page, notes, figures}`."""
        return [self.circle(*row) for row in self.offer.places()[:LISTED]]

    def circle(self, place, number, name):
        """One circle."""
        reach = self.reaches.get(place)
        return {
            "place": place,
            "name": f"{number} {name}" if number else name,
            "page": links.path_url(place),
            "drawn": reach is not None,
            "note": self.doubt(reach),
            "figures": merged([figure(row) for row in self.results.get(place, [])]),
        }

    def doubt(self, reach):
        """What a reader must know of a circle's reach; "" for nothing."""
        if reach is None:
            return _("not drawn")
        if is_unsure(reach, self.offer.trusted_m):
            return _("its middle may be off by %(m)s m") % {"m": numbers.plain(reach.error_m)}
        return ""

    @property
    def summary(self):
        """How many circles have a reach."""
        return _("%(n)s circles, %(drawn)s with a computed reach") % {
            "n": len(self.circles),
            "drawn": len(self.reaches),
        }

    def as_dict(self):
        """The section and what the map draws, for the page's script."""
        if not self.chosen:
            return {"type": "FeatureCollection", "chosen": "", "features": []}
        return {
            "type": "FeatureCollection",
            "chosen": self.chosen,
            "shows": self.shows,
            "facts": self.facts,
            "ground": self.ground,
            "notes": self.notes,
            "figures": self.figures,
            "summary": self.summary,
            "circles": self.circles,
            "features": drawn(list(self.reaches.values()), self.lines, self.offer.trusted_m),
        }


def figure(row):
    """One figure in words: the share with range and people, or the reason why there is none."""
    standard = _("all basic types: %(standard)s") % {"standard": row.name}
    return {
        "name": standard if row.is_sum else row.name,
        "share": row.share,
        "about": list(about(row)),
        "reason": "" if row.share else row.reason,
        "area": f"{row.area_label} {row.area}" if row.area else "",
        "left_out": list(filter(None, (*row.left_out, *outside(row)))),
    }


def outside(row):
    """What else lies outside the street network, as sentences or ""."""
    return row.communities_off, row.outlets_off, row.area_off


def about(row):
    """What stands behind a share, one line each."""
    if row.spread:
        yield _("range %(range)s") % {"range": row.spread}
    if row.people:
        yield _("%(people)s people") % {"people": row.people}
    if row.communities:
        yield _("communities %(share)s") % {"share": row.communities}
    if row.unjudged:
        words = ngettext("%(n)s community not judged", "%(n)s communities not judged", row.unjudged)
        yield words % {"n": row.unjudged}


def merged(figures):
    """Figures of one circle; what goes without saying, and what would be said twice, left out."""
    reasons = {one["reason"] for one in figures}
    alike = len(reasons) == 1 and "" not in reasons
    return [figures[0] | {"name": ""}] if alike or len(figures) == 1 else figures


def names(found, kind):
    """Names of barriers or crossings in one line, and how many have none."""
    if not found:
        return _("none known")
    known = list(dict.fromkeys(filter(None, found)))
    text = "、".join(known[:NAMED])
    others = len(found) - sum(name in known[:NAMED] for name in found)
    if not others:
        return text
    more = _("%(n)s without a name or not listed") % {"n": others}
    return _(", ").join(filter(None, (text, more)))
