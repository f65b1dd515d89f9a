"""Addresses of the map: the page and the data it draws."""

from django.urls import path

from . import maps

urlpatterns = [
    path("map/", maps.map_page, name="map"),
    path("map/backdrop.json", maps.backdrop, name="map-backdrop"),
    path("map/layers/<slug:collection>.json", maps.layer, name="map-layer"),
]
