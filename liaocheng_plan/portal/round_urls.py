"""Addresses of reporting rounds and reports, below `/progress/`, and the inbox."""

from django.urls import path

from . import (
    views_inbox,
    views_observation,
    views_round_form,
    views_round_review,
    views_round_workbook,
    views_rounds,
)

FORM = "progress/rounds/<slug:key>/<slug:area>/"

urlpatterns = [
    path("progress/rounds/", views_rounds.rounds, name="rounds"),
    path("progress/rounds/open/", views_rounds.opening, name="round-open"),
    path("progress/rounds/<slug:key>/", views_rounds.overview, name="round"),
    path("progress/rounds/<slug:key>/close/", views_rounds.close, name="round-close"),
    path("progress/rounds/<slug:key>/overview.xlsx", views_rounds.sheet, name="round-sheet"),
    path(FORM, views_round_form.form, name="round-form"),
    path(FORM + "review/", views_round_review.review, name="round-review"),
    path(FORM + "workbook.xlsx", views_round_workbook.download, name="round-workbook"),
    path(FORM + "upload/", views_round_workbook.upload, name="round-upload"),
    path("progress/observations/<slug:key>/", views_observation.observation, name="observation"),
    path("inbox/", views_inbox.inbox, name="inbox"),
]
