"""Reports that were made: the figures as they stood, with where each of them comes from."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.fields import StructuredField


class Report(models.Model):
    """A kept report: it shows the same figures ever after, whatever is reported later.

    `content` holds the traces of `progress.lineage` in the order of the report; `known_at` is the
    moment whose knowledge it shows. Rows are added, never changed and never deleted.
    """

    key = models.SlugField(_("key"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=120)
    known_at = models.DateTimeField(_("shows what was known at"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("made by")
    )
    rules_version = models.CharField(_("version of the rules"), max_length=12)
    content = StructuredField(_("figures"), default=list)

    class Meta:
        verbose_name = _("kept report")
        verbose_name_plural = _("kept reports")
        ordering = ["-made_at", "-id"]
        permissions = [("keep_report", _("Keeps reports"))]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """Save once; `ValidationError` where a kept report would be changed."""
        if self.pk is not None:
            raise ValidationError(_("A kept report is never changed; make a new one."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refuse: a report that was sent on must stay to be looked up."""
        raise ValidationError(_("A kept report is never deleted."))
