"""Addresses of the dashboards, below `/progress/`."""

from django.urls import path

from . import views_evaluation, views_progress, views_rules

urlpatterns = [
    path("", views_progress.progress, name="progress"),
    path("rules/", views_rules.rules, name="progress-rules"),
    path("evaluation/", views_evaluation.evaluation, name="evaluation"),
    path("areas/<slug:key>/", views_progress.area, name="progress-area"),
]
