"""Where a circle reaches: three outlines that are kept apart, each with its source and day."""

from django.conf import settings
from django.contrib.gis.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from liaocheng_plan.documents.fields import StructuredField


class CircleShapeQuerySet(models.QuerySet):
    """Outlines of circles."""

    def claiming(self):
        """Those that say which outlets belong to their circle: see `CircleShape.claims`.

        A declared boundary bounds its circle: beside it the circle's own reach says nothing.
        """
        kinds = CircleShape.Kind
        far = {"kind": kinds.REACH, "error_m__gt": CircleShape.TRUSTED_M}
        declared = CircleShape.objects.filter(place=models.OuterRef("place"), kind=kinds.DECLARED)
        bounded = models.Q(kind=kinds.REACH) & models.Exists(declared)
        return self.exclude(kind=kinds.COMMUNITY).exclude(**far).exclude(bounded)


class CircleShape(models.Model):
    """One outline of a circle (WGS 84, EPSG:4326); none of the three stands in for another.

    `place` is the circle as `collection/key`, planned or pilot. The administrative community and
    the boundary that staff declare are reported, with `source` and `as_of`; the reach is derived:
    `method` says how (`{method, factor, network_as_of, rule, minutes, …}`).
    """

    class Kind(models.TextChoices):
        COMMUNITY = "community", _("administrative community")
        DECLARED = "declared", _("declared boundary")
        REACH = "reach", _("computed reach")

    place = models.CharField(_("circle"), max_length=120, db_index=True)
    kind = models.CharField(_("kind of outline"), max_length=10, choices=Kind.choices)
    geometry = models.MultiPolygonField(_("outline"), srid=4326)
    source = models.CharField(_("source"), max_length=200, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    error_m = models.PositiveIntegerField(_("may be off by (m)"), null=True, blank=True)
    method = StructuredField(_("method"), default=dict, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    history = HistoricalRecords()

    TRUSTED_M = 400
    """How far off a circle may be for its reach to claim outlets: about half of a quarter of an
    hour's walk as the crow flies (1,000 m ÷ 1.3). Beyond, what is inside may as well be outside."""

    objects = CircleShapeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outline of a circle")
        verbose_name_plural = _("outlines of circles")
        ordering = ["place", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["place", "kind"], name="circles_one_outline_of_a_kind")
        ]

    def __str__(self):
        return f"{self.place} · {self.get_kind_display()}"

    @property
    def claims(self):
        """Whether outlets inside can count to the circle: a boundary, or a reach not too far off.

        Of a reach beside a declared boundary only `claiming` knows that it does not.
        """
        near = self.error_m is None or self.error_m <= self.TRUSTED_M
        return self.kind == self.Kind.DECLARED or (self.kind == self.Kind.REACH and near)
