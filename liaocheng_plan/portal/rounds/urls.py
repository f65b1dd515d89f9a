"""Addresses of reporting rounds and reports, below `/progress/`, and the inbox."""

from django.urls import path

from . import views, views_form, views_inbox, views_observation, views_review, views_workbook

FORM = "progress/rounds/<slug:key>/<slug:area>/"

urlpatterns = [
    path("progress/rounds/", views.rounds, name="rounds"),
    path("progress/rounds/open/", views.opening, name="round-open"),
    path("progress/rounds/<slug:key>/", views.overview, name="round"),
    path("progress/rounds/<slug:key>/close/", views.close, name="round-close"),
    path("progress/rounds/<slug:key>/overview.xlsx", views.sheet, name="round-sheet"),
    path(FORM, views_form.form, name="round-form"),
    path(FORM + "review/", views_review.review, name="round-review"),
    path(FORM + "workbook.xlsx", views_workbook.download, name="round-workbook"),
    path(FORM + "upload/", views_workbook.upload, name="round-upload"),
    path("progress/observations/<slug:key>/", views_observation.observation, name="observation"),
    path("inbox/", views_inbox.inbox, name="inbox"),
]
