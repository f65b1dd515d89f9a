"""Addresses of the pages."""

from django.urls import include, path

from . import views_system

PACKAGE = "liaocheng_plan.portal"

# Tasks and rounds before targets: what stands below /progress/ by a key of its own comes last.
urlpatterns = [
    path("", include(f"{PACKAGE}.home.urls")),
    path("", include(f"{PACKAGE}.maps.urls")),
    path("progress/", include(f"{PACKAGE}.tasks.urls")),
    path("", include(f"{PACKAGE}.rounds.urls")),
    path("progress/", include(f"{PACKAGE}.progress.urls")),
    path("plan/", include(f"{PACKAGE}.plan.urls")),
    path("places/", include(f"{PACKAGE}.places.urls")),
    path("circles/", include(f"{PACKAGE}.circles.urls")),
    path("outlets/", include(f"{PACKAGE}.register.urls")),
    path("coverage/", include(f"{PACKAGE}.reach.urls")),
    path("", include(f"{PACKAGE}.surveys.urls")),
    path("wall/", include(f"{PACKAGE}.wall.urls")),
    path("account/", include(f"{PACKAGE}.account.urls")),
    path("healthz", views_system.healthz, name="healthz"),
    path("readyz", views_system.readyz, name="readyz"),
]
