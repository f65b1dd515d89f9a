"""Coverage as pages show it: shares with their range, or the reason why there is none."""

from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from liaocheng_plan import coverage_results, coverage_words, gap_sheets

from ..display import links, numbers
from ..display.filters import Choice, asked
from . import reach_words
from .presenters_map import drawn


class ResultPresenter:
    """Coverage of one place by one kind of business, or by all basic types of a standard."""

    def __init__(self, result):
        self.result = result

    @property
    def name(self):
        """What is covered."""
        if self.result.concept:
            return self.result.concept.name
        return self.result.standard.name

    @property
    def url(self):
        """The page of the kind of business or of the standard."""
        return links.record_url(self.result.concept or self.result.standard)

    @property
    def is_sum(self):
        """Whether it is about all basic types together."""
        return self.result.standard is not None

    @property
    def has_data(self):
        """Whether there is a share of people, or of an area instead."""
        return bool(self.share or self.area)

    @property
    def share(self):
        """The share of people in reach, "" where there is none."""
        return self.percent(self.result.people_in)

    @property
    def spread(self):
        """The range of the share; "" where the reach has none."""
        row = self.result
        if not self.share or row.people_low == row.people_high:
            return ""
        return f"{self.percent(row.people_low)}–{self.percent(row.people_high)}"

    @property
    def people(self):
        """The people behind the share, as `in / all`."""
        if not self.share:
            return ""
        return f"{numbers.plain(self.result.people_in)} / {numbers.plain(self.result.people)}"

    def percent(self, part):
        """A part of all people; "" where it is not known, or there is nobody."""
        return (
            numbers.percent(part / self.result.people)
            if part is not None and (self.result.people)
            else ""
        )

    @property
    def reason(self):
        """Why there is no figure; "" where there is one."""
        row = self.result
        types = {"types": "、".join(row.lacking)}
        if row.reason == "no_outlets" and row.lacking:
            return _("no open outlet with a position is registered of: %(types)s") % types
        if row.reason == "outlets_off" and row.lacking:
            return _("outside the street network lie all outlets of: %(types)s") % types
        if not row.reason and not row.people:
            return _("the population data says 0 people here")
        return row.get_reason_display() if row.reason else ""

    @property
    def area(self):
        """The share of the area, only where nobody is known to live there; "" elsewhere."""
        row = self.result
        if row.area_in is None:
            return ""
        range_ = f"{numbers.percent(row.area_low)}–{numbers.percent(row.area_high)}"
        same = row.area_low == row.area_high
        return numbers.percent(row.area_in) + ("" if same else f" ({range_})")

    @property
    def area_label(self):
        """What that is a share of."""
        return str(reach_words.AREAS[self.result.outline])

    @property
    def area_off(self):
        """How much of the area lies outside the street network; "" for none."""
        row = self.result
        if not row.area_off:
            return ""
        return _("%(share)s of this area lies outside the street network, not counted") % {
            "share": numbers.percent(row.area_off)
        }

    @property
    def left_out(self):
        """Who is in no sum because of the network, one sentence each."""
        told = self.share or self.result.reason == "off_network"
        return list(reach_words.left_out(self.result)) if told else []

    @property
    def communities_off(self):
        """How many communities the network leaves undecided, "" for none."""
        number = self.result.communities_off
        return reach_words.communities_off(number) if number else ""

    @property
    def outlets_off(self):
        """How many outlets lie outside the network, "" for none."""
        number = self.result.outlets_off
        return reach_words.outlets_off(number) if number else ""

    @property
    def communities(self):
        """`in / all (share)` of communities; "" where none is known."""
        row = self.result
        if not row.communities:
            return ""
        share = numbers.percent(row.communities_in / row.communities)
        return f"{row.communities_in} / {row.communities} ({share})"

    @property
    def unjudged(self):
        """How many communities could not be judged."""
        return self.result.communities_unknown or 0

    @property
    def radius(self):
        """Metres to walk; "" where the types differ."""
        return numbers.plain(self.result.radius_m)


class Run:
    """As of when the latest run speaks: of its `offer` and `run`, which may be None."""

    @property
    def read_at(self):
        """When the data was read."""
        return reach_words.moment(self.run.read_at)

    @cached_property
    def stale(self):
        """What changed since, in a sentence; "" for nothing."""
        return reach_words.what_changed(self.offer.changed(self.run)) if self.run else ""


