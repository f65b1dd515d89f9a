"""What people report: values of targets and statistics of circles, in versions."""

import uuid

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value, Window
from django.db.models.functions import Cast, Concat, RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.fields import StructuredField
from liaocheng_plan.documents.models import PlanRecord, PlanRecordQuerySet
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.organisation.roles import limited_areas

from ..periods import Period

RECENT = 2
"""How many periods of each area a verdict needs besides the one of the target date."""


class Statistic(PlanRecord):
    """A figure asked for of every circle: shops, people employed, satisfaction, investment.

    The document names the figures; the units are the bureau's.
    """

    unit = models.CharField(_("unit"), max_length=30, blank=True)
    collections = StructuredField(_("asked of"), default=list)

    class Meta:
        verbose_name = _("statistic of circles")
        verbose_name_plural = _("statistics of circles")
        ordering = ["id"]


class ObservationQuerySet(PlanRecordQuerySet):
    """What is reported; only approved rows count anywhere."""

    def approved(self):
        """Rows that the reviewer has approved and no correction has replaced: the public ones."""
        return self.standing()

    def standing(self, at=None):
        """Approved rows as they stood at a moment (now, unless said otherwise)."""
        rows = self.filter(state=Observation.State.APPROVED)
        if at is None:
            return rows.filter(superseded_at__isnull=True)
        known = Q(superseded_at__isnull=True) | Q(superseded_at__gt=at)
        return rows.filter(known, approved_at__lte=at)

    def open(self):
        """Rows on their way: drafts, submitted and returned ones."""
        return self.filter(state__in=Observation.OPEN)

    def latest_of_circles(self):
        """`{(statistic id, circle): row}`: the latest standing report of each, in one query."""
        rows = self.standing().filter(statistic__isnull=False).order_by("period_end", "id")
        return {(row.statistic_id, row.place): row for row in rows}

    def recent(self, today):
        """The periods that a verdict of a day needs, and all of the few leading targets' charts.

        The latest of each target and area, before the target date also the one before it, and
        those that contain the target date.
        """
        rank = Window(
            RowNumber(), partition_by=["target", "area"], order_by=[F("period_end").desc()]
        )
        trend = Q(target__target_year__isnull=True) | Q(target__target_year__gte=today.year)
        charted = Q(target__leading__isnull=False)
        needed = Q(rank=1) | Q(rank__lte=RECENT) & trend | closing() | charted
        return self.annotate(rank=rank).filter(needed)

    def for_forms(self):
        """With what a form shows of each, in one query."""
        return self.select_related("target", "statistic", "area", "reporter").defer(
            "area__boundary"
        )

    def latest_of_each(self):
        """The latest period of each subject, circle and area."""
        subject = ["target", "statistic", "place", "area"]
        rank = Window(RowNumber(), partition_by=subject, order_by=[F("period_end").desc()])
        return self.annotate(age=rank).filter(age=1)

    def visible_to(self, user):
        """Rows that stand, and open ones that the user's role and areas allow.

        Replaced versions are neither: they would be counted beside what replaced them.
        """
        user = user or AnonymousUser()
        if not user.has_perm("progress.view_unapproved"):
            return self.standing()
        current, allowed = self.filter(superseded_at__isnull=True), limited_areas(user)
        if allowed is None:
            return current
        return current.filter(Q(state=Observation.State.APPROVED) | Q(area_id__in=allowed))

    def for_lists(self):
        """With target, statistic and area, in one query beside the citations."""
        return (
            self.with_citations()
            .select_related("target", "statistic", "area", "round")
            .defer("area__boundary")
        )


def closing():
    """The condition of rows whose period contains the target date: the last ones of its year."""
    year = Cast("target__target_year", models.CharField())
    found = Q(period=year)
    for last in ("-H2", "-Q4", "-12"):
        found |= Q(period=Concat(year, Value(last)))
    return found


