"""Imports of outlets: a file, its rows before they count, and what is wrong with them."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.fields import StructuredField
from liaocheng_plan.imports.datums import Datum

from .circles import LivingCircle, PilotCircle
from .outlets import CircleBasis, Outlet
from .standards import BusinessType

COMMIT = timedelta(minutes=1)
"""How much later than its last statement a writing may be seen, differing clocks included."""


def storage_name(run, name):
    """Where a file lies below the media folder: under a name that nobody can guess."""
    return f"imports/{uuid4().hex}.{run.kind}"


class LongWritingQuerySet(models.QuerySet):
    """Writings of many outlets: dated at `began_at`, seen at `ENDS`."""

    def began_before_and_seen_after(self, moment):
        """When the first writing began that nobody saw at that time; None for none."""
        ends = {f"{self.model.ENDS}__gte": moment - COMMIT}
        found = self.filter(began_at__lt=moment, **ends)
        return found.aggregate(first=models.Min("began_at"))["first"]


class OutletImport(models.Model):
    """One file of outlets, from the upload to the register.

    `counts` by action, as the preview shows them; `columns` as `{field: heading}`; `refusal` is
    why the file was refused as a whole; `hints` are codes of what looks odd, with details.
    `headings` are `{heading, values}` with the first values, in order, until the import is over;
    `type_words` are `[word, rows]` of business types that no list has, the most frequent first.
    Its outlets are dated `began_at` and seen from `applied_at` on.
    """

    ENDS = "applied_at"

    class State(models.TextChoices):
        MAPPING = "mapping", _("columns to be assigned")
        CHECKING = "checking", _("being checked")
        READY = "ready", _("waiting for a decision")
        REFUSED = "refused", _("refused")
        APPLYING = "applying", _("being applied")
        DONE = "done", _("applied")
        CANCELLED = "cancelled", _("cancelled")
        FAILED = "failed", _("failed")

    file = models.FileField(_("file"), upload_to=storage_name, max_length=200)
    name = models.CharField(_("file name"), max_length=150)
    kind = models.CharField(_("file type"), max_length=8)
    source = models.CharField(_("source"), max_length=200)
    as_of = models.DateField(_("as of"))
    datum = models.CharField(_("datum"), max_length=6, choices=Datum.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.CHECKING
    )
    columns = StructuredField(_("columns"), default=dict, blank=True)
    ignored = StructuredField(_("columns left out"), default=list, blank=True)
    headings = StructuredField(_("headings"), default=list, blank=True)
    type_words = StructuredField(_("words of business types"), default=list, blank=True)
    counts = StructuredField(_("counts"), default=dict, blank=True)
    hints = StructuredField(_("hints"), default=list, blank=True)
    refusal = StructuredField(_("refusal"), null=True, blank=True)
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    began_at = models.DateTimeField(null=True, editable=False)
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("applied by"),
    )

    objects = LongWritingQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of outlets")
        verbose_name_plural = _("imports of outlets")
        ordering = ["-id"]

    def __str__(self):
        return f"{self.name} · {self.source} · {self.as_of}"


class OutletImportChoice(models.Model):
    """What somebody said of a file's headings or words; such a row is never changed.

    `given` is `{heading: field}` or `{word: key of a business type}`; "" leaves the column out or
    the type unknown, null takes an earlier choice back. `taken_from` is the import of the same
    source whose choices were taken over; then nobody made this one.
    """

    class Kind(models.TextChoices):
        COLUMNS = "columns", _("columns of the file")
        TYPES = "types", _("words of business types")

    run = models.ForeignKey(OutletImport, models.CASCADE, related_name="choices")
    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices)
    given = StructuredField(_("chosen"), default=dict)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    taken_from = models.ForeignKey(
        OutletImport,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("taken over from"),
    )

    class Meta:
        verbose_name = _("choice of an import")
        verbose_name_plural = _("choices of imports")
        ordering = ["id"]

    def __str__(self):
        return f"{self.run_id} · {self.get_kind_display()}"


class OutletImportRow(models.Model):
    """One row of a file, read and checked; `key` is the outlet's, `digest` that of what it says.

    `longitude` and `latitude` are WGS 84, those of the file stand beside them.
    """

    class Action(models.TextChoices):
        NEW = "n", _("to be added")
        CHANGED = "c", _("changed")
        CLOSING = "x", _("newly closed")
        CONFIRMED = "f", _("unchanged, confirmed")
        UNCHANGED = "u", _("unchanged")

    run = models.ForeignKey(
        OutletImport, models.CASCADE, db_index=False, db_constraint=False, related_name="rows"
    )
    line = models.PositiveIntegerField(_("row"))
    key = models.CharField(_("key"), max_length=40)
    digest = models.CharField(max_length=32)
    action = models.CharField(max_length=1, choices=Action.choices, default=Action.NEW)
    source_ref = models.CharField(max_length=80, blank=True)
    name = models.CharField(_("name"), max_length=200)
    business_type = models.ForeignKey(
        BusinessType,
        models.DO_NOTHING,
        null=True,
        db_index=False,
        db_constraint=False,
        related_name="+",
    )
    location_text = models.CharField(max_length=250, blank=True)
    area = models.ForeignKey(
        "organisation.Area",
        models.DO_NOTHING,
        null=True,
        db_index=False,
        db_constraint=False,
        related_name="+",
    )
    area_basis = models.CharField(max_length=10, null=True)
    circle = models.ForeignKey(
        LivingCircle,
        models.DO_NOTHING,
        null=True,
        db_index=False,
        db_constraint=False,
        related_name="+",
    )
    pilot = models.ForeignKey(
        PilotCircle,
        models.DO_NOTHING,
        null=True,
        db_index=False,
        db_constraint=False,
        related_name="+",
    )
    circle_basis = models.CharField(max_length=8, choices=CircleBasis.choices, blank=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    given_longitude = models.FloatField(null=True)
    given_latitude = models.FloatField(null=True)
    floor_area_m2 = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    employees = models.PositiveIntegerField(null=True)
    is_chain = models.BooleanField(null=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        indexes = [models.Index(fields=["run", "line"], name="circles_import_row")]

    def __str__(self):
        return f"{self.line} {self.name}"


class OutletImportProblem(models.Model):
    """What is wrong with one value, or odd: the row is `refused`, or only flagged."""

    run = models.ForeignKey(OutletImport, models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField(_("row"))
    column = models.CharField(_("column"), max_length=80, blank=True)
    value = models.CharField(_("value"), max_length=80, blank=True)
    code = models.CharField(max_length=16)
    details = StructuredField(default=dict, blank=True)
    refused = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("problem of an import")
        verbose_name_plural = _("problems of imports")
        ordering = ["line", "id"]

    def __str__(self):
        return f"{self.line} {self.column} {self.code}"


class OutletPair(models.Model):
    """Two outlets that may be one: suspected by name and distance, decided by hand.

    `first` has the lower id. A merged one counts no more and points to the other.
    """

    class State(models.TextChoices):
        OPEN = "open", _("to be decided")
        MERGED = "merged", _("merged")
        DIFFERENT = "different", _("not the same")

    first = models.ForeignKey(Outlet, models.CASCADE, related_name="+")
    second = models.ForeignKey(Outlet, models.CASCADE, related_name="+")
    metres = models.PositiveIntegerField(_("distance (m)"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    found_at = models.DateTimeField(_("found at"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    class Meta:
        verbose_name = _("suspected duplicate")
        verbose_name_plural = _("suspected duplicates")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="circles_pair_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="circles_pair_in_order"
            ),
        ]

    def __str__(self):
        return f"{self.first} ≈ {self.second}"


class CircleAssignment(models.Model):
    """When all outlets were assigned to circles by place, and for which outlines."""

    ENDS = "assigned_at"

    outlines = models.CharField(max_length=120)
    began_at = models.DateTimeField(null=True)
    assigned_at = models.DateTimeField(auto_now=True)
    changed = models.PositiveIntegerField(default=0)

    objects = LongWritingQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment by place")
        verbose_name_plural = _("assignments by place")

    def __str__(self):
        return f"{self.assigned_at:%Y-%m-%d %H:%M} {self.changed}"
