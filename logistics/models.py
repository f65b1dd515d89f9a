"""Logistics parks, centres, delivery points and types of warehouse."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.fields import StructuredField, WordsField
from liaocheng_plan.documents.models import PlanRecord
from liaocheng_plan.places.models import PlannedPlace

MU_PER_HECTARE = 15


class LogisticsSite(PlannedPlace):
    """What parks and centres share: stated scale in mu and functions."""

    STATED = ("listed_order", "scale_mu", "functions")
    DERIVED = ("area_ha",)

    listed_order = models.PositiveSmallIntegerField(_("number in the list"), null=True, blank=True)
    scale_mu = models.DecimalField(
        _("scale (mu)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    functions = WordsField(_("functions"))

    class Meta(PlannedPlace.Meta):
        abstract = True

    @property
    def area_ha(self):
        """Hectares derived from the stated mu (1 ha = 15 mu), to 0.01 ha; None where not stated."""
        if self.scale_mu is None:
            return None
        return (Decimal(self.scale_mu) / MU_PER_HECTARE).quantize(Decimal("0.01"))


class LogisticsPark(LogisticsSite):
    """A logistics park of 专栏7: six are listed under a heading that says five."""

    class Meta(LogisticsSite.Meta):
        verbose_name = _("logistics park")
        verbose_name_plural = _("logistics parks")
        ordering = ["listed_order", "id"]


class LogisticsCentre(LogisticsSite):
    """A logistics centre of 专栏7; the scale of the second is not stated."""

    class Meta(LogisticsSite.Meta):
        verbose_name = _("logistics centre")
        verbose_name_plural = _("logistics centres")
        ordering = ["listed_order", "id"]


class DeliveryPoint(PlannedPlace):
    """A community delivery point; the plan sets a number (25) and names none."""

    REPORTED = ("status", "circle")

    circle = models.CharField(
        _("living circle (key)"),
        max_length=80,
        null=True,
        blank=True,
        help_text=_("Key of the circle it serves, for example circle-07."),
    )

    class Meta(PlannedPlace.Meta):
        verbose_name = _("delivery point")
        verbose_name_plural = _("delivery points")
        ordering = ["id"]


class WarehouseType(PlanRecord):
    """A type of warehouse of 专栏8, with temperatures in °C where stated."""

    STATED = ("listed_order", "temperature_c", "points")

    listed_order = models.PositiveSmallIntegerField(_("number in the list"), null=True, blank=True)
    temperature_c = StructuredField(_("temperatures (°C)"), default=list, blank=True)
    points = WordsField(_("points"))

    class Meta:
        verbose_name = _("type of warehouse")
        verbose_name_plural = _("types of warehouse")
        ordering = ["id"]
