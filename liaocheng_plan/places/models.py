"""PlannedPlace: the one abstract base of everything in the plan that has a where."""

from django.contrib.gis.db import models
from django.contrib.gis.geos import Polygon
from django.core.exceptions import ValidationError
from django.db import connections
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.fields import WordsField
from liaocheng_plan.documents.models import PlanRecord, PlanRecordQuerySet, ValueKind

# Liaocheng with a margin of some 20 km, WGS 84: outside it, axes are swapped or the datum is wrong.
CITY_EXTENT = (115.0, 35.5, 116.9, 37.3)


class Precision(models.TextChoices):
    """How a position was found; all but those of `EXACT` are provisional.

    `source` are the coordinates that the source of an import gave, after its datum: nobody of the
    bureau was there, and no file moves what staff surveyed.
    """

    SURVEYED = "surveyed", _("surveyed by staff")
    SOURCE = "source", _("source’s coordinates")
    POI = "poi", _("point of interest")
    INTERSECTION = "intersection", _("road crossing")
    INFERRED = "inferred", _("inferred")
    AREA = "area", _("area only")
    UNLOCATED = "unlocated", _("unlocated")


EXACT = (Precision.SURVEYED, Precision.SOURCE)
"""Positions that somebody stated as such; the others were inferred and are to be checked."""


class AreaBasis(models.TextChoices):
    """Why a place counts to its area."""

    STATED = "stated", _("stated in the plan")
    LOCATED = "located", _("by its position")
    ASSIGNED = "assigned", _("assigned by staff")


class PlanAction(models.TextChoices):
    """What the plan says shall happen to a place."""

    KEEP = "keep", _("keep")
    UPGRADE = "upgrade", _("upgrade")
    BUILD = "build", _("build")


class Status(models.TextChoices):
    """What has been reported of a place; nothing is known until it is reported."""

    NOT_REPORTED = "not_reported", _("not reported")
    NOT_STARTED = "not_started", _("not started")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


class PlannedPlaceQuerySet(PlanRecordQuerySet):
    """Predicates on places, written once; map, API, admin and dashboards all use these."""

    def for_lists(self):
        """Citations and area, without the area's boundary."""
        return self.with_citations().select_related("area").defer("area__boundary")

    def search(self, words, fields=()):
        """As for every record; also in the words of place and the roads."""
        return super().search(words, ("location_text", "roads", *fields))

    def drawn(self):
        """Places with a geometry of their own."""
        return self.filter(geometry__isnull=False)

    def area_only(self):
        """Places of which only the area is known."""
        return self.filter(location_precision=Precision.AREA)

    def unlocated(self):
        """The queue 待定位: places that nothing supports a position for."""
        return self.filter(location_precision=Precision.UNLOCATED)

    def in_areas(self, area_ids):
        """Places whose area is one of these ids (pass a subtree for all below)."""
        return self.filter(area_id__in=area_ids)

    def in_bbox(self, west, south, east, north):
        """Places whose geometry meets the box (WGS 84 degrees), by the spatial index.

        SpatiaLite's planner does not use its R*Tree for a predicate, so it is asked by name.
        """
        box = Polygon.from_bbox((west, south, east, north))
        box.srid = 4326
        if connections[self.db].vendor == "sqlite":
            table = self.model._meta.db_table
            index = f'"idx_{table}_geometry"'
            self = self.extra(
                where=[
                    f'"{table}"."id" IN (SELECT pkid FROM {index} WHERE xmin <= %s AND xmax >= %s'
                    " AND ymin <= %s AND ymax >= %s)"
                ],
                # The R*Tree holds 32-bit floats: widen by less than a metre, the predicate decides.
                params=[east + 1e-5, west - 1e-5, north + 1e-5, south - 1e-5],
            )
        return self.filter(geometry__intersects=box)


