"""What was loaded of a record, and every change of a stated figure since."""

from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..fields import StructuredField


class LoadedRecord(models.Model):
    """What `load_plan` last loaded of a fixture record, so that staff's changes stay theirs."""

    collection = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    values = StructuredField()

    class Meta:
        verbose_name = _("loaded record")
        verbose_name_plural = _("loaded records")
        constraints = [
            models.UniqueConstraint(fields=["collection", "key"], name="loaded_record_once")
        ]

    def __str__(self):
        return f"{self.collection}/{self.key}"


class StatedChange(models.Model):
    """One change of a stated figure, with what was printed; rows are added, never edited."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("correction of the transcription")
        RULING = "ruling", _("ruling on contradictory readings")
        AMENDMENT = "amendment", _("amendment of the plan")

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()
    field = models.CharField(_("field"), max_length=80)
    kind = models.CharField(_("kind of change"), max_length=12, choices=Kind.choices)
    printed = StructuredField(_("as loaded"), null=True)
    previous = StructuredField(_("before"), null=True)
    value = StructuredField(_("now"), null=True)
    reason = models.TextField(_("reason"))
    quote = models.CharField(_("printed words"), max_length=200, blank=True)
    decision = models.CharField(_("decision"), max_length=200, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("change of a stated figure")
        verbose_name_plural = _("changes of stated figures")
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return f"{self.get_kind_display()} {self.field}"

    @property
    def model(self):
        """The class of the record, without a query."""
        return ContentType.objects.get_for_id(self.content_type_id).model_class()

    @property
    def day(self):
        """The day of the decision; where none is named, the day on which it was recorded."""
        return self.decided_on or timezone.localdate(self.created_at)

    def made_by(self, moment):
        """Whether it was known at an aware datetime, or by the end of a day."""
        if isinstance(moment, datetime):
            return self.created_at <= moment
        return timezone.localdate(self.created_at) <= moment
