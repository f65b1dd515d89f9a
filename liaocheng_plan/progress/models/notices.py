"""What people are told: notices of the inbox, and the one e-mail a day that carries them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan.documents.fields import StructuredField


class NoticeQuerySet(models.QuerySet):
    """Notices, newest first."""

    def unread(self):
        """Not yet read on screen."""
        return self.filter(read_at__isnull=True)

    def to_mail(self):
        """Neither read nor sent by e-mail, to people who have an address and may sign in."""
        return self.unread().filter(
            mailed_at__isnull=True, recipient__is_active=True, recipient__email__contains="@"
        )

    def read(self):
        """Mark as read; returns how many were not."""
        return self.unread().update(read_at=timezone.now())


class Notice(models.Model):
    """One thing one person is told; `key` keeps it from being told twice.

    The sentence is composed in the reader's language from `kind` and `parameters`; `link` is a
    path of the portal.
    """

    class Kind(models.TextChoices):
        OPENED = "opened", gettext_lazy("round opened")
        DUE = "due", gettext_lazy("due soon")
        OVERDUE = "overdue", gettext_lazy("overdue")
        MISSING = "missing", gettext_lazy("areas missing")
        SUBMITTED = "submitted", gettext_lazy("handed in")
        RETURNED = "returned", gettext_lazy("returned")
        APPROVED = "approved", gettext_lazy("approved")
        CORRECTED = "corrected", gettext_lazy("correction")
        ASKED = "asked", gettext_lazy("question")
        ANSWERED = "answered", gettext_lazy("answer")
        PROPOSED = "proposed", gettext_lazy("proposed")
        RELEASED = "released", gettext_lazy("released")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notices",
        verbose_name=gettext_lazy("recipient"),
    )
    kind = models.CharField(gettext_lazy("kind"), max_length=10, choices=Kind.choices)
    parameters = StructuredField(gettext_lazy("parameters"), default=dict)
    link = models.CharField(gettext_lazy("link"), max_length=250)
    key = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(gettext_lazy("created at"), default=timezone.now)
    read_at = models.DateTimeField(gettext_lazy("read at"), null=True, blank=True)
    mailed_at = models.DateTimeField(gettext_lazy("mailed at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("notice")
        verbose_name_plural = gettext_lazy("notices")
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["recipient", "read_at"])]

    def __str__(self):
        return self.text

    @property
    def text(self):
        """The sentence in the language that is active now."""
        return sentences()[self.kind] % self.parameters


def sentences():
    """`{kind: sentence}`; `what` is a form (round and area), a single report or a survey."""
    kinds = Notice.Kind
    return {
        kinds.OPENED: _("%(what)s: figures are asked for, due on %(due)s."),
        kinds.DUE: _("%(what)s: due on %(due)s and not yet handed in."),
        kinds.OVERDUE: _("%(what)s: was due on %(due)s and is missing."),
        kinds.MISSING: _("%(what)s: was due on %(due)s; missing: %(areas)s."),
        kinds.SUBMITTED: _("%(what)s: handed in, waits for review."),
        kinds.RETURNED: _("%(what)s: returned. %(reason)s"),
        kinds.APPROVED: _("%(what)s: approved."),
        kinds.CORRECTED: _("%(what)s: a correction waits for review. %(reason)s"),
        kinds.ASKED: _("%(what)s: a question. %(reason)s"),
        kinds.ANSWERED: _("%(what)s: your question was answered. %(reason)s"),
        kinds.PROPOSED: _("%(what)s: handed to the bureau, waits for release."),
        kinds.RELEASED: _("%(what)s: released by the bureau."),
    }


class Digest(models.Model):
    """The one e-mail of a person and day; the row is claimed before the mail is sent."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    day = models.DateField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = gettext_lazy("e-mail of the day")
        verbose_name_plural = gettext_lazy("e-mails of the day")
        constraints = [
            models.UniqueConstraint(fields=["recipient", "day"], name="digest_once_a_day")
        ]

    def __str__(self):
        return f"{self.recipient} {self.day}"
