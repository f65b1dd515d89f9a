"""Commodity markets, retail terminals for farm produce, and enterprises."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.models import PlanRecord
from liaocheng_plan.places.models import PlannedPlace


class Market(PlannedPlace):
    """A commodity market of 专栏9, in printed order; one name is printed twice."""

    STATED = ("listed_order",)

    listed_order = models.PositiveSmallIntegerField(_("number in the list"), null=True, blank=True)

    class Meta(PlannedPlace.Meta):
        verbose_name = _("commodity market")
        verbose_name_plural = _("commodity markets")
        ordering = ["listed_order", "id"]


class RetailTerminal(PlannedPlace):
    """A retail terminal for farm produce of 专栏10; the order counts within its action."""

    STATED = ("listed_order",)
    REPORTED = ("status", "floor_area_m2")

    listed_order = models.PositiveSmallIntegerField(_("number in the list"), null=True, blank=True)
    floor_area_m2 = models.DecimalField(
        _("floor area (m²)"), max_digits=10, decimal_places=2, null=True, blank=True
    )

    class Meta(PlannedPlace.Meta):
        verbose_name = _("retail terminal")
        verbose_name_plural = _("retail terminals")
        ordering = ["id"]


class Enterprise(PlanRecord):
    """A firm: members of the key-enterprise programme once named; firms the texts merely name.

    The programme (专栏13) names no member, so none has a tier until the bureau publishes its list.
    """

    STATED = ("sector",)
    REPORTED = ("tier",)

    class Tier(models.TextChoices):
        LEADING = "leading", _("leading")
        GROWING = "growing", _("growing")

    tier = models.CharField(_("tier"), max_length=8, choices=Tier.choices, null=True, blank=True)
    sector = models.CharField(_("sector"), max_length=60, null=True, blank=True)

    class Meta:
        verbose_name = _("enterprise")
        verbose_name_plural = _("enterprises")
        ordering = ["id"]
