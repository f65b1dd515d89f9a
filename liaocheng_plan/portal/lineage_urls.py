"""Addresses of kept reports and of where figures come from, under `/progress/`."""

from django.urls import path

from . import views_lineage

urlpatterns = [
    path("reports/", views_lineage.reports, name="reports"),
    path("reports/<slug:key>/", views_lineage.report, name="report"),
    path(
        "reports/<slug:key>/<slug:target>/", views_lineage.reported_lineage, name="reported-lineage"
    ),
    path("<slug:key>/lineage/", views_lineage.lineage, name="lineage"),
]
