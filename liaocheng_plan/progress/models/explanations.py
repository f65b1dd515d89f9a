"""What the bureau says of a target's result: shown publicly, as the bureau's own words."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Explanation(models.Model):
    """The bureau's explanation of one target for the final evaluation; every version is kept."""

    target = models.OneToOneField(
        "progress.Target", models.CASCADE, related_name="explanation", verbose_name=_("target")
    )
    text = models.TextField(_("explanation"), max_length=2000)
    written_at = models.DateTimeField(_("written at"), auto_now=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("explanation")
        verbose_name_plural = _("explanations")
        permissions = [("explain_target", _("Explains results of targets"))]

    def __str__(self):
        return f"{self.target}: {self.text[:40]}"
