"""Personal tokens, and the answers kept for requests that may be sent twice."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken, AuthTokenManager
from knox.settings import CONSTANTS

from liaocheng_plan.documents.fields import WordsField


class TokenQuerySet(models.QuerySet):
    """Tokens by whether they still open anything."""

    def in_force(self):
        """Neither revoked nor expired."""
        now = timezone.now()
        return self.filter(revoked_at=None).filter(Q(expiry=None) | Q(expiry__gt=now))


class Token(AbstractAuthToken):
    """A token of one person: kept as a hash, limited to scopes, until it expires or is revoked.

    It acts as its owner: role and areas limit it on top of its scopes. What ended stays in the
    list, so that later questions find it.
    """

    digest = models.CharField(max_length=CONSTANTS.DIGEST_LENGTH, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=60)
    scopes = WordsField(_("scopes"))
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, editable=False)

    objects = AuthTokenManager.from_queryset(TokenQuerySet)()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-created"]

    def __str__(self):
        return f"{self.user} · {self.name}"

    @property
    def in_force(self):
        """Whether it still opens anything."""
        return not self.revoked_at and (self.expiry is None or self.expiry > timezone.now())

    def covers(self, scope):
        """Whether the token is limited to scopes that include this one."""
        return scope in self.scopes

    def revoke(self):
        """End it now; a token that has been revoked keeps its time."""
        if not self.revoked_at:
            self.revoked_at = timezone.now()
            self.save(update_fields=["revoked_at"])


class KeptAnswer(models.Model):
    """What was answered to a request with an `Idempotency-Key`, one per user and key."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=500, default="")
    version = models.CharField(max_length=64, default="")
    body = models.TextField(default="")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="kept_answer_once_per_key")
        ]

    def __str__(self):
        return self.key
