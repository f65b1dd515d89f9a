"""The outlines of a circle as staff draw them; each stays what it is, and every older one is kept.

All raise `PermissionDenied` where role or area do not allow it, `ValidationError` by field.
Geometry is WGS 84 (EPSG:4326). The computed reach is written by the coverage of the city, never
by hand.
"""

import numpy as np
import shapely
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan.imports.datums import Datum, to_wgs84
from liaocheng_plan.places.models import CITY_EXTENT
from liaocheng_plan.progress.reach import require

from .access import may_edit
from .evidence import place_of
from .models import CircleShape

DRAWN = (CircleShape.Kind.COMMUNITY, CircleShape.Kind.DECLARED)
CORNERS = 20_000
"""More corners than any boundary needs; a file with more was exported from something else."""


def outlines(circle):
    """`[CircleShape]` of a circle: community, declared boundary, reach."""
    found = {row.kind: row for row in CircleShape.objects.filter(place=place_of(circle))}
    return [found[kind] for kind in CircleShape.Kind.values if kind in found]


def past(circle):
    """Older and removed outlines, newest first, as history rows."""
    rows = CircleShape.history.filter(place=place_of(circle), kind__in=DRAWN)
    rows = rows.select_related("history_user").defer("geometry")
    return rows.order_by("-history_date", "-history_id")


@transaction.atomic
def draw(user, circle, *, kind, geometry, source, as_of, error_m=None, datum=""):
    """Draw or replace one outline; returns the `CircleShape`.

    `datum` is that of the coordinates (`imports.datums.Datum`; "" for WGS 84): they are converted
    once, and the outline says so. The outlets are assigned anew by the worker.
    """
    require(may_edit(user, circle))
    if kind not in DRAWN:
        raise ValidationError({"kind": _("This outline is computed, not drawn.")})
    if as_of > timezone.localdate():
        raise ValidationError({"as_of": _("This day is still to come.")})
    shape = (
        CircleShape.objects.select_for_update().filter(place=place_of(circle), kind=kind).first()
    )
    shape = shape or CircleShape(place=place_of(circle), kind=kind)
    shape.geometry, shape.source = polygons(in_degrees(geometry, datum)), source.strip()
    shape.method = {"datum": datum} if datum not in ("", Datum.WGS84) else {}
    shape.as_of, shape.error_m = as_of, error_m
    shape.recorded_at, shape.recorded_by = timezone.now(), user
    shape.full_clean(exclude=["geometry"])
    shape._history_user = user
    shape.save()
    return shape


@transaction.atomic
def remove(user, circle, kind):
    """Take a drawn outline away; the history keeps it."""
    require(may_edit(user, circle))
    shape = CircleShape.objects.filter(place=place_of(circle), kind=kind, kind__in=DRAWN).first()
    if shape is None:
        raise ValidationError(_("There is no such outline."))
    shape._history_user = user
    shape.delete()


def in_degrees(geometry, datum):
    """A geometry in a datum as WGS 84."""
    if geometry is None or datum in ("", Datum.WGS84):
        return geometry
    moved = shapely.transform(
        shapely.from_wkb(bytes(geometry.wkb)),
        lambda points: np.column_stack(to_wgs84(datum, points[:, 0], points[:, 1])),
    )
    return GEOSGeometry(memoryview(shapely.to_wkb(moved)), srid=4326)


def polygons(geometry):
    """A valid `MultiPolygon` inside the city; `ValidationError` for anything else."""
    if geometry is None or geometry.empty:
        refuse(_("Draw the outline on the map, or choose a file."))
    parts = list(geometry) if geometry.geom_type == "GeometryCollection" else [geometry]
    if any(part.geom_type not in ("Polygon", "MultiPolygon") for part in parts):
        refuse(_("An outline is an area: points and lines cannot be one."))
    if geometry.num_coords > CORNERS:
        refuse(_("The outline has more than %(n)s corners; simplify it.") % {"n": CORNERS})
    if not all(part.valid for part in parts):
        refuse(_("The shape crosses itself; draw it again."))
    refuse_elsewhere(geometry.extent)
    together = parts[0]
    for part in parts[1:]:
        together = together.union(part)
    found = together if together.geom_type == "MultiPolygon" else MultiPolygon(together)
    found.srid = 4326
    return found


def refuse_elsewhere(extent):
    """`ValidationError` for degrees that lie outside the city, or are no degrees at all."""
    west, south, east, north = extent
    x0, y0, x1, y1 = CITY_EXTENT
    if max(abs(edge) for edge in extent) > 180:
        refuse(_("These are no degrees: convert the file to WGS 84 longitude and latitude."))
    if west < x0 or south < y0 or east > x1 or north > y1:
        refuse(_("The position lies outside Liaocheng; longitude and latitude may be swapped."))


def refuse(sentence):
    """Raise `ValidationError` on the outline."""
    raise ValidationError({"geometry": sentence})