class CoveragePresenter(Run):
    """The coverage page: the latest run, narrowed to a circle or the city and to a standard."""

    def __init__(self, query, user):
        self.offer, self.query = coverage_results.offer(), query
        self.run, self.pending = self.offer.latest(), self.offer.pending()
        self.may = user.is_authenticated and self.offer.may_manage(user)

    @property
    def method(self):
        """The method in one line."""
        return coverage_words.way(self.run.method, self.run.basis)

    @property
    def sentences(self):
        """All that stands behind the figures."""
        return reach_words.sentences(self.run)

    @cached_property
    def places(self):
        """Circles as `(key, words)`; a pilot may bear a planned circle's name."""
        return [
            (place.partition("/")[2], f"{number} {name}" if number else name)
            for place, number, name in self.offer.places()
        ]

    @property
    def filters(self):
        """What can be chosen."""
        standards = [(row.key, row.name) for row in gap_sheets.offer().standards()]
        return [
            Choice("circle", _("Circle"), self.places, asked(self.query, "circle")),
            Choice("standard", _("Standard"), standards, asked(self.query, "standard")),
        ]

    @cached_property
    def place(self):
        """The circle asked for as `collection/key`, "" for the city, None for one there is not."""
        key = asked(self.query, "circle")
        if not key:
            return ""
        rows = (place for place, _n, _name in self.offer.places() if place.endswith(f"/{key}"))
        return next(rows, None)

    @property
    def place_name(self):
        """The circle's name; "" for the city."""
        return dict(self.places).get((self.place or "").partition("/")[2], "")

    @property
    def place_url(self):
        """The circle's page."""
        return links.path_url(self.place)

    @property
    def rows(self):
        """Results with data first, sums before single kinds; without data left out if asked."""
        rows = [row for row in self.all_rows if row.has_data or not self.only_data]
        return sorted(rows, key=lambda row: (not row.has_data, not row.is_sum))

    @property
    def only_data(self):
        """Whether only rows with data are asked for."""
        return asked(self.query, "data") == "with"

    @property
    def views(self):
        """All rows, or those with data: `(words, query, whether shown)`."""
        known = sum(row.has_data for row in self.all_rows)
        names = [(name, asked(self.query, name)) for name in ("circle", "standard")]
        kept = [(name, value) for name, value in names if value]
        return [
            (_("all %(n)s rows") % {"n": len(self.all_rows)}, urlencode(kept), not self.only_data),
            (
                _("%(n)s with data") % {"n": known},
                urlencode([*kept, ("data", "with")]),
                self.only_data,
            ),
        ]

    @cached_property
    def all_rows(self):
        """Results of the place by the standard asked for."""
        if self.run is None or self.place is None:
            return []
        rows = [ResultPresenter(row) for row in self.offer.results(self.run, self.place)]
        wanted = asked(self.query, "standard")
        if wanted:
            kinds = self.offer.kinds_of(wanted)
            rows = [
                row
                for row in rows
                if (row.result.concept_id in kinds)
                or (row.is_sum and row.result.standard.key == wanted)
            ]
        return rows

    @property
    def outlines_url(self):
        """Where the map finds the computed reach: the circle's, or all."""
        key = (self.place or "").partition("/")[2]
        return reverse("reach-outlines") + (f"?circle={key}" if key else "")

    @property
    def features(self):
        """What the map draws: computed reach, barriers and crossings."""
        if self.run is None or self.place is None:
            return []
        reaches, lines = list(self.offer.outlines(self.place or None)), self.offer.lines(self.run)
        return drawn(reaches, lines, self.offer.trusted_m)

    @property
    def outline(self):
        """By which outline people were counted to the circle; "" for the city."""
        kind = next((row.result.outline for row in self.all_rows), "")
        return str(reach_words.OUTLINES[kind]) if kind else ""

    @property
    def state_url(self):
        """Where a script asks how far the computation is."""
        return reverse("reach-state")


class CircleReach(Run):
    """The section of a circle's page: its sums, its computed reach, and the way to all kinds."""

    def __init__(self, place):
        self.offer, self.place = coverage_results.offer(), place
        self.run, self.outline = self.offer.latest(), self.offer.outline(place)

    @cached_property
    def rows(self):
        """Coverage by all basic types of each standard."""
        if self.run is None:
            return []
        rows = self.offer.results(self.run, self.place)
        return [ResultPresenter(row) for row in rows if row.standard]

    @property
    def method(self):
        """The method in one line."""
        return coverage_words.way(self.run.method, self.run.basis)

    @property
    def counted_in(self):
        """By which outline people were counted."""
        kind = next((row.result.outline for row in self.rows), "")
        return str(reach_words.OUTLINES[kind]) if kind else ""

    @property
    def url(self):
        """All kinds of business for this circle."""
        return f"{reverse('reach')}?circle={self.place.partition('/')[2]}"
