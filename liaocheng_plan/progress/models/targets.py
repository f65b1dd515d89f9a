"""Targets of the plan and how what is reported stands against them."""

from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.fields import StructuredField
from liaocheng_plan.documents.models import PlanRecord, PlanRecordQuerySet

from .. import rules
from .observations import Observation


class Theme(models.TextChoices):
    """The subjects under which targets and dashboards are read."""

    CONSUMPTION = "consumption", _("Consumption")
    NETWORK = "network", _("Outlet network")
    DISTRICTS = "districts", _("Business districts")
    CIRCLES = "circles", _("Living circles")
    STREETS = "streets", _("Shopping streets")
    LOGISTICS = "logistics", _("Logistics")
    MARKETS = "markets", _("Markets")
    ENTERPRISES = "enterprises", _("Enterprises")


class Direction(models.TextChoices):
    """What makes a target met: see `progress.rules`."""

    FLOOR = "floor", _("at least")
    CAP = "cap", _("at most")
    RANGE = "range", _("within a range")
    COVERAGE = "coverage", _("full coverage")
    COUNT = "count", _("number to be reached")
    COMPOSITION = "composition", _("composition")
    RATE = "rate", _("rate per year")


class TargetQuerySet(PlanRecordQuerySet):
    """Targets with what lists, pages and the API need of them."""

    def for_lists(self):
        """Citations, areas and approved observations, in a fixed number of queries."""
        return self.with_citations().prefetch_related(
            Prefetch("areas", queryset=_areas()),
            Prefetch(
                "observations", Observation.objects.approved().order_by("period_end", "reported_at")
            ),
        )

    def leading(self):
        """The few that the home page shows first."""
        return self.filter(leading__isnull=False).order_by("leading")


def _areas():
    from liaocheng_plan.organisation.models import Area

    return Area.objects.without_boundary()


class Target(PlanRecord):
    """A stated target, limit, standard or rate; `value` is null where no number is printed."""

    STATED = ("value", "value_max", "parts", "target_year", "baseline", "baseline_year")

    scope = models.CharField(_("scope, as printed"), max_length=60, blank=True)
    areas = models.ManyToManyField(
        "organisation.Area", blank=True, related_name="targets", verbose_name=_("areas")
    )
    theme = models.CharField(_("theme"), max_length=12, choices=Theme.choices)
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    direction = models.CharField(_("direction"), max_length=12, choices=Direction.choices)
    baseline = models.DecimalField(
        _("baseline"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    baseline_year = models.PositiveSmallIntegerField(_("baseline year"), null=True, blank=True)
    value = models.DecimalField(
        _("target value"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    value_max = models.DecimalField(
        _("upper value"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    parts = StructuredField(_("parts"), default=list, blank=True)
    target_year = models.PositiveSmallIntegerField(_("target year"), null=True, blank=True)
    approximate = models.BooleanField(_("approximate"), default=False)
    qualifier = models.CharField(_("qualifier, as printed"), max_length=30, blank=True)
    tolerance = models.DecimalField(
        _("tolerance (share of the value)"),
        max_digits=5,
        decimal_places=4,
        default=rules.DEFAULT_TOLERANCE,
        help_text=_("How much 左右 or 约 allows, for example 0.05 for five per cent."),
    )
    aggregation = models.CharField(
        _("aggregation"),
        max_length=14,
        choices=[
            ("sum", _("sum of areas")),
            ("ratio_of_sums", _("ratio of sums")),
            ("none", _("not added up")),
        ],
        default="none",
    )
    leading = models.PositiveSmallIntegerField(_("place on the home page"), null=True, blank=True)
    about = models.CharField(_("record it limits"), max_length=120, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["id"]

    def approved(self):
        """Approved observations, oldest period first; uses the prefetched ones of `for_lists`."""
        prefetched = getattr(self, "_prefetched_objects_cache", {})
        if "observations" in prefetched:
            return list(prefetched["observations"])
        return list(self.observations.approved().order_by("period_end", "reported_at"))

    @property
    def latest(self):
        """The approved observation of the latest period for the whole scope, or None."""
        whole = self.of_whole_scope()
        return whole[-1] if whole else None

    def of_whole_scope(self):
        """Approved observations without an area, or of the target's only area.

        What a single district reports is no verdict on the city's target.
        """
        areas = list(self.areas.all())
        only = areas[0].pk if len(areas) == 1 else None
        return [row for row in self.approved() if row.area_id in (None, only)]

    @property
    def judgement(self):
        """Result, its reason and the state of reporting: see `progress.rules`."""
        return rules.judge(self, self.latest)

    @property
    def result(self):
        """One of `rules.Result`."""
        return self.judgement.result.value

    @property
    def result_reason(self):
        """One of `rules.Reason`, or None where the result is a verdict."""
        reason = self.judgement.reason
        return reason.value if reason else None

    @property
    def reporting(self):
        """One of `rules.Reporting`."""
        return self.judgement.reporting.value
