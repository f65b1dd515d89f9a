"""What the plan's self-audit found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..fields import StructuredField
from .records import PlanRecord


class AuditFinding(PlanRecord):
    """A finding of the plan's self-audit with both readings; `ruling` is null until decided."""

    class Kind(models.TextChoices):
        CONTRADICTION = "contradiction", _("contradiction")
        MISCOUNT = "miscount", _("miscount")
        DUPLICATE = "duplicate", _("duplicate")
        SPELLING = "spelling", _("spelling")
        AMBIGUITY = "ambiguity", _("ambiguity")
        HOLDS = "holds", _("derived check that holds")

    DERIVED = ("readings", "arithmetic")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    readings = StructuredField(_("readings"), default=list)
    arithmetic = models.TextField(_("arithmetic"), blank=True)
    ruling = StructuredField(_("ruling"), null=True, blank=True)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["key"]