class PlannedPlace(PlanRecord):
    """A place of the plan. Geometry is WGS 84 (EPSG:4326) and null unless something supports it.

    A place of precision `area` or `unlocated` has no geometry; every other has one, with the
    distance in metres by which it may be off.
    """

    REPORTED = ("status",)

    location_text = models.CharField(
        _("where, as printed"), max_length=250, blank=True, help_text=_("The document's own words.")
    )
    roads = WordsField(_("roads"))
    area = models.ForeignKey(
        "organisation.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(app_label)s_%(class)s_set",
        verbose_name=_("area"),
    )
    area_basis = models.CharField(
        _("basis of the area"), max_length=10, choices=AreaBasis.choices, null=True, blank=True
    )
    geometry = models.GeometryField(_("position"), null=True, blank=True, srid=4326)
    location_precision = models.CharField(
        _("precision"), max_length=12, choices=Precision.choices, default=Precision.UNLOCATED
    )
    location_error_m = models.PositiveIntegerField(_("may be off by (m)"), null=True, blank=True)
    location_derivation = models.TextField(_("how it was found"), blank=True)
    plan_action = models.CharField(
        _("planned action"), max_length=8, choices=PlanAction.choices, null=True, blank=True
    )
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.NOT_REPORTED
    )
    status_as_of = models.DateField(_("status as of"), null=True, blank=True)
    status_note = models.CharField(_("note on the status"), max_length=250, blank=True)

    objects = PlannedPlaceQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_geometry_fits_precision",
                condition=models.Q(
                    location_precision__in=[Precision.AREA, Precision.UNLOCATED],
                    geometry__isnull=True,
                )
                | (
                    ~models.Q(location_precision__in=[Precision.AREA, Precision.UNLOCATED])
                    & models.Q(geometry__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_area_has_basis",
                condition=models.Q(area__isnull=True, area_basis__isnull=True)
                | models.Q(area__isnull=False, area_basis__isnull=False),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_area_precision_has_area",
                condition=~models.Q(location_precision=Precision.AREA)
                | models.Q(area__isnull=False),
            ),
        ]

    def value_kinds(self):
        """As for every record; the words of place and the area by what they rest on."""
        kinds = super().value_kinds()
        stated = ValueKind.STATED if self.is_stated() else ValueKind.REPORTED
        for name in ("location_text", "roads", "plan_action"):
            if self.holds(name):
                kinds[name] = stated.value
        if self.area_id:
            kinds["area"] = {
                AreaBasis.STATED: ValueKind.STATED,
                AreaBasis.LOCATED: ValueKind.DERIVED,
                AreaBasis.ASSIGNED: ValueKind.REPORTED,
            }[self.area_basis].value
        if self.geometry is not None:
            exact = self.location_precision in EXACT
            kinds["geometry"] = (ValueKind.REPORTED if exact else ValueKind.DERIVED).value
        return kinds

    def holds(self, name):
        """As for every record; a status that nobody reported is no value."""
        if name == "status":
            return self.status != Status.NOT_REPORTED
        return super().holds(name)

    @property
    def provisional(self):
        """Whether the position still has to be checked on the ground (drawn dashed)."""
        return self.geometry is not None and self.location_precision not in EXACT

    def clean(self):
        """Raise `ValidationError` by field where position, precision and area do not fit."""
        errors = {}
        if self.geometry is not None:
            errors |= self.geometry_errors()
        elif self.location_precision not in (Precision.AREA, Precision.UNLOCATED):
            errors["geometry"] = _("Draw the position on the map, or choose “unlocated”.")
        if self.location_precision == Precision.AREA and not self.area_id:
            errors["area"] = _("“Area only” needs an area: choose it here.")
        if bool(self.area_id) != bool(self.area_basis):
            errors["area_basis"] = _("Area and its basis go together: give both or neither.")
        if self.status_as_of and self.status_as_of > timezone.localdate():
            errors["status_as_of"] = _("This day is still to come; give the day of the report.")
        if errors:
            raise ValidationError(errors)

    def geometry_errors(self):
        """Errors of the geometry itself, by field."""
        if self.location_precision in (Precision.AREA, Precision.UNLOCATED):
            return {
                "location_precision": _(
                    "A position is drawn: say how it was found, or delete the position."
                )
            }
        if not self.geometry.valid:
            return {"geometry": _("The shape crosses itself; draw it again.")}
        west, south, east, north = self.geometry.extent
        x0, y0, x1, y1 = CITY_EXTENT
        if west < x0 or south < y0 or east > x1 or north > y1:
            return {
                "geometry": _(
                    "The position lies outside Liaocheng; longitude and latitude may be swapped."
                )
            }
        return {}
