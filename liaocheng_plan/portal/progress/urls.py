"""Addresses of the dashboards and of targets, below `/progress/`."""

from django.urls import path

from . import views, views_evaluation, views_lineage, views_rules

urlpatterns = [
    path("", views.progress, name="progress"),
    path("rules/", views_rules.rules, name="progress-rules"),
    path("evaluation/", views_evaluation.evaluation, name="evaluation"),
    path("areas/<slug:key>/", views.area, name="progress-area"),
    path("reports/", views_lineage.reports, name="reports"),
    path("reports/<slug:key>/", views_lineage.report, name="report"),
    path(
        "reports/<slug:key>/<slug:target>/", views_lineage.reported_lineage, name="reported-lineage"
    ),
    path("<slug:key>/lineage/", views_lineage.lineage, name="lineage"),
    path("<slug:key>/explanation/", views_evaluation.explain, name="explain"),
    path("<slug:key>/", views.target, name="target"),
]
