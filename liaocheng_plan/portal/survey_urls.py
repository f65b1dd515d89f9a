"""Addresses of surveys: `/surveys/` for staff and readers, `/s/<token>/` for residents."""

from django.urls import path

from . import views_survey_answer, views_survey_edit, views_survey_files, views_surveys

ONE = "surveys/<slug:key>/"

urlpatterns = [
    path("s/<slug:token>/", views_survey_answer.answer, name="survey-answer"),
    path("s/<slug:token>/received/", views_survey_answer.received, name="survey-received"),
    path("surveys/", views_surveys.surveys, name="surveys"),
    path("surveys/new/", views_survey_edit.new, name="survey-new"),
    path(ONE, views_surveys.survey, name="survey"),
    path(ONE + "act/", views_surveys.act, name="survey-act"),
    path(ONE + "edit/", views_survey_edit.edit, name="survey-edit"),
    path(ONE + "preview/", views_survey_answer.preview, name="survey-preview"),
    path(ONE + "questions/<str:kind>/", views_survey_edit.add_question, name="survey-ask"),
    path(ONE + "question/<int:pk>/", views_survey_edit.question, name="survey-question"),
    path(ONE + "sheet/", views_survey_files.sheet, name="survey-sheet"),
    path(ONE + "sheet.pdf", views_survey_files.sheet_pdf, name="survey-sheet-pdf"),
    path(ONE + "qr.<str:kind>", views_survey_files.code, name="survey-code"),
    path(ONE + "results.<str:kind>", views_survey_files.results, name="survey-results"),
]
