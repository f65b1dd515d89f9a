"""Addresses of coverage, below `/coverage/`."""

from django.urls import path

from . import views_reach

urlpatterns = [
    path("", views_reach.coverage, name="reach"),
    path("compute/", views_reach.start, name="reach-start"),
    path("state.json", views_reach.state, name="reach-state"),
    path("outlines.json", views_reach.outlines, name="reach-outlines"),
    path("data/", views_reach.data, name="reach-data"),
    path("data/<int:pk>/use/", views_reach.use, name="reach-use"),
]
