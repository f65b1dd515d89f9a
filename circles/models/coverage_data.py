"""What staff give for coverage: people, barriers, crossings and streets, each dated and kept."""

from uuid import uuid4

from django.conf import settings
from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from liaocheng_plan.documents.fields import StructuredField
from liaocheng_plan.imports.datums import Datum


def storage_name(dataset, name):
    """Where an original lies below the media folder: under a name that nobody can guess."""
    return f"coverage/{dataset.kind}/{uuid4().hex}.{name.rpartition('.')[2].lower()}"


class CoverageDatasetQuerySet(models.QuerySet):
    """Data by what it is used for."""

    def in_force(self):
        """`{kind: dataset}` of those that are computed with."""
        return {row.kind: row for row in self.filter(is_in_force=True)}


class CoverageDataset(models.Model):
    """One file that staff gave, read by a job; a new one stands beside the old ones.

    One of each kind is in force. `datum` is what the file's positions were in: all that is kept
    is WGS 84 (EPSG:4326), the original file stays as it came. `found` counts what was read and
    what was left out; `problem` is `{code, …}` where it was refused
    (see `circles.coverage.refusals`).
    """

    class Kind(models.TextChoices):
        POPULATION = "population", _("people")
        BARRIERS = "barriers", _("barriers")
        CROSSINGS = "crossings", _("crossings")
        STREETS = "streets", _("walkable streets")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be read")
        READY = "ready", _("read")
        REFUSED = "refused", _("refused")

    kind = models.CharField(_("kind of data"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120)
    source = models.CharField(_("source"), max_length=200)
    as_of = models.DateField(_("as of"))
    datum = models.CharField(_("datum of the positions"), max_length=6, choices=Datum.choices)
    layer = models.CharField(_("layer"), max_length=120, blank=True)
    file = models.FileField(_("file"), upload_to=storage_name, max_length=200)
    file_name = models.CharField(_("file name"), max_length=150)
    size = models.PositiveBigIntegerField(_("size (bytes)"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.WAITING)
    problem = StructuredField(_("why it was refused"), default=dict, blank=True)
    found = StructuredField(_("what was read"), default=dict, blank=True)
    is_in_force = models.BooleanField(_("in force"), default=False)
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )

    history = HistoricalRecords()

    objects = CoverageDatasetQuerySet.as_manager()

    class Meta:
        verbose_name = _("data for coverage")
        verbose_name_plural = _("data for coverage")
        ordering = ["kind", "-as_of", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(is_in_force=True),
                name="circles_one_dataset_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(is_in_force=False) | models.Q(state="ready"),
                name="circles_dataset_in_force_is_read",
            ),
        ]

    def __str__(self):
        return f"{self.name} · {self.as_of}"


class PopulationUnit(models.Model):
    """People of one place, as counted on the dataset's day; null people are not known, not 0.

    `geometry` is an area or a point; `community` names the community that the unit is (part of),
    empty where the file names none.
    """

    dataset = models.ForeignKey(CoverageDataset, models.CASCADE, related_name="units")
    name = models.CharField(_("name"), max_length=120, blank=True)
    community = models.CharField(_("community"), max_length=120, blank=True)
    people = models.PositiveIntegerField(_("people"), null=True, blank=True)
    households = models.PositiveIntegerField(_("households"), null=True, blank=True)
    geometry = models.GeometryField(_("place"), srid=4326)

    class Meta:
        verbose_name = _("population unit")
        verbose_name_plural = _("population units")
        ordering = ["id"]

    def __str__(self):
        return self.name or str(self.pk)


class Barrier(models.Model):
    """A river, lake, railway or expressway (line or area), or a place where one is crossed."""

    dataset = models.ForeignKey(CoverageDataset, models.CASCADE, related_name="barriers")
    name = models.CharField(_("name"), max_length=120, blank=True)
    kind = models.CharField(_("kind, as in the file"), max_length=60, blank=True)
    geometry = models.GeometryField(_("place"), srid=4326)

    class Meta:
        verbose_name = _("barrier or crossing")
        verbose_name_plural = _("barriers and crossings")
        ordering = ["id"]

    def __str__(self):
        return self.name or str(self.pk)


class StreetNetwork(models.Model):
    """The walkable streets of one file, packed (see `circles.coverage.packing`)."""

    dataset = models.OneToOneField(CoverageDataset, models.CASCADE, related_name="network")
    packed = models.BinaryField(_("streets"))
    edges = models.PositiveIntegerField(_("stretches of street"))
    length_km = models.DecimalField(_("length (km)"), max_digits=10, decimal_places=3)

    class Meta:
        verbose_name = _("street network")
        verbose_name_plural = _("street networks")

    def __str__(self):
        return str(self.dataset_id)
