"""The spatial structure of the plan: zones, business districts and shopping streets."""

from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.fields import StructuredField, WordsField
from liaocheng_plan.places.models import PlannedPlace


class FormatGuidance(models.Model):
    """Business formats that a place shall have more or less of, as printed and kept apart."""

    positioning = models.CharField(_("positioning"), max_length=250, blank=True)
    encouraged = WordsField(_("encouraged formats"))
    moderate = WordsField(_("formats in moderation"))
    restricted = WordsField(_("restricted formats"))
    prohibited = WordsField(_("prohibited formats"))

    FORMATS = ("positioning", "encouraged", "moderate", "restricted", "prohibited")

    class Meta:
        abstract = True


class Zone(FormatGuidance, PlannedPlace):
    """One element of 一带两轴三核六区 (专栏1)."""

    STATED = ("kind", *FormatGuidance.FORMATS)

    class Kind(models.TextChoices):
        BELT = "belt", _("belt")
        AXIS = "axis", _("axis")
        CORE = "core", _("core")
        ZONE = "zone", _("functional zone")

    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)

    class Meta(PlannedPlace.Meta):
        verbose_name = _("spatial structure")
        verbose_name_plural = _("spatial structure")
        ordering = ["id"]


class BusinessDistrict(FormatGuidance, PlannedPlace):
    """A business district of 1主3副5片 (专栏2); areas in 10,000 m².

    `existing_retail_area_10k_m2` is null where not stated. A 0 with `existing_scope`
    `above_scale` says that no outlet above scale exists, which is not “none”.
    """

    STATED = (
        "tier",
        "planned_retail_area_10k_m2",
        "existing_retail_area_10k_m2",
        "existing_scope",
        "mix",
        "bounds",
        "measures",
        *FormatGuidance.FORMATS,
    )

    class Tier(models.TextChoices):
        CITY = "city", _("city tier")
        SUB_CITY = "sub_city", _("sub-city tier")
        AREA = "area", _("area tier")

    class ExistingScope(models.TextChoices):
        STATED = "stated", _("existing area stated")
        ABOVE_SCALE = "above_scale", _("no outlet above scale")

    tier = models.CharField(_("tier"), max_length=8, choices=Tier.choices)
    planned_retail_area_10k_m2 = models.DecimalField(
        _("planned retail area (10,000 m²)"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    existing_retail_area_10k_m2 = models.DecimalField(
        _("existing retail area (10,000 m²)"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    existing_scope = models.CharField(
        _("scope of the existing area"),
        max_length=12,
        choices=ExistingScope.choices,
        null=True,
        blank=True,
    )
    mix = StructuredField(_("mix of formats"), default=list, blank=True)
    bounds = StructuredField(_("bounds"), default=dict, blank=True)
    measures = WordsField(_("measures"))

    class Meta(PlannedPlace.Meta):
        verbose_name = _("business district")
        verbose_name_plural = _("business districts")
        ordering = ["id"]


class StreetBlock(PlannedPlace):
    """A shopping street or block (专栏6); length in m, area in hectares, as stated."""

    STATED = ("category", "listed_order", "length_m", "area_ha", "themes", "bounds")

    category = models.CharField(_("category"), max_length=20)
    listed_order = models.PositiveSmallIntegerField(_("number in the list"), null=True, blank=True)
    length_m = models.PositiveIntegerField(_("length (m)"), null=True, blank=True)
    area_ha = models.DecimalField(
        _("area (ha)"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    themes = WordsField(_("themes"))
    bounds = StructuredField(_("bounds"), default=dict, blank=True)

    class Meta(PlannedPlace.Meta):
        verbose_name = _("shopping street")
        verbose_name_plural = _("shopping streets")
        ordering = ["id"]
