"""Reporting rounds: what the bureau asks of whom by when, and what came back."""

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..periods import Period


class RoundQuerySet(models.QuerySet):
    """Rounds and what was handed in."""

    def asked(self, at=None):
        """Rounds opened by a moment, oldest due date first, with their submissions and areas."""
        rows = self if at is None else self.filter(opened_at__lte=at)
        return rows.order_by("due_on", "id").prefetch_related(
            Prefetch("submissions", Submission.objects.order_by("id"))
        )

    def running(self):
        """Rounds in which areas can still hand in."""
        return self.filter(closed_at__isnull=True)


class Round(models.Model):
    """A request for figures of one period from some areas, with a due date.

    `targets` and `statistics` say what is asked; a statistic is asked of every circle in an area.
    """

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    period = models.CharField(_("period"), max_length=8)
    due_on = models.DateField(_("due on"))
    areas = models.ManyToManyField(
        "organisation.Area", related_name="rounds", verbose_name=_("areas")
    )
    targets = models.ManyToManyField(
        "progress.Target", blank=True, related_name="rounds", verbose_name=_("targets")
    )
    statistics = models.ManyToManyField(
        "progress.Statistic",
        blank=True,
        related_name="rounds",
        verbose_name=_("statistics of circles"),
    )
    note = models.TextField(_("what to mind"), blank=True)
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("opened by")
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    history = HistoricalRecords()

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting round")
        verbose_name_plural = _("reporting rounds")
        ordering = ["-due_on", "-id"]
        permissions = [("open_round", _("Opens and closes reporting rounds"))]

    def __str__(self):
        return self.name

    @property
    def span(self):
        """The period as `Period`."""
        return Period.parse(self.period)


class Timeliness(models.TextChoices):
    """Whether an area handed in in time; late-then-done stays late."""

    AWAITED = "awaited", _("awaited")
    ON_TIME = "on_time", _("on time")
    LATE = "late", _("handed in late")
    MISSING = "missing", _("missing")


class SubmissionQuerySet(models.QuerySet):
    """What areas handed in."""

    def of_areas(self, ids):
        """Forms of these areas; all where `ids` is None."""
        return self if ids is None else self.filter(area_id__in=ids)

    def late(self, today):
        """Past the due date and never handed in."""
        return self.filter(
            Q(first_submitted_at__isnull=True), round__due_on__lt=today, round__closed_at=None
        )


class Submission(models.Model):
    """One area's form in one round; its rows are the observations of that round and area."""

    class State(models.TextChoices):
        AWAITED = "awaited", _("awaited")
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")

    round = models.ForeignKey(
        Round, models.CASCADE, related_name="submissions", verbose_name=_("round")
    )
    area = models.ForeignKey(
        "organisation.Area", models.PROTECT, related_name="submissions", verbose_name=_("area")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.AWAITED
    )
    first_submitted_at = models.DateTimeField(_("first handed in at"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handed in by"),
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["round", "area"]
        constraints = [
            models.UniqueConstraint(fields=["round", "area"], name="submission_once_per_area")
        ]

    def __str__(self):
        return f"{self.round} · {self.area}"

    def timeliness(self, today=None):
        """On time, late, missing or still awaited on a day; made up later, it stays late."""
        due = self.round.due_on
        if self.first_submitted_at is not None:
            handed_in = timezone.localtime(self.first_submitted_at).date()
            return Timeliness.LATE if handed_in > due else Timeliness.ON_TIME
        today = today or timezone.localdate()
        return Timeliness.MISSING if today > due else Timeliness.AWAITED


class ReviewEvent(models.Model):
    """One step of a submission or a correction; rows are added, never changed."""

    class Action(models.TextChoices):
        SUBMITTED = "submitted", _("handed in")
        APPROVED = "approved", _("approved")
        RETURNED = "returned", _("returned")
        CORRECTED = "corrected", _("correction begun")

    submission = models.ForeignKey(
        Submission, models.CASCADE, null=True, blank=True, related_name="events"
    )
    observation = models.ForeignKey(
        "progress.Observation", models.CASCADE, null=True, blank=True, related_name="events"
    )
    action = models.CharField(_("action"), max_length=10, choices=Action.choices)
    reason = models.CharField(_("reason"), max_length=250, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("step of the review")
        verbose_name_plural = _("steps of the review")
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.get_action_display()} {self.at:%Y-%m-%d %H:%M}"
