"""The admin's site: titles, and what a clerk needs first."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class PlanAdminSite(admin.AdminSite):
    """Django's admin under the portal's name."""

    site_header = _("Liaocheng commercial plan · records")
    site_title = _("Records")
    index_title = _("What to do")
