"""What areas and departments declare to the API, the admin and the pages."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.registry import Collection, register

from . import models

register(
    Collection(
        name="departments",
        model=models.Department,
        label=_("Departments"),
        label_one=_("Department"),
        fields=("kind", "aliases", "members"),
        filters=("kind",),
        search=("aliases",),
        ordering=("id",),
    )
)
register(
    Collection(
        name="areas",
        model=models.Area,
        label=_("Areas"),
        label_one=_("Area"),
        fields=(
            "kind",
            "parent",
            "aliases",
            "adcode",
            "boundary",
            "boundary_source",
            "population",
            "population_as_of",
            "members",
        ),
        filters=("kind", "parent"),
        search=("aliases", "adcode"),
        ordering=("id",),
    )
)
