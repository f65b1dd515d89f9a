"""Coverage of the whole city: distances by kind of business, then the figures of every place."""

from dataclasses import dataclass, field

import numpy as np
import shapely

from circles.gaps import Crosswalk, standards, types_of
from circles.models import CircleShape, CoverageResult

from . import gathering, knowing, metric, outlines, people, shares
from .straight import StraightLine
from .streets import ByStreets

Reason = CoverageResult.Reason


@dataclass
class Place:
    """A circle or the city: which home points and outlets lie there.

    `at` are indices of people, `ground` of the points that stand for its area (only where nobody
    is known to live there), `outlets` of outlets; `outline` says by which outline, "" for none,
    `is_off` that there is none because its middle lies off the network.
    """

    name: str
    outline: str = ""
    at: np.ndarray = field(default_factory=lambda: np.empty(0, int))
    ground: np.ndarray = field(default_factory=lambda: np.empty(0, int))
    outlets: np.ndarray = field(default_factory=lambda: np.empty(0, int))
    is_off: bool = False


class Computation:
    """One computation by a rule; `told(share done)` is called after each kind of business."""

    def __init__(self, rule, city=None, told=lambda share: None):
        self.rule, self.told = rule, told
        self.city = city or gathering.gather()
        self.reaches = self.reach_outlines(rule.radius_m)
        self.places = self.all_places()

    @property
    def way(self):
        """By streets where there are any, else the straight line."""
        return "network" if self.city.network is not None else "straight"

    def reach_of(self, radius):
        """`(low, estimate, high)` metres that a distance is compared with."""
        if self.way == "network":
            return (radius,) * 3
        rule = self.rule
        factors = (rule.factor_low_reach, rule.detour_factor, rule.factor_high_reach)
        return tuple(radius / float(factor) for factor in factors)

    def reach_outlines(self, radius):
        """`{place: MultiPolygon}` of every circle that has a position, by the estimate."""
        reach, found = self.reach_of(radius)[1], {}
        for place, circle in self.city.circles.items():
            point = gathering.middle(circle)
            if point is None:
                continue
            if self.way == "network":
                shape = outlines.by_streets(point, reach, self.city.network)
            else:
                shape = outlines.by_sight(point, reach, self.city.barriers)
            if shape is not None:
                found[place] = shape
        return found

    def outline_of(self, place):
        """`(kind, outline)`: declared, else the community, else the computed reach; or None."""
        if place in self.city.outlines:
            return self.city.outlines[place]
        reach = self.reaches.get(place)
        return None if reach is None else (CircleShape.Kind.REACH, reach)

    def all_places(self):
        """The city first, then every circle; sets `homes`, the points that distances are for."""
        known = self.city.people
        xy = known.xy if known else np.empty((0, 2))
        found, self.grounds = [], [xy]
        found.append(self.placed("", "", None, xy))
        for place in self.city.circles:
            own = self.outline_of(place)
            found.append(self.placed(place, *own, xy) if own else self.unplaced(place))
        self.homes = np.concatenate(self.grounds)
        return found

    def unplaced(self, name):
        """A place without an outline; one with a position has none where no street is near."""
        return Place(name, is_off=gathering.middle(self.city.circles[name]) is not None)

    def placed(self, name, kind, outline, xy):
        """A place with what lies in it; the city has everybody, and for area all outlines."""
        outlets = self.city.outlets.xy
        if outline is None:
            at, shops = np.arange(len(xy)), np.arange(len(outlets))
        else:
            at, shops = gathering.inside(outline, xy), gathering.inside(outline, outlets)
        known = self.city.people
        if known is not None and known.known[at].any():
            return Place(name, kind, at, outlets=shops)
        if outline is None:
            drawn = [own[1] for own in map(self.outline_of, self.city.circles) if own]
            outline = shapely.union_all(drawn) if drawn else None
        return Place(name, kind, at, self.ground_of(outline), shops)

    def ground_of(self, outline):
        """Indices of new home points, evenly spread over an outline."""
        if outline is None or not outline.area:
            return np.empty(0, int)
        first = sum(map(len, self.grounds))
        self.grounds.append(people.dry(people.grid(outline), self.city.barriers.water))
        return np.arange(first, first + len(self.grounds[-1]))

    def distances(self):
        """What measures distances from all homes to outlets."""
        rule, xy = self.rule, self.city.outlets.xy
        radii = [rule.radius_of(concept.key) for concept in self.city.concepts]
        limit = max(self.reach_of(max([rule.radius_m, *radii]))) + 0.001
        if self.way == "network":
            return ByStreets(self.homes, xy, self.city.network, limit)
        return StraightLine(self.homes, xy, self.city.barriers, limit)

    def results(self):
        """Every `CoverageResult`, unsaved: by kind of business, then by standard."""
        ways, self.near, self.chosen, found = self.distances(), {}, {}, []
        self.off = knowing.Off.of(ways, len(self.homes), len(self.city.outlets.xy))
        for done, concept in enumerate(self.city.concepts, 1):
            types = list(self.city.proves[concept.pk])
            chosen = np.flatnonzero(np.isin(self.city.outlets.type_id, types))
            radius = self.rule.radius_of(concept.key)
            near = self.near_kind(ways, chosen, radius)
            self.near[concept.pk], self.chosen[concept.pk] = near, chosen
            reason = self.no_outlets(chosen)
            for place in self.places:
                found.append(self.result(place, near, chosen, radius, reason, concept=concept))
            self.told(done / len(self.city.concepts))
        return found + self.of_standards()

    def near_kind(self, ways, chosen, radius):
        """What is known of all home points for the outlets `chosen`."""
        off = self.off.outlets[chosen]
        return knowing.near_kind(
            ways.to_nearest(chosen[~off]),
            self.reach_of(radius),
            self.homes,
            self.city.outlets.xy[chosen[off]],
            radius,
            self.off,
        )

    def no_outlets(self, chosen):
        """Why the outlets of a kind say nothing; "" where they do."""
        if not len(chosen):
            return Reason.NO_OUTLETS
        return Reason.OUTLETS_OFF if self.off.outlets[chosen].all() else ""

    def of_standards(self):
        """All basic types of each standard together."""
        crosswalk, found = Crosswalk(self.city.concepts), []
        for standard in standards():
            names = {one.name for one in types_of(standard) if one.tier == "basic"}
            basic = {crosswalk.concept(name) for name in names} - {None}
            if not basic:
                continue
            basic = sorted(basic, key=lambda concept: concept.pk)
            near = knowing.near_all([self.near[concept.pk] for concept in basic])
            chosen = np.unique(np.concatenate([self.chosen[c.pk] for c in basic]))
            reason, lacking = self.lacking(basic)
            radii = {self.rule.radius_of(concept.key) for concept in basic}
            radius = radii.pop() if len(radii) == 1 else None
            about = {"lacking": lacking, "standard": standard}
            found += [
                self.result(place, near, chosen, radius, reason, **about) for place in self.places
            ]
        return found

    def lacking(self, concepts):
        """`(reason, names)` of kinds without outlets, else of those with none on the network."""
        why = {concept.name: self.no_outlets(self.chosen[concept.pk]) for concept in concepts}
        for reason in (Reason.NO_OUTLETS, Reason.OUTLETS_OFF):
            names = [name for name, found in why.items() if found == reason]
            if names:
                return reason, names
        return "", []

    def result(self, place, near, chosen, radius, reason, **subject):
        """The figures of one place; without a figure, the reason."""
        here = np.intersect1d(chosen, place.outlets)
        row = CoverageResult(
            place=place.name,
            outline=place.outline,
            radius_m=radius,
            outlets=len(here),
            outlets_uncertain=int(self.city.outlets.uncertain[here].sum()),
            **subject,
        )
        known = self.city.people
        counted = shares.people_in(known, place.at, near) if known else (None,) * 4
        row.people = counted[0]
        if self.way == "network":
            self.leave_out(row, place, near, here)
        row.reason = self.reason(place, reason, row)
        if not row.reason:
            row.people_low, row.people_in, row.people_high = counted[1:]
            self.judge_communities(row, place, near)
        elif row.reason in (Reason.NO_POPULATION, Reason.NOBODY_HERE):
            row.area_low, row.area_in, row.area_high = shares.area_in(near, place.ground)
            off = shares.area_off(near, place.ground)
            row.area_off = off if self.way == "network" else None
        return row

    def leave_out(self, row, place, near, outlets):
        """Say how much of a place the network leaves unknown."""
        row.outlets_off = int(self.off.outlets[outlets].sum())
        known, off = self.city.people, self.off.homes
        if known is not None:
            row.places_off, row.people_off = shares.people_off(known, place.at, off)
            row.people_unsure = shares.people_off(known, place.at, near.unsure & ~off)[1]

    def judge_communities(self, row, place, near):
        """The policy figure, of the communities that can be judged."""
        found = shares.communities_in(
            self.city.people, place.at, near, self.rule.community_share_min
        )
        row.communities, row.communities_in, row.communities_unknown = found[:3]
        row.communities_off = found[3] if self.way == "network" else None

    def reason(self, place, of_outlets, row):
        """Why nothing can be said of the people; "" where it can."""
        if place.name and not place.outline:
            return Reason.MIDDLE_OFF if place.is_off else Reason.NO_OUTLINE
        if of_outlets:
            return of_outlets
        if self.city.people is None:
            return Reason.NO_POPULATION
        if not row.people and (row.people_off or row.people_unsure):
            return Reason.OFF_NETWORK
        return Reason.NOBODY_HERE if row.people is None else ""

    def own_radii(self):
        """Radii of kinds of business that have one of their own, in order."""
        radii = {self.rule.radius_of(concept.key) for concept in self.city.concepts}
        return sorted(radii - {self.rule.radius_m})

    def shapes(self, radius=None):
        """`(place, outline in degrees, error in metres)` of the reach of every circle.

        By the rule's own radius, or another one.
        """
        reaches = self.reaches if radius is None else self.reach_outlines(radius)
        places = list(reaches)
        degrees = metric.to_degrees([reaches[place] for place in places])
        for place, shape in zip(places, degrees, strict=True):
            yield place, shape, self.city.circles[place].location_error_m
