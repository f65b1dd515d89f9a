"""Django's admin with the portal's own site."""

from django.contrib.admin.apps import AdminConfig


class PlanAdminConfig(AdminConfig):
    """Loads the portal's site class instead of Django's."""

    default_site = "liaocheng_plan.portal.admin_site.PlanAdminSite"
