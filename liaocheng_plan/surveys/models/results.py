"""What the bureau published of a survey: counts under suppression, frozen."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.fields import StructuredField
from liaocheng_plan.documents.models import PlanRecord

from .surveys import Survey


class SurveyResult(PlanRecord):
    """The published results of a closed survey, by question; everything here is public.

    They do not change any more: what is published twice could be compared. Withdrawing deletes
    the row, its history stays. `place` is the circle as `collection/key`.
    """

    DERIVED = ("answers", "suspects", "results")
    REPORTED = ("place", "opens_on", "closes_on")

    survey = models.OneToOneField(
        Survey, models.PROTECT, related_name="result", verbose_name=_("survey")
    )
    place = models.CharField(_("circle"), max_length=120, db_index=True)
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    answers = models.PositiveIntegerField(_("answers received"))
    suspects = models.PositiveIntegerField(_("suspects among the answers"))
    results = StructuredField(_("results by question"), default=list)
    published_at = models.DateTimeField(_("published at"), default=timezone.now)

    class Meta:
        verbose_name = _("published survey")
        verbose_name_plural = _("published surveys")
        ordering = ["-closes_on", "id"]
