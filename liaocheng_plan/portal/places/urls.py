"""Addresses of collections and records, below `/places/`."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="places"),
    path("<slug:name>/", views.collection, name="collection"),
    path("<slug:name>/<slug:key>/", views.record, name="record"),
]
