"""API tokens as their page shows them."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan import writing

from ..display.states import State

IN_FORCE = State(_("in force"), "check", "good")
EXPIRED = State(_("expired"), "clock")
REVOKED = State(_("revoked"), "cross")


class TokenPresenter:
    """One token, without anything that would open the API."""

    def __init__(self, token):
        self.token = token

    @property
    def state(self):
        """In force, expired or revoked."""
        if self.token.in_force:
            return IN_FORCE
        return REVOKED if self.token.revoked_at else EXPIRED

    @property
    def scopes(self):
        """What it may do, in words; a scope that no longer exists by its name."""
        labels = {scope.name: scope.label for scope in writing.scopes()}
        return [{"name": name, "label": labels.get(name, name)} for name in self.token.scopes]
