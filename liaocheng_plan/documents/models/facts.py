"""Stated figures that are no target, and guidance of the boxes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..fields import WordsField
from .records import PlanRecord


class Fact(PlanRecord):
    """A stated figure that is no target: what was reached by 2020, a threshold of a rule."""

    STATED = ("value", "value_max", "year")

    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4, null=True, blank=True)
    value_max = models.DecimalField(
        _("upper value"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    scope = models.CharField(_("scope, as printed"), max_length=60, blank=True)
    approximate = models.BooleanField(_("approximate"), default=False)
    qualifier = models.CharField(_("qualifier, as printed"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("stated figure")
        verbose_name_plural = _("stated figures")
        ordering = ["id"]


class Guidance(PlanRecord):
    """Guidance of a box: facilities of 专栏3, layout models of 专栏4, actions of 专栏11 and 12."""

    STATED = ("box", "applies_to", "points")

    box = models.CharField(_("box"), max_length=20, db_index=True)
    applies_to = models.CharField(_("applies to"), max_length=80, blank=True)
    points = WordsField(_("points"))

    class Meta:
        verbose_name = _("guidance")
        verbose_name_plural = _("guidance")
        ordering = ["id"]
