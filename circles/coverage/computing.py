"""Coverage of the whole city: distances by kind of business, then the figures of every place."""

from dataclasses import dataclass, field

import numpy as np
import shapely

from circles.gaps import Crosswalk, standards, types_of
from circles.models import CircleShape, CoverageResult

from . import gathering, metric, outlines, people, shares
from .straight import StraightLine
from .streets import ByStreets

Reason = CoverageResult.Reason


@dataclass
class Place:
    """A circle or the city: which home points and outlets lie there.

    `at` are indices of people, `ground` of the points that stand for its area (only where nobody
    is known to live there), `outlets` of outlets; `outline` says by which outline, "" for none.
    """

    name: str
    outline: str = ""
    at: np.ndarray = field(default_factory=lambda: np.empty(0, int))
    ground: np.ndarray = field(default_factory=lambda: np.empty(0, int))
    outlets: np.ndarray = field(default_factory=lambda: np.empty(0, int))


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
            found.append(self.placed(place, *own, xy) if own else Place(place))
        self.homes = np.concatenate(self.grounds)
        return found

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
        self.off_network = getattr(ways, "off_network", None)
        for done, concept in enumerate(self.city.concepts, 1):
            types = list(self.city.proves[concept.pk])
            chosen = np.flatnonzero(np.isin(self.city.outlets.type_id, types))
            radius = self.rule.radius_of(concept.key)
            metres = ways.to_nearest(chosen)
            near = np.array([metres <= reach + 1e-6 for reach in self.reach_of(radius)])
            self.near[concept.pk], self.chosen[concept.pk] = near, chosen
            for place in self.places:
                found.append(self.result(place, near, chosen, radius, concept=concept))
            self.told(done / len(self.city.concepts))
        return found + self.of_standards()

    def of_standards(self):
        """All basic types of each standard together."""
        crosswalk, found = Crosswalk(self.city.concepts), []
        for standard in standards():
            names = {one.name for one in types_of(standard) if one.tier == "basic"}
            basic = {crosswalk.concept(name) for name in names} - {None}
            if not basic:
                continue
            basic = sorted(basic, key=lambda concept: concept.pk)
            near = np.all([self.near[concept.pk] for concept in basic], axis=0)
            chosen = np.unique(np.concatenate([self.chosen[c.pk] for c in basic]))
            lacking = [c.name for c in basic if not len(self.chosen[c.pk])]
            radii = {self.rule.radius_of(concept.key) for concept in basic}
            radius = radii.pop() if len(radii) == 1 else None
            found += [
                self.result(place, near, chosen, radius, lacking=lacking, standard=standard)
                for place in self.places
            ]
        return found

    def result(self, place, near, chosen, radius, lacking=(), **subject):
        """The figures of one place; without a figure, the reason."""
        here = np.intersect1d(chosen, place.outlets)
        row = CoverageResult(
            place=place.name,
            outline=place.outline,
            radius_m=radius,
            outlets=len(here),
            outlets_uncertain=int(self.city.outlets.uncertain[here].sum()),
            lacking=list(lacking),
            **subject,
        )
        known = self.city.people
        counted = shares.people_in(known, place.at, near) if known else (None,) * 4
        row.people, row.reason = counted[0], self.reason(place, chosen, lacking, counted[0])
        if not row.reason:
            row.people_low, row.people_in, row.people_high = counted[1:]
            row.communities, row.communities_in, row.communities_unknown = shares.communities_in(
                known, place.at, near, self.rule.community_share_min
            )
        elif row.reason in (Reason.NO_POPULATION, Reason.NOBODY_HERE):
            row.area_low, row.area_in, row.area_high = shares.area_in(near[:, place.ground])
        return row

    def reason(self, place, chosen, lacking, people):
        """Why nothing can be said of the people; "" where it can."""
        if place.name and not place.outline:
            return Reason.NO_OUTLINE
        if not len(chosen) or lacking:
            return Reason.NO_OUTLETS
        if self.city.people is None:
            return Reason.NO_POPULATION
        return Reason.NOBODY_HERE if people is None else ""

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
