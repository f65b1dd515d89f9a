"""Files that show that an item of a task is done; internal, and never served by their address."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def storage_name(evidence, name):
    """Where a file lies below the media folder: under a name that nobody can guess."""
    return f"evidence/{evidence.item.key}/{uuid4().hex}.{evidence.kind}"


class TaskEvidenceQuerySet(models.QuerySet):
    """Evidence that counts."""

    def standing(self):
        """Files that were not withdrawn."""
        return self.filter(withdrawn_at=None).select_related("uploaded_by")


class TaskEvidence(models.Model):
    """One uploaded file; a wrong one is withdrawn, with who and when, and never overwritten."""

    item = models.ForeignKey(
        "progress.TaskItem",
        models.PROTECT,
        related_name="evidence",
        verbose_name=_("item of a task"),
    )
    file = models.FileField(_("file"), upload_to=storage_name, max_length=200)
    name = models.CharField(_("file name"), max_length=150)
    kind = models.CharField(_("file type"), max_length=4)
    size = models.PositiveIntegerField(_("size (bytes)"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )

    objects = TaskEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence file")
        verbose_name_plural = _("evidence files")
        ordering = ["item", "uploaded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "sha256"],
                condition=models.Q(withdrawn_at=None),
                name="evidence_once_per_item",
            )
        ]

    def __str__(self):
        return self.name
