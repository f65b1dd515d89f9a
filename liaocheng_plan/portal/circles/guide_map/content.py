"""What a guide map shows of a circle: outlets by type, numbered where they are drawn."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan import circle_files, registry
from liaocheng_plan.places.models import EXACT

from ...display import numbers
from . import ground
from .looks import looks


@dataclass
class Entry:
    """One outlet; `number` and `cell` are set where it is drawn, `point` is in metres or None."""

    outlet: object
    point: tuple | None = None
    number: int | None = None
    cell: str = ""

    @property
    def provisional(self):
        """Whether its position has to be checked."""
        return self.outlet.location_precision not in EXACT

    @property
    def about(self):
        """Address, uncertainty, whether it may be listed twice: in a line; "" for nothing."""
        error = self.outlet.location_error_m
        off = f"±{numbers.plain(error)} m" if error and self.point else ""
        check = _("position to be checked") if self.provisional and self.point else ""
        twice = _("may be listed twice") if self.outlet.suspected else ""
        return " · ".join(part for part in (self.outlet.location_text, check, off, twice) if part)


@dataclass
class Group:
    """Outlets of one type of one tier."""

    name: str
    tier: str
    entries: list
    look: object = None


def blank(circle):
    """Whether nothing can be drawn or listed: no position, no outline, no open outlet."""
    offer = circle_files.offer()
    known = circle.geometry is not None or offer.outlines(circle) or offer.to_draw(circle)
    return not known


@dataclass
class Content:
    """Everything on the sheet; `url` is the circle's public page."""

    circle: object
    url: str
    groups: list = field(init=False)

    def __post_init__(self):
        self.offer = circle_files.offer()
        self.groups = self.grouped(self.entries())

    def entries(self):
        """Open outlets with their places in metres."""
        outlets = list(self.offer.to_draw(self.circle))
        placed = [outlet for outlet in outlets if outlet.geometry is not None]
        points = ground.metric_points([outlet.geometry.centroid for outlet in placed])
        where = dict(zip((outlet.pk for outlet in placed), points, strict=True))
        return [Entry(outlet, where.get(outlet.pk)) for outlet in outlets]

    def grouped(self, entries):
        """Groups by type, each with its look; one name in two lists is one type."""
        found = {}
        for entry in entries:
            kind = entry.outlet.business_type
            key = (kind.tier, kind.name) if kind else ("", _("Type not known"))
            found.setdefault(key, []).append(entry)
        order = {"basic": 0, "public": 1, "quality": 2, "": 3}
        keys = sorted(found, key=lambda key: order[key[0]])
        chosen = looks([tier for tier, _name in keys])
        return [
            Group(name, tier, found[tier, name], look)
            for (tier, name), look in zip(keys, chosen, strict=True)
        ]

    @cached_property
    def outlines(self):
        """`[(shape, geometry in metres)]` of the circle."""
        return [(row, ground.metric(row.geometry)) for row in self.offer.outlines(self.circle)]

    @cached_property
    def area(self):
        """The circle's own position where it is an area: metres; else None."""
        geometry = self.circle.geometry
        drawn = geometry is not None and geometry.geom_type in ("Polygon", "MultiPolygon")
        return ground.metric(geometry) if drawn else None

    @cached_property
    def ring(self):
        """`(x, y, metres)` of the circle of error around the middle of the circle; else None."""
        if self.circle.geometry is None or self.area is not None:
            return None
        middle = ground.metric(self.circle.geometry.centroid)
        return middle.x, middle.y, self.circle.location_error_m or 0

    def frame(self, box):
        """Settle the ground that the map shows in a frame, and number what lies on it.

        Returns the `Ground`; None where nothing supports a map.
        """
        own = [geometry for _row, geometry in self.outlines]
        base = ground.box_of([*own, *([self.area] if self.area else [])], self.ring)
        points = [entry.point for group in self.groups for entry in group.entries if entry.point]
        extent = ground.shown(base, points)
        if extent is None:
            return None
        found, number = ground.Ground.fitting(extent, box), 0
        for group in self.groups:
            for entry in group.entries:
                if entry.point and found.holds(*entry.point):
                    number += 1
                    entry.number, entry.cell = number, found.cell_of(*entry.point)
        return found

    def around(self, found):
        """Imported streets and barriers below the map, in metres: `(streets, barriers, day)`."""
        known = self.offer.ground(*found.degrees)
        barriers = [(name, ground.metric(geometry)) for name, geometry in known.barriers]
        return ground.metric_arrays(known.streets), barriers, known.streets_as_of

    @property
    def drawn(self):
        """`[(look, entry)]` of what is on the map."""
        return [(g.look, e) for g in self.groups for e in g.entries if e.number]

    @property
    def tiers(self):
        """`[(tier, groups that have drawn outlets)]` in order."""
        return [
            (tier, [group for group in groups if any(e.number for e in group.entries)])
            for tier, groups in groupby(self.groups, key=lambda group: group.tier)
        ]

    def left_out(self, far):
        """Entries that are not drawn: outside the map (`far`), or without a position."""
        every = [entry for group in self.groups for entry in group.entries]
        return [e for e in every if not e.number and bool(e.point) == far]

    @property
    def suspected(self):
        """How many outlets may be listed twice."""
        return sum(entry.outlet.suspected for group in self.groups for entry in group.entries)

    @property
    def number(self):
        """How many open outlets there are."""
        return sum(len(group.entries) for group in self.groups)

    @property
    def eyebrow(self):
        """What the sheet is, for whom."""
        collection = registry.of(self.circle)
        area = self.circle.area.name if self.circle.area else ""
        number = self.circle.number
        kind = f"{collection.label_one} {number}" if number else str(collection.label_one)
        return " · ".join(part for part in (kind, area) if part)

    @property
    def notes(self):
        """The line at the foot: day, datum, whether the map is reviewed."""
        review = settings.MAP_REVIEW_NUMBER
        reviewed = _("Map review number %(number)s") % {"number": review}
        return (
            _("As of %(day)s") % {"day": numbers.day(timezone.localdate())},
            _("WGS 84, drawn in EPSG:4548"),
            reviewed if review else _("Internal sketch, not reviewed"),
        )
