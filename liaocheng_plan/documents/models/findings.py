"""What the plan's self-audit found, how staff ruled on it, and the checks that are data."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..fields import StructuredField
from .records import PlanRecord, PlanRecordQuerySet


class AuditFindingQuerySet(PlanRecordQuerySet):
    """Findings as lists need them."""

    def standing(self):
        """Findings that still arise."""
        return self.filter(gone_at__isnull=True)

    def of_plan(self):
        """Oddities; checks that hold are left out."""
        return self.standing().exclude(kind=AuditFinding.Kind.HOLDS)

    def holding(self):
        """Checks that hold."""
        return self.standing().filter(kind=AuditFinding.Kind.HOLDS)


class AuditFinding(PlanRecord):
    """A finding of the plan's self-audit with its readings; `ruling` is null until decided.

    `name` is the finding's title in Chinese; `rule` and `what` make it in the reader's language.
    `gone_at` is set when the rules no longer find it; it is kept where staff have ruled on it.
    """

    class Kind(models.TextChoices):
        CONTRADICTION = "contradiction", _("contradiction")
        MISCOUNT = "miscount", _("miscount")
        DUPLICATE = "duplicate", _("duplicate")
        SPELLING = "spelling", _("spelling")
        AMBIGUITY = "ambiguity", _("ambiguity")
        HOLDS = "holds", _("derived check that holds")

    class Severity(models.TextChoices):
        HIGH = "high", _("serious")
        MEDIUM = "medium", _("noticeable")
        LOW = "low", _("slight")

    DERIVED = ("readings", "arithmetic")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    severity = models.CharField(
        _("severity"), max_length=6, choices=Severity.choices, default=Severity.MEDIUM
    )
    rule = models.CharField(_("rule"), max_length=40, blank=True)
    what = models.CharField(_("concerns"), max_length=200, blank=True)
    readings = StructuredField(_("readings"), default=list)
    arithmetic = models.TextField(_("arithmetic"), blank=True)
    settles = models.BooleanField(_("readings of one quantity"), default=False)
    ruling = StructuredField(_("ruling"), null=True, blank=True)
    gone_at = models.DateTimeField(_("no longer found since"), null=True, blank=True)

    objects = AuditFindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["key"]


class AuditRuling(models.Model):
    """One ruling on a finding: which reading counts and why; a later one replaces it."""

    finding = models.ForeignKey(
        AuditFinding, models.CASCADE, related_name="rulings", verbose_name=_("finding")
    )
    reading = StructuredField(_("reading that counts"))
    reason = models.TextField(_("reason"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")
        ordering = ["created_at", "id"]

    def __str__(self):
        return f"{self.finding} {self.created_at:%Y-%m-%d}"


class PlanCheck(PlanRecord):
    """Which printed figures belong together: the rule that compares them, and what it compares.

    `settings` name values as `collection/key.path` and lists as `collection?field=value`.
    """

    rule = models.CharField(_("rule"), max_length=40)
    settings = StructuredField(_("what is compared"), default=dict)

    class Meta:
        verbose_name = _("check of the plan")
        verbose_name_plural = _("checks of the plan")
        ordering = ["id"]
