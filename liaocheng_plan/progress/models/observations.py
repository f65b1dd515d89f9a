"""What people report of the targets."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.models import PlanRecord, PlanRecordQuerySet


class ObservationQuerySet(PlanRecordQuerySet):
    """What is reported; only approved rows count anywhere."""

    def approved(self):
        """Rows that the reviewer has approved: the only public ones."""
        return self.filter(state=Observation.State.APPROVED)

    def for_lists(self):
        """With target and area."""
        return self.with_citations().select_related("target", "area").defer("area__boundary")


class Observation(PlanRecord):
    """One reported value of a target for one period and area; null is “not available”, 0 is 0."""

    REPORTED = ("value",)

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")

    target = models.ForeignKey(
        "progress.Target", models.PROTECT, related_name="observations", verbose_name=_("target")
    )
    area = models.ForeignKey(
        "organisation.Area", models.PROTECT, null=True, blank=True, verbose_name=_("area")
    )
    period = models.CharField(_("period"), max_length=8)
    period_end = models.DateField(_("last day of the period"))
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4, null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    reported_at = models.DateTimeField(_("reported at"))
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("reporter")
    )
    note = models.CharField(_("note"), max_length=250, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["target", "period_end"]
