"""What published surveys declare to the API, the admin and the pages."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.registry import Collection, register

from .models import SurveyResult

register(
    Collection(
        name="surveys",
        model=SurveyResult,
        label=_("Surveys of residents"),
        label_one=_("Survey of residents"),
        fields=(
            "place",
            "opens_on",
            "closes_on",
            "answers",
            "suspects",
            "results",
            "published_at",
        ),
        filters=("place",),
        ordering=("-closes_on", "id"),
        note=_("No survey has been published yet."),
    )
)
