"""Who asks: the owner of a token, or whoever is signed in to the portal in this browser."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication
from rest_framework.authentication import SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied

from .models import Token
from .problems import Refused

WORDS = (b"bearer", b"token")
REALM = 'Bearer realm="api"'
NOTED_EVERY = timedelta(minutes=5)


class BadToken(Refused, AuthenticationFailed):
    """A token that opens nothing."""

    def __init__(self):
        detail = _("The token is unknown, expired or revoked. Make a new one under “API tokens”.")
        super().__init__(401, "invalid_token", detail)


class PersonalToken(TokenAuthentication):
    """`Authorization: Bearer …` (RFC 6750); `Token …` means the same.

    Finding and comparing the hash is knox's; what ended stays in the table instead of being
    deleted on the way.
    """

    def authenticate(self, request):
        """`(user, token)`, or None where no token is sent."""
        words = get_authorization_header(request).split()
        if not words or words[0].lower() not in WORDS:
            return None
        if len(words) != 2 or not words[1].isalnum():
            raise BadToken
        try:
            user, token = self.authenticate_credentials(words[1])
        except AuthenticationFailed:
            raise BadToken from None
        note_use(token)
        return user, token

    def authenticate_header(self, request):
        """What a 401 asks for, and what was wrong with the token that was sent."""
        sent = get_authorization_header(request)
        return f'{REALM}, error="invalid_token"' if sent else REALM

    def _cleanup_token(self, auth_token):
        """Whether knox is to pass over a token."""
        return not auth_token.in_force


def note_use(token):
    """Remember when a token was last used, to some minutes: reading should not write each time."""
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)


class CsrfFailed(Refused, PermissionDenied):
    """A browser's session writes without the token against forged requests."""

    def __init__(self):
        detail = _("Send the CSRF token of this session in the header X-CSRFToken, or use a token.")
        super().__init__(403, "csrf_failed", detail)


class Session(SessionAuthentication):
    """Signed in to the portal; writing needs the CSRF token."""

    def enforce_csrf(self, request):
        """As DRF, with a code of its own."""
        try:
            super().enforce_csrf(request)
        except PermissionDenied:
            raise CsrfFailed from None
