"""What staff decided on printed words that no record holds."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .documents import Clause, Document
from .records import PlanRecord


class CoverageDecision(PlanRecord):
    """What staff decided on printed words that no citation holds; `name` are these words.

    Without a clause it holds for the whole document. `about` (`collection/key`) names the record
    that holds the words.
    """

    REPORTED = ("verdict", "about", "reason", "decided_at")

    class Verdict(models.TextChoices):
        HELD = "held", _("a record holds it")
        DISMISSED = "dismissed", _("needs no record")

    document = models.ForeignKey(
        Document, models.CASCADE, related_name="coverage", verbose_name=_("document")
    )
    clause = models.ForeignKey(
        Clause,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="coverage",
        verbose_name=_("clause"),
    )
    verdict = models.CharField(
        _("decision"), max_length=10, choices=Verdict.choices, default=Verdict.DISMISSED
    )
    about = models.CharField(
        _("record"),
        max_length=140,
        blank=True,
        help_text=_("collection/key, for example markets/market-01"),
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("decision on printed words")
        verbose_name_plural = _("decisions on printed words")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict="dismissed", reason=""), name="coverage_dismissed_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="held", about=""), name="coverage_held_by_record"
            ),
        ]
