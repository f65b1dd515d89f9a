"""Outlets, and what staff found on visits."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from liaocheng_plan.documents.models import ValueKind
from liaocheng_plan.imports.datums import Datum
from liaocheng_plan.places.models import PlannedPlace, PlannedPlaceQuerySet

from .circles import LivingCircle, PilotCircle
from .standards import BusinessType, FormatConcept


def long_writings():
    """The records of what writes many outlets at once; they point to outlets, so not at import."""
    from .imports import CircleAssignment, OutletImport

    return OutletImport.objects, CircleAssignment.objects


def in_open_pair():
    """The condition that an outlet is in a pair of suspected duplicates that nobody decided."""
    from .imports import OutletPair

    pairs = OutletPair.objects.filter(state=OutletPair.State.OPEN)
    sides = (pairs.filter(**{side: models.OuterRef("pk")}) for side in ("first", "second"))
    one, other = map(models.Exists, sides)
    return one | other


OPERATING = models.Q(merged_into__isnull=True, closed_on__isnull=True)
"""What `OutletQuerySet.operating` asks for, as the partial indexes have it."""


DAYS = ("source_on", "opened_on", "updated_at")
"""What evidence of an outlet is dated by: in the indexes, so that they answer without the rows."""
WATCHED = ("geometry", "circle_id", "pilot_id", "circle_basis")


class CircleBasis(models.TextChoices):
    """Why an outlet counts to its circle and pilot; what staff say is never replaced."""

    STATED = "stated", _("as its source says")
    BOUNDARY = "boundary", _("inside the declared boundary")
    REACH = "reach", _("inside the computed reach")
    ASSIGNED = "assigned", _("assigned by staff")
    SEVERAL = "several", _("inside several: to be assigned by staff")


class OutletQuerySet(PlannedPlaceQuerySet):
    """Outlets with type and circle."""

    def for_lists(self):
        """As for every place, with business type and circle."""
        return super().for_lists().select_related("business_type", "circle")

    def counted(self):
        """Those that are not merged into another one."""
        return self.filter(merged_into__isnull=True)

    def operating(self):
        """Those that have not closed and count: the condition of the indexes of outlets."""
        return self.filter(OPERATING)

    def changed_since(self, moment):
        """As for every record, and what was dated before that time but seen only after it.

        Imports and assignments bear the time at which their writing began, and are seen when it
        ends, minutes later: who asked in between has not got them.
        """
        begins = [rows.began_before_and_seen_after(moment) for rows in long_writings()]
        return super().changed_since(min([moment, *filter(None, begins)]))

    def with_suspicion(self):
        """Every outlet with `suspected`: whether it is in an open pair of suspected duplicates."""
        wrapped = models.ExpressionWrapper(in_open_pair(), output_field=models.BooleanField())
        return self.annotate(suspected=wrapped)

    def suspected(self):
        """Those in an open pair of suspected duplicates."""
        return self.filter(in_open_pair())

    def ambiguous(self):
        """Open ones inside several circles: nobody but staff says to which they belong."""
        return self.operating().filter(circle_basis=CircleBasis.SEVERAL)


class Outlet(PlannedPlace):
    """A shop or service point; the documents list none, staff report or import them.

    An imported one keeps the coordinates of its source in `datum` beside the WGS 84 geometry, and
    the digest of the row that it was last imported from: only what the source changed is taken
    over again. A merged one stays, counts no more and points to the other.
    """

    REPORTED = (
        "status",
        "business_type",
        "circle",
        "pilot",
        "floor_area_m2",
        "employees",
        "is_chain",
        "opened_on",
        "closed_on",
        "source",
        "source_on",
        "merged_into",
    )

    business_type = models.ForeignKey(
        BusinessType,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outlets",
        verbose_name=_("business type"),
    )
    circle = models.ForeignKey(
        LivingCircle,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="outlets",
        verbose_name=_("living circle"),
    )
    pilot = models.ForeignKey(
        PilotCircle,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="outlets",
        verbose_name=_("pilot circle"),
    )
    circle_basis = models.CharField(
        _("basis of the circle"), max_length=8, choices=CircleBasis.choices, blank=True
    )
    floor_area_m2 = models.DecimalField(
        _("floor area (m²)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    is_chain = models.BooleanField(_("part of a chain"), null=True, blank=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    source_on = models.DateField(_("source as of"), null=True, blank=True)
    source_ref = models.CharField(_("number at the source"), max_length=80, blank=True)
    source_digest = models.CharField(max_length=32, blank=True, editable=False)
    datum = models.CharField(
        _("datum of the source"), max_length=6, choices=Datum.choices, blank=True
    )
    given_longitude = models.FloatField(_("longitude at the source"), null=True, blank=True)
    given_latitude = models.FloatField(_("latitude at the source"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )

    objects = OutletQuerySet.as_manager()

    class Meta(PlannedPlace.Meta):
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ["id"]
        constraints = [
            *PlannedPlace.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | ~models.Q(merged_into=models.F("id")),
                name="circles_outlet_not_into_itself",
            ),
        ]
        indexes = [
            *(
                models.Index(
                    fields=[circle, "business_type", other, *DAYS],
                    condition=OPERATING & models.Q(**{f"{circle}__isnull": False}),
                    name=f"circles_outlet_by_{circle}",
                )
                for circle, other in (("circle", "pilot"), ("pilot", "circle"))
            ),
            models.Index(
                fields=["merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="circles_outlet_merged",
            ),
            models.Index(
                fields=["id"],
                condition=models.Q(circle_basis="several"),
                name="circles_outlet_ambiguous",
            ),
        ]

    @classmethod
    def from_db(cls, db, field_names, values):
        """Remember where it was and to which circle it counted, as far as that is fetched."""
        outlet = super().from_db(db, field_names, values)
        outlet._fetched = {name: outlet.__dict__.get(name) for name in WATCHED}
        return outlet

    @property
    def is_operating(self):
        """Whether it counts: neither closed nor merged into another one."""
        return self.closed_on is None and self.merged_into_id is None

    def value_kinds(self):
        """As for every record; a circle that follows from the place is derived."""
        kinds = super().value_kinds()
        if self.circle_basis in (CircleBasis.BOUNDARY, CircleBasis.REACH):
            found = dict.fromkeys(("circle", "pilot"), ValueKind.DERIVED.value)
            kinds |= {name: kind for name, kind in found.items() if name in kinds}
        return kinds

    def has_moved(self):
        """Whether the position was changed since it was fetched, or is new."""
        before = getattr(self, "_fetched", {})
        return self.__dict__.get("geometry") != before.get("geometry")

    def save(self, *args, **kwargs):
        """A circle that was chosen since it was fetched is assigned by staff, unless said."""
        before = getattr(self, "_fetched", dict.fromkeys(WATCHED))
        said = (self.circle_basis or "") != (before["circle_basis"] or "")
        chosen = (self.circle_id, self.pilot_id) != (before["circle_id"], before["pilot_id"])
        if chosen and not said:
            self.circle_basis = CircleBasis.ASSIGNED
        super().save(*args, **kwargs)


class FormatVisit(models.Model):
    """What staff found on the spot: a kind of business is there in a circle, or is not.

    `place` is the circle as `collection/key`, planned or pilot.
    """

    place = models.CharField(_("circle"), max_length=120, db_index=True)
    concept = models.ForeignKey(
        FormatConcept, models.PROTECT, related_name="visits", verbose_name=_("kind of business")
    )
    present = models.BooleanField(_("present"))
    visited_on = models.DateField(_("visited on"))
    visited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("visited by"),
    )
    note = models.CharField(_("note"), max_length=250, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["-visited_on", "-id"]

    def __str__(self):
        return f"{self.place} · {self.concept} · {self.visited_on}"
