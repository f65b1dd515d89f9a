"""Addresses of the pages."""

from django.urls import include, path

from . import (
    views,
    views_account,
    views_coverage,
    views_editions,
    views_evaluation,
    views_findings,
    views_places,
    views_plan,
    views_progress,
    views_system,
    views_wall,
)

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("liaocheng_plan.portal.map_urls")),
    path("progress/", include("liaocheng_plan.portal.progress_urls")),
    path("progress/", include("liaocheng_plan.portal.task_urls")),
    path("", include("liaocheng_plan.portal.round_urls")),
    path("progress/", include("liaocheng_plan.portal.lineage_urls")),
    path("progress/<slug:key>/", views_progress.target, name="target"),
    path("progress/<slug:key>/explanation/", views_evaluation.explain, name="explain"),
    path("plan/", views_plan.plan, name="plan"),
    path("plan/findings/", views_findings.findings, name="findings"),
    path("plan/findings/<slug:key>/", views_findings.finding, name="finding"),
    path("plan/derived/", views_findings.derived, name="derived"),
    path("plan/search/", views_plan.search, name="plan-search"),
    path("plan/coverage/", views_coverage.coverage, name="coverage"),
    path("plan/coverage/<slug:key>/", views_coverage.clause, name="clause-coverage"),
    path("plan/<slug:key>/", views_plan.document, name="document"),
    path("plan/<slug:key>/editions/", views_editions.editions, name="editions"),
    path("plan/<slug:document>/<slug:key>/", views_plan.clause, name="clause"),
    path("places/", views_places.index, name="places"),
    path("places/<slug:name>/", views_places.collection, name="collection"),
    path("places/<slug:name>/<slug:key>/", views_places.record, name="record"),
    path("circles/", include("liaocheng_plan.portal.circle_urls")),
    path("wall/", views_wall.wall, name="wall"),
    path("search/", views.search, name="search"),
    path("account/tokens/", views_account.tokens, name="tokens"),
    path("account/tokens/<int:pk>/revoke/", views_account.revoke_token, name="revoke-token"),
    path("healthz", views_system.healthz, name="healthz"),
    path("readyz", views_system.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
]
