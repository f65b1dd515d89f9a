"""Surveys in the admin: to be read; they are made, released and published on their pages."""

from django.contrib import admin

from liaocheng_plan.progress.admin import ReadOnlyAdmin

from .access import SurveyReach
from .models import Question, Survey


@admin.register(Survey)
class SurveyAdmin(ReadOnlyAdmin):
    """Surveys within reach."""

    list_display = ("title", "place", "opens_on", "closes_on", "state", "made_by")
    list_filter = ("state",)
    search_fields = ("title", "place")

    def get_queryset(self, request):
        """Surveys of the own areas."""
        return SurveyReach(request.user).surveys()


@admin.register(Question)
class QuestionAdmin(ReadOnlyAdmin):
    """Questions of surveys within reach."""

    list_display = ("text", "survey", "kind", "required", "satisfaction")
    list_filter = ("kind",)

    def get_queryset(self, request):
        """Questions of surveys of the own areas."""
        surveys = SurveyReach(request.user).surveys()
        return super().get_queryset(request).filter(survey__in=surveys).select_related("survey")
