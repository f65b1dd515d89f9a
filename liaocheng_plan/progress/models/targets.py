"""Targets of the plan and how what is reported stands against them."""

from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.fields import StructuredField
from liaocheng_plan.documents.history import as_they_stood, put_back_quotes
from liaocheng_plan.documents.models import PlanRecord, PlanRecordQuerySet
from liaocheng_plan.organisation.models import Area

from .. import measures, reported, rules, standing
from ..asking import Asking
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


class Wanted(NamedTuple):
    """What comes along with targets: as of when, and whether every period."""

    at: datetime | None
    series: bool


class TargetQuerySet(PlanRecordQuerySet):
    """Targets with what lists, pages and the API need of them."""

    wanted = None

    def _clone(self):
        copy = super()._clone()
        copy.wanted = self.wanted
        return copy

    def for_lists(self, at=None, series=False):
        """Citations, areas, standing reports and rounds, in a fixed number of queries.

        `at` (an aware datetime) gives them as they stood then; with `series` every period comes
        along, else only those that a verdict needs.
        """
        areas = Area.objects.without_boundary().prefetch_related(
            Prefetch("members", Area.objects.without_boundary())
        )
        found = self.with_citations().prefetch_related(Prefetch("areas", areas))
        found.wanted = Wanted(at, series)
        return found

    def leading(self):
        """The few that the home page shows first."""
        return self.filter(leading__isnull=False).order_by("leading")

    def with_areas(self):
        """Areas and what they consist of: enough to say who reports, not to judge."""
        members = Prefetch("members", Area.objects.without_boundary())
        areas = Area.objects.without_boundary().prefetch_related(members)
        return self.prefetch_related(Prefetch("areas", areas))

    def _fetch_all(self):
        """Reports and one snapshot of records and rounds come along with targets of a list."""
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh and self.wanted:
            targets = [row for row in self._result_cache if isinstance(row, Target)]
            if targets:  # a list of single values has none
                bring_along(targets, self.wanted)


def bring_along(targets, wanted):
    """Give targets what `for_lists` promises, as it stood at the wanted moment."""
    at = wanted.at
    rows = Observation.objects.standing(at)
    if not wanted.series:
        rows = rows.recent(timezone.localdate(at) if at else timezone.localdate())
    reported.attach(targets, rows)
    snapshot, asking = measures.Snapshot(at), Asking(at)
    for target in targets:
        target.as_of, target.snapshot, target.asking = at, snapshot, asking
    if at is not None:
        put_back(targets, at)


def put_back(targets, at):
    """Give targets the stated values, words, tolerances and thresholds of a past moment."""
    put_back_quotes(targets, at)
    then = {row.pk: row for row in as_they_stood(Target, at)}
    names = [field.attname for field in Target.history.model.tracked_fields if field.name != "id"]
    for target in targets:
        for name in names if target.pk in then else ():
            setattr(target, name, getattr(then[target.pk], name))


WAYS = {
    Direction.FLOOR: rules.Path.LINEAR,
    Direction.COUNT: rules.Path.LINEAR,
    Direction.COVERAGE: rules.Path.LINEAR,
    Direction.CAP: rules.Path.LINEAR,
}
"""The path by direction; all others ask the same of every year."""


class Target(PlanRecord):
    """A stated target, limit, standard or rate; `value` is null where no number is printed."""

    STATED = ("value", "value_max", "parts", "target_year", "baseline", "baseline_year")
    SETTINGS = (
        "tolerance",
        "aggregation",
        "path",
        "on_track",
        "validity_days",
        "baseline_disputed",
    )

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
    measure = models.CharField(
        _("computed by"),
        max_length=60,
        blank=True,
        help_text=_("Where a figure is computed from records, nobody is asked to report it."),
    )
    path = models.CharField(
        _("path"),
        max_length=10,
        choices=rules.Path.choices,
        blank=True,
        help_text=_("Empty: linear for stocks, the same in every year for limits and rates."),
    )
    on_track = models.DecimalField(
        _("on track from (share of the way)"),
        max_digits=5,
        decimal_places=4,
        default=rules.DEFAULT_ON_TRACK,
    )
    validity_days = models.PositiveSmallIntegerField(
        _("a report is valid for (days)"), default=rules.DEFAULT_VALIDITY_DAYS
    )
    baseline_disputed = models.BooleanField(_("baseline disputed"), default=False)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["id"]

    @property
    def full_coverage(self):
        """Whether coverage in full is printed without a number: 全覆盖, 覆盖全区."""
        return (
            self.direction == Direction.COVERAGE and self.value is None and "覆盖" in self.qualifier
        )

    @property
    def counted_in(self):
        """The unit as printed; per cent where coverage is printed without one."""
        return self.unit or ("%" if self.direction == Direction.COVERAGE else "")

    @property
    def way(self):
        """The path that is compared with: as set, else by direction."""
        return self.path or WAYS.get(self.direction, rules.Path.FLAT)

    @cached_property
    def own_areas(self):
        """The areas it names, asked for once."""
        return list(self.areas.all())

    @cached_property
    def units(self):
        """The areas that report it in parts: see `standing.units`."""
        if self.aggregation == "none" or self.about:
            return []
        found = []
        for area in self.own_areas:
            found += list(area.members.all()) or [area]
        return list({area.pk: area for area in found}.values()) if len(found) > 1 else []

    @cached_property
    def standing(self):
        """Figures, verdict and state of reporting: see `progress.standing`."""
        return standing.of(self)

    @property
    def latest(self):
        """The figure of the latest period for the whole scope, or None."""
        return self.standing.latest

    @property
    def judgement(self):
        """The verdict with its reason, see `progress.rules`."""
        return self.standing.judgement

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
        return self.standing.reporting.value
