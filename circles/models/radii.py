"""How far a service reaches, as dated data: the rule by which coverage is computed."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.fields import StructuredField
from liaocheng_plan.documents.models import PlanRecord

from .standards import FormatConcept

FACTOR = {"max_digits": 4, "decimal_places": 2}


class ServiceRadius(PlanRecord):
    """One rule version: minutes on foot, metres, and how a straight line is turned into a walk.

    `radius_m` are metres to walk. A straight line is compared with `radius_m` ÷ factor: the
    estimate by `detour_factor`, the range by `factor_high_reach` (longest) and `factor_low_reach`
    (shortest). `exceptions` maps kinds of business to `{minutes, radius_m, source}` of their own.
    A community counts where at least `community_share_min` per cent of its people are in reach.
    """

    STATED = ("minutes",)
    REPORTED = (
        "document",
        "valid_from",
        "radius_m",
        "radius_source",
        "detour_factor",
        "factor_high_reach",
        "factor_low_reach",
        "factor_source",
        "community_share_min",
        "community_source",
        "exceptions",
    )

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, verbose_name=_("document")
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes on foot"))
    radius_m = models.PositiveIntegerField(_("radius to walk (m)"))
    radius_source = models.CharField(_("source of the radius"), max_length=250)
    detour_factor = models.DecimalField(_("detour factor"), **FACTOR)
    factor_high_reach = models.DecimalField(_("detour factor of the longest reach"), **FACTOR)
    factor_low_reach = models.DecimalField(_("detour factor of the shortest reach"), **FACTOR)
    factor_source = models.CharField(_("source of the detour factors"), max_length=250)
    community_share_min = models.DecimalField(
        _("people in reach for a community to count (%)"), max_digits=5, decimal_places=2
    )
    community_source = models.CharField(_("source of that share"), max_length=250)
    exceptions = StructuredField(
        _("kinds of business with a radius of their own"), default=dict, blank=True
    )

    class Meta:
        verbose_name = _("service radius")
        verbose_name_plural = _("service radii")
        ordering = ["id"]

    def clean(self):
        """Raise `ValidationError` by field for factors out of order and unreadable exceptions."""
        super().clean()
        errors = {}
        factors = (self.factor_high_reach, self.detour_factor, self.factor_low_reach)
        if None not in factors and not Decimal(1) <= factors[0] <= factors[1] <= factors[2]:
            errors["detour_factor"] = _(
                "Factors are at least 1, and the estimate lies between the other two."
            )
        if self.radius_m == 0:
            errors["radius_m"] = _("A radius is more than 0 m.")
        wrong = list(self.wrong_exceptions())
        if wrong:
            errors["exceptions"] = wrong
        if errors:
            raise ValidationError(errors)

    def wrong_exceptions(self):
        """What is wrong with the exceptions, one sentence each."""
        if not isinstance(self.exceptions, dict):
            yield _("Write {kind of business: {minutes, radius_m, source}}.")
            return
        known = set(FormatConcept.objects.values_list("key", flat=True))
        for key, given in self.exceptions.items():
            if key not in known:
                yield _("There is no kind of business “%(key)s”.") % {"key": key}
            elif not isinstance(given, dict) or not is_positive(given.get("radius_m")):
                yield _("“%(key)s” needs radius_m, a number of metres above 0.") % {"key": key}
            elif not given.get("source"):
                yield _("“%(key)s” needs the source of its radius.") % {"key": key}

    def radius_of(self, concept):
        """Metres to walk to a kind of business, by its key."""
        return (self.exceptions.get(concept) or {}).get("radius_m", self.radius_m)


def is_positive(value):
    """Whether a value typed as JSON is a number above 0."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0
