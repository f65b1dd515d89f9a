"""Addresses of documents, clauses, findings and coverage of the texts, below `/plan/`."""

from django.urls import path

from . import views, views_coverage, views_editions, views_findings

urlpatterns = [
    path("", views.plan, name="plan"),
    path("findings/", views_findings.findings, name="findings"),
    path("findings/<slug:key>/", views_findings.finding, name="finding"),
    path("derived/", views_findings.derived, name="derived"),
    path("search/", views.search, name="plan-search"),
    path("coverage/", views_coverage.coverage, name="coverage"),
    path("coverage/<slug:key>/", views_coverage.clause, name="clause-coverage"),
    path("<slug:key>/", views.document, name="document"),
    path("<slug:key>/editions/", views_editions.editions, name="editions"),
    path("<slug:document>/<slug:key>/", views.clause, name="clause"),
]
