"""Administrators see and revoke everybody's tokens; nobody makes one for somebody else."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .models import Token


@admin.register(Token)
class TokenAdmin(admin.ModelAdmin):
    """A list to look at and to revoke from."""

    list_display = ("user", "name", "scopes", "created", "expiry", "last_used_at", "revoked_at")
    list_display_links = None
    list_filter = ("user",)
    search_fields = ("name", "user__username")
    list_select_related = ("user",)
    actions = ("revoke",)

    @admin.action(description=_("Revoke the chosen tokens"), permissions=["change"])
    def revoke(self, request, queryset):
        """End them now."""
        for token in queryset:
            token.revoke()
            self.log_change(request, token, "revoked")
        self.message_user(request, _("Revoked."))

    def has_add_permission(self, request):
        """Tokens are made by their owners, under “API tokens”."""
        return False

    def has_delete_permission(self, request, obj=None):
        """What ended stays on record."""
        return False
