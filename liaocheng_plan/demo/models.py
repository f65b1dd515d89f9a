"""The mark that a database bears whose data are invented."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mark(models.Model):
    """One row in a demo database, none in any other; `built_at` is null until the build is done."""

    seed = models.PositiveIntegerField(_("seed"))
    until = models.DateField(_("invented up to"))
    built_at = models.DateTimeField(_("built at"), null=True)

    class Meta:
        verbose_name = _("mark of a demo database")
        verbose_name_plural = _("marks of a demo database")

    def __str__(self):
        return f"{self.seed} · {self.until}"
