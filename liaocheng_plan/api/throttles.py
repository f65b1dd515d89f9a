"""How often somebody may ask: writing has a rate of its own."""

from rest_framework.permissions import SAFE_METHODS
from rest_framework.throttling import UserRateThrottle


class WriteThrottle(UserRateThrottle):
    """Counts only what writes, per user."""

    scope = "write"

    def allow_request(self, request, view):
        """Reading is not counted here."""
        return request.method in SAFE_METHODS or super().allow_request(request, view)
