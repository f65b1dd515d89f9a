"""Addresses of the map: the page and the data it draws."""

from django.urls import path

from . import backdrop, views

urlpatterns = [
    path("map/", views.map_page, name="map"),
    path("map/backdrop.json", backdrop.backdrop, name="map-backdrop"),
    path("map/layers/<slug:collection>.json", views.layer, name="map-layer"),
]
