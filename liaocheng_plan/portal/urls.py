"""Addresses of the pages."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.stub, name="home"),
    path("progress/", views.stub, name="progress"),
    path("plan/", views.stub, name="plan"),
    path("places/", views.stub, name="places"),
    path("places/<slug:collection>/<slug:key>/", views.stub, name="record"),
    path("circles/<slug:key>/", views.stub, name="circle"),
    path("search/", views.stub, name="search"),
]
