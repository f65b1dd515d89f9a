"""The parameters that every list has: box, search, changes since, order and pages."""

import math
import re
from dataclasses import dataclass
from datetime import datetime, time

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.organisation.models import Area

from .parameters import AreaKeys, Flag, Keys, Numbers, Parameter, Terms, Text, unknown
from .problems import Wrong
from .records import column

PAGE_SIZE, LARGEST_PAGE = 100, 1000
LONGEST_SEARCH, MOST_WORDS = 100, 10
MOST_FIELDS = 5  # of an order; a cursor carries a value of each, and has to fit into an address
HAIR = 1e-9  # degrees
YEARS = range(1970, 2200)


@dataclass(frozen=True)
class Box(Parameter):
    """Places whose geometry meets a box: west, south, east, north in degrees (WGS 84)."""

    def read(self, text):
        """Four numbers within the globe, west of east and south of north."""
        try:
            west, south, east, north = (float(number) for number in text.split(","))
        except ValueError:
            west = math.nan
        if not (
            math.isfinite(west) and -180 <= west <= east <= 180 and -90 <= south <= north <= 90
        ):
            detail = _("Use west,south,east,north in degrees, for example %(example)s.")
            raise Wrong("not_a_box", detail % {"example": "115.9,36.4,116.1,36.5"})
        return west, south, east, north

    def narrow(self, queryset, value):
        """By the spatial index. A box without width is no polygon to PostGIS: it gets 0.1 mm."""
        west, south, east, north = value
        return queryset.in_bbox(west - HAIR, south - HAIR, east + HAIR, north + HAIR)

    def schema(self):
        """Four numbers, separated by commas."""
        number = r"-?\d{1,3}(\.\d{1,9})?"
        return {"type": "string", "pattern": f"^{number},{number},{number},{number}$"}


@dataclass(frozen=True)
class Search(Parameter):
    """Records that contain every one of some words."""

    fields: tuple = ()

    def read(self, text):
        """A few words."""
        if len(text) > LONGEST_SEARCH or len(text.split()) > MOST_WORDS:
            detail = _("Search for at most %(words)d words of together %(letters)d characters.")
            raise Wrong("too_long", detail % {"words": MOST_WORDS, "letters": LONGEST_SEARCH})
        return text

    def narrow(self, queryset, value):
        """In key, name and the declared fields."""
        return queryset.search(value, self.fields)

    def schema(self):
        """Short text."""
        return {"type": "string", "maxLength": LONGEST_SEARCH}


@dataclass(frozen=True)
class Since(Parameter):
    """Records that changed at a time or later."""

    def read(self, text):
        """A day, or a time; without an offset it is Liaocheng's."""
        # An offset's plus sign, unless escaped, arrives as a blank.
        text = re.sub(r"(?<=\d) (?=\d\d:?\d\d$)", "+", text)
        try:
            day = parse_date(text)
            moment = datetime.combine(day, time.min) if day else parse_datetime(text)
        except ValueError:
            moment = None
        if moment is None or moment.year not in YEARS or not text.isascii():
            detail = _("Use a day or a time, for example %(day)s or %(time)s.")
            examples = {"day": "2026-01-31", "time": "2026-01-31T08:00:00+08:00"}
            raise Wrong("not_a_time", detail % examples)
        return timezone.make_aware(moment) if timezone.is_naive(moment) else moment

    def narrow(self, queryset, value):
        """By the time of the last change."""
        return queryset.changed_since(value)

    def schema(self):
        """A day or a time, ISO 8601."""
        return {
            "anyOf": [
                {"type": "string", "format": "date"},
                {"type": "string", "format": "date-time"},
            ]
        }


@dataclass(frozen=True)
class AsOf(Parameter):
    """What a past day showed, at its end in Liaocheng."""

    def read(self, text):
        """A day, today at latest; today is None, as nothing has to be put back."""
        try:
            day = parse_date(text) if text.isascii() else None
        except ValueError:
            day = None
        today = timezone.localdate()
        if day is None or day.year not in YEARS or day > today:
            detail = _("Use a day until today, for example %(day)s.") % {"day": "2026-01-31"}
            raise Wrong("not_a_past_day", detail)
        return day if day < today else None

    def schema(self):
        """A day, ISO 8601."""
        return {"type": "string", "format": "date"}


AS_OF = AsOf("as_of", _("What this day showed, by what was approved, set and recorded by then"))


@dataclass(frozen=True)
class PageSize(Parameter):
    """How many records a page holds."""

    def read(self, text):
        """From 1 to 1,000."""
        if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= LARGEST_PAGE:
            detail = _("Use a whole number from 1 to %(number)d.") % {"number": LARGEST_PAGE}
            raise Wrong("out_of_range", detail)
        return int(text)

    def schema(self):
        """A whole number."""
        limits = {"minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE}
        return {"type": "integer", **limits}


@dataclass(frozen=True)
class Ordering(Parameter):
    """Fields to order by, separated by commas, each with a hyphen before it for descending."""

    many = True
    names: tuple = ()

    def read(self, text):
        """`(name, descending)` of each; a field counts where it stands first."""
        wanted = {}
        if text.count(",") >= MOST_FIELDS:
            detail = _("Order by at most %(number)d fields.") % {"number": MOST_FIELDS}
            raise Wrong("too_many", detail)
        for word in text.split(","):
            name = word.strip().removeprefix("-")
            if name not in self.names:
                raise unknown("unknown_field", name, self.names)
            wanted.setdefault(name, word.strip().startswith("-"))
        return tuple(wanted.items())

    def schema(self):
        """Names, with and without hyphen."""
        names = [sign + name for name in self.names for sign in ("", "-")]
        limit = {"maxItems": MOST_FIELDS}
        return {"type": "array", "items": {"type": "string", "enum": names}, "minItems": 1, **limit}


def filter_for(model, name):
    """The parameter that filters by a column, after the column's kind."""
    found = column(model, name)
    description = found.verbose_name if hasattr(found, "verbose_name") else name
    if found.related_model is Area and name == "area":
        return AreaKeys(name, _("Key of an area; all areas below it count"))
    if found.is_relation:
        return Keys(name, description, model=found.related_model)
    if found.choices:
        return Terms(name, description, choices=tuple(value for value, _label in found.choices))
    if isinstance(found, models.IntegerField):
        return Numbers(name, description)
    if isinstance(found, models.BooleanField):
        return Flag(name, description)
    return Text(name, description)


def parameters_for(collection, sortable):
    """All parameters of a collection's list; `sortable` are the names it can be ordered by."""
    place = ("area", "status", "location_precision", "plan_action") if collection.located else ()
    names = dict.fromkeys((*place, *collection.filters))
    box = (
        [Box("bbox", _("Places that meet the box west,south,east,north in degrees (WGS 84)"))]
        if collection.located
        else []
    )
    return (
        *([AS_OF] if collection.past else []),
        *box,
        *(filter_for(collection.model, name) for name in names),
        Search("search", _("Words that key, name or text contain"), fields=collection.search),
        Since("updated_since", _("Changed since a day or a time (ISO 8601)")),
        Ordering("ordering", _("Order by these fields; nulls come last"), names=sortable),
        PageSize("page_size", _("Records per page")),
        Parameter("cursor", _("Where the page starts: from `next` or `previous`")),
        FORMAT,
    )


# Its value is judged where the answer's form is negotiated.
FORMAT = Parameter("format")
