"""Addresses of the register of outlets, below `/outlets/`."""

from django.urls import path

from . import views_duplicates, views_imports

urlpatterns = [
    path("imports/", views_imports.imports, name="imports"),
    path("imports/template.xlsx", views_imports.template, name="import-template"),
    path("imports/<int:pk>/", views_imports.run, name="import"),
    path("imports/<int:pk>/progress/", views_imports.progress, name="import-progress"),
    path("imports/<int:pk>/problems.<slug:kind>", views_imports.problems, name="import-problems"),
    path("imports/<int:pk>/<slug:step>/", views_imports.step, name="import-step"),
    path("duplicates/", views_duplicates.duplicates, name="duplicates"),
    path("duplicates/<int:pk>/", views_duplicates.decide, name="duplicate"),
]