class Observation(PlanRecord):
    """One reported value for one period and area; null is “not available”, 0 is 0.

    It reports a target, or a statistic of one circle (`place` is `collection/key`). `source` names
    the record that the figure follows from, in the same form, e.g. a published survey. Rows of
    `ratio_of_sums` targets carry numerator and denominator. An approved row is locked: a
    correction is a new version that replaces it (`superseded_at`), and both are kept.
    """

    REPORTED = ("value", "parts", "numerator", "denominator")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")

    OPEN = (State.DRAFT, State.SUBMITTED, State.RETURNED)

    round = models.ForeignKey(
        "progress.Round",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("round"),
    )
    target = models.ForeignKey(
        "progress.Target",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("target"),
    )
    statistic = models.ForeignKey(
        Statistic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("statistic"),
    )
    place = models.CharField(_("circle"), max_length=120, blank=True)
    area = models.ForeignKey(
        "organisation.Area", models.PROTECT, null=True, blank=True, verbose_name=_("area")
    )
    period = models.CharField(_("period"), max_length=8)
    period_start = models.DateField(_("first day of the period"), editable=False)
    period_end = models.DateField(_("last day of the period"), editable=False)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(
        _("numerator"), max_digits=20, decimal_places=4, null=True, blank=True
    )
    denominator = models.DecimalField(
        _("denominator"), max_digits=20, decimal_places=4, null=True, blank=True
    )
    parts = StructuredField(_("parts"), default=list, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    reported_at = models.DateTimeField(_("reported at"), default=timezone.now)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reported",
        verbose_name=_("reporter"),
    )
    note = models.CharField(_("note"), max_length=250, blank=True)
    source = models.CharField(_("follows from"), max_length=120, blank=True)
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="approved",
        verbose_name=_("approved by"),
    )
    superseded_at = models.DateTimeField(_("replaced at"), null=True, blank=True, editable=False)
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="corrections",
        verbose_name=_("corrects"),
    )
    correction_reason = models.CharField(_("reason of the correction"), max_length=250, blank=True)
    return_reason = models.CharField(_("reason of the return"), max_length=250, blank=True)
    slot = models.CharField(max_length=240, editable=False)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["target", "period_end"]
        permissions = [
            ("report_observation", _("Reports values of the own areas")),
            ("review_observation", _("Approves and returns reports")),
            ("view_unapproved", _("Sees drafts and returned reports of the own areas")),
        ]
        constraints = [
            models.CheckConstraint(
                name="observation_of_target_or_statistic",
                condition=Q(target__isnull=False, statistic__isnull=True, place="")
                | Q(target__isnull=True, statistic__isnull=False) & ~Q(place=""),
            ),
            models.UniqueConstraint(
                name="observation_stands_once",
                fields=["slot"],
                condition=Q(state="approved", superseded_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="observation_open_once",
                fields=["slot"],
                condition=Q(state__in=["draft", "submitted", "returned"]),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "approved_at"]),
            models.Index(fields=["target", "area", "period_end"]),
            models.Index(fields=["statistic", "place", "period_end"]),
        ]

    @property
    def subject(self):
        """What is reported: the target or the statistic."""
        return self.target if self.target_id else self.statistic

    @property
    def span(self):
        """The period as `Period`."""
        return Period(self.period_end, self.period_start, self.period)

    def make_slot(self):
        """What may be open once and stand once: subject, circle, area and period."""
        subject = f"t{self.target_id}" if self.target_id else f"s{self.statistic_id}"
        return f"{subject}|{self.place}|{self.area_id or ''}|{self.period}"

    def complete(self):
        """Fill what follows from the rest: days of the period, slot, key, name, approval time."""
        span = Period.parse(self.period)
        self.period, self.period_start, self.period_end = span.text, span.first, span.last
        self.slot = self.make_slot()
        self.key = self.key or f"observation-{uuid.uuid4().hex[:12]}"
        self.name = self.name or f"{self.subject.name}（{self.period}）"[:200]
        if self.state == self.State.APPROVED and self.approved_at is None:
            self.approved_at = self.reported_at

    def clean(self):
        """Raise `ValidationError` by field: an unknown period, or neither target nor statistic."""
        try:
            Period.parse(self.period)
        except ValidationError as error:
            raise ValidationError({"period": error.messages}) from error
        if bool(self.target_id) == bool(self.statistic_id):
            raise ValidationError(_("Report either a target or a statistic of a circle."))

    def save(self, *args, **kwargs):
        """Save with what follows from the rest; `ValidationError` for a text that is no period."""
        self.complete()
        super().save(*args, **kwargs)


def city_area():
    """The city itself: who answers for what no single area answers for."""
    return Area.objects.without_boundary().get(kind=Area.Kind.CITY)
