"""Addresses of coverage, below `/coverage/`."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.coverage, name="reach"),
    path("compute/", views.start, name="reach-start"),
    path("state.json", views.state, name="reach-state"),
    path("outlines.json", views.outlines, name="reach-outlines"),
    path("on-map.json", views.on_map, name="reach-on-map"),
    path("data/", views.data, name="reach-data"),
    path("data/<int:pk>/use/", views.use, name="reach-use"),
]
