"""The admin's site: what a clerk needs first stands on its first page."""

from datetime import date, timedelta

from django.contrib import admin
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PlanAdminSite(admin.AdminSite):
    """Django's admin with three pages of its own: changes, one area, and queues up front."""

    site_header = _("Liaocheng commercial plan · records")
    site_title = _("Records")
    index_title = _("What to do")
    index_template = "admin/plan_index.html"

    def get_urls(self):
        """The pages across all kinds stand before those of the kinds."""
        return [
            path("changes/", self.admin_view(self.changes), name="changes"),
            path("areas/<slug:key>/", self.admin_view(self.area), name="area"),
            *super().get_urls(),
        ]

    def index(self, request, extra_context=None):
        """Areas, queues and recent changes, above Django's list of kinds."""
        from liaocheng_plan.organisation.models import Area
        from liaocheng_plan.progress.reach import Reach

        from . import staff

        today = timezone.localdate()
        context = {
            "areas": Area.objects.without_boundary().filter(
                kind__in=["district", "county", "functional_zone"]
            ),
            "queues": staff.queues(request.user),
            "open_questions": Reach(request.user).questions().open().count(),
            "today": today,
            "yesterday": today - timedelta(days=1),
            "week": today - timedelta(days=6),
        }
        return super().index(request, {**context, **(extra_context or {})})

    def changes(self, request):
        """What changed from one day to another, and by whom."""
        from . import staff

        today = timezone.localdate()
        first = day(request.GET.get("from"), today)
        last = day(request.GET.get("to"), first)
        context = {
            **self.each_context(request),
            "title": _("What changed"),
            "first": first,
            "last": last,
            "changes": staff.changes_between(first, max(first, last), request.user),
            "most": staff.MOST_CHANGES,
        }
        return TemplateResponse(request, "admin/changes.html", context)

    def area(self, request, key):
        """Everything of one area and all below it."""
        from liaocheng_plan.organisation.models import Area

        from . import staff

        area = get_object_or_404(Area.objects.without_boundary(), key=key)
        context = {
            **self.each_context(request),
            "title": area.name,
            "area": area,
            "groups": staff.places_of_area(area, request.user),
        }
        return TemplateResponse(request, "admin/area.html", context)


def day(text, default):
    """A date written as in an address, or the default."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return default
