"""Targets with what is reported of them, and the tasks of the plan."""

from django.conf import settings
from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaocheng_plan.documents.fields import StructuredField, WordsField
from liaocheng_plan.documents.models import PlanRecord, PlanRecordQuerySet

from . import rules


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


class ObservationQuerySet(PlanRecordQuerySet):
    """What is reported; only approved rows count anywhere."""

    def approved(self):
        """Rows that the reviewer has approved: the only public ones."""
        return self.filter(state=Observation.State.APPROVED)

    def for_lists(self):
        """With target and area."""
        return self.with_citations().select_related("target", "area").defer("area__boundary")


class Observation(PlanRecord):
    """One reported value of a target for one period and area; null is “not available”, 0 is 0."""

    REPORTED = ("value",)

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")

    target = models.ForeignKey(
        Target, models.PROTECT, related_name="observations", verbose_name=_("target")
    )
    area = models.ForeignKey(
        "organisation.Area", models.PROTECT, null=True, blank=True, verbose_name=_("area")
    )
    period = models.CharField(_("period"), max_length=8)
    period_end = models.DateField(_("last day of the period"))
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4, null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    reported_at = models.DateTimeField(_("reported at"))
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("reporter")
    )
    note = models.CharField(_("note"), max_length=250, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["target", "period_end"]


class TaskQuerySet(PlanRecordQuerySet):
    """Tasks with their responsible bodies."""

    def for_lists(self):
        """Citations, document, lead, responsible bodies and guidance."""
        return (
            self.with_citations()
            .select_related("document", "lead")
            .prefetch_related("responsible_rows__department", "guidance")
        )


class Task(PlanRecord):
    """A task or safeguard; `lead` is null where none is named, `due` where no date is stated."""

    STATED = ("group", "points", "responsible", "due")
    DERIVED = ("light",)

    class Kind(models.TextChoices):
        TASK = "task", _("main task")
        SAFEGUARD = "safeguard", _("safeguard")

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="tasks", verbose_name=_("document")
    )
    group = models.CharField(_("group"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    order = models.PositiveSmallIntegerField(_("order"))
    points = WordsField(_("points"))
    lead = models.ForeignKey(
        "organisation.Department",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("lead"),
    )
    responsible_departments = models.ManyToManyField(
        "organisation.Department",
        through="TaskResponsible",
        related_name="tasks",
        verbose_name=_("responsible"),
    )
    due = models.DateField(pgettext_lazy("date of a task", "due"), null=True, blank=True)
    guidance = models.ManyToManyField(
        "documents.Guidance", blank=True, related_name="tasks", verbose_name=_("guidance")
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["document", "order"]

    @property
    def responsible(self):
        """Keys of the responsible departments and groups, in printed order."""
        return [row.department.key for row in self.responsible_rows.all()]

    @property
    def light(self):
        """The light by one rule, never typed: see `progress.rules`."""
        return rules.light(self.due).value


class TaskResponsible(models.Model):
    """One responsible body of a task, in printed order and under its printed name."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="responsible_rows")
    department = models.ForeignKey("organisation.Department", models.PROTECT)
    order = models.PositiveSmallIntegerField(_("order"))
    printed = models.CharField(_("as printed"), max_length=60)

    class Meta:
        verbose_name = _("responsible body")
        verbose_name_plural = _("responsible bodies")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["task", "order"], name="responsible_order_once")
        ]

    def __str__(self):
        return self.printed
