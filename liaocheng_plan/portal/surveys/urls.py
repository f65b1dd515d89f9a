"""Addresses of surveys: `/surveys/` for staff and readers, `/s/<token>/` for residents."""

from django.urls import path

from . import views, views_answer, views_edit, views_files

ONE = "surveys/<slug:key>/"

urlpatterns = [
    path("s/<slug:token>/", views_answer.answer, name="survey-answer"),
    path("s/<slug:token>/received/", views_answer.received, name="survey-received"),
    path("surveys/", views.surveys, name="surveys"),
    path("surveys/new/", views_edit.new, name="survey-new"),
    path(ONE, views.survey, name="survey"),
    path(ONE + "act/", views.act, name="survey-act"),
    path(ONE + "edit/", views_edit.edit, name="survey-edit"),
    path(ONE + "preview/", views_answer.preview, name="survey-preview"),
    path(ONE + "questions/<str:kind>/", views_edit.add_question, name="survey-ask"),
    path(ONE + "question/<int:pk>/", views_edit.question, name="survey-question"),
    path(ONE + "sheet/", views_files.sheet, name="survey-sheet"),
    path(ONE + "sheet.pdf", views_files.sheet_pdf, name="survey-sheet-pdf"),
    path(ONE + "qr.<str:kind>", views_files.code, name="survey-code"),
    path(ONE + "results.<str:kind>", views_files.results, name="survey-results"),
]
