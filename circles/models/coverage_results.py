"""What was computed of coverage: a run with all that it rests on, and its figures."""

from django.conf import settings
from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.fields import StructuredField

from .radii import ServiceRadius
from .standards import CircleStandard, FormatConcept


class CoverageRun(models.Model):
    """One computation of the whole city.

    `method`: `{way: straight | network, factors, minutes, radius_m, grid_m, …}`; `basis` names
    every dataset and rule it rests on, with their days; `state_read` is what the data was then, so
    that later changes show.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("computing")
        DONE = "done", _("computed")
        FAILED = "failed", _("failed")

    rule = models.ForeignKey(ServiceRadius, models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(_("done (%)"), default=0)
    problem = models.TextField(_("why it failed"), blank=True)
    method = StructuredField(_("method"), default=dict, blank=True)
    basis = StructuredField(_("basis"), default=dict, blank=True)
    state_read = StructuredField(_("state of the data"), default=dict, blank=True)
    asked_at = models.DateTimeField(_("asked for at"), auto_now_add=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    read_at = models.DateTimeField(_("data read at"), null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        verbose_name = _("computation of coverage")
        verbose_name_plural = _("computations of coverage")
        ordering = ["-id"]

    def __str__(self):
        return f"{self.rule} · {self.asked_at:%Y-%m-%d %H:%M}"


class CoverageResult(models.Model):
    """Coverage of one place by one kind of business, or by all basic types of a standard.

    `place` is the circle as `collection/key`, empty for the city. People are whole people: null
    with a `reason` where nothing can be said, never 0. Areas are shares of 1, only where there is
    no population. `low`, plain and `high` are the shortest, the estimated and the longest reach.
    By streets `…_off` lie outside the network and `people_unsure` have an outlet there alone: they
    are in no other number but that `outlets_off` are among `outlets`. Null without streets.
    """

    class Reason(models.TextChoices):
        NO_OUTLETS = "no_outlets", _("no open outlet of this kind with a position is registered")
        NO_POPULATION = "no_population", _("no population data has been imported")
        NOBODY_HERE = "nobody_here", _("the population data has nobody here")
        NO_OUTLINE = "no_outline", _("the circle has no position and no outline")
        OUTLETS_OFF = "outlets_off", _("all outlets of this kind lie outside the street network")
        OFF_NETWORK = "off_network", _("outside the street network: all people here are left out")
        MIDDLE_OFF = (
            "middle_off",
            _("the circle’s middle lies outside the street network, and it has no other outline"),
        )

    run = models.ForeignKey(CoverageRun, models.CASCADE, related_name="results")
    place = models.CharField(_("circle"), max_length=120, blank=True)
    concept = models.ForeignKey(
        FormatConcept, models.CASCADE, null=True, blank=True, related_name="+"
    )
    standard = models.ForeignKey(
        CircleStandard, models.CASCADE, null=True, blank=True, related_name="+"
    )
    outline = models.CharField(_("outline"), max_length=10, blank=True)
    radius_m = models.PositiveIntegerField(_("radius to walk (m)"), null=True)
    outlets = models.PositiveIntegerField(_("outlets"))
    outlets_uncertain = models.PositiveIntegerField(_("outlets to be checked"))
    people = models.PositiveIntegerField(_("people"), null=True)
    people_low = models.PositiveIntegerField(_("people in the shortest reach"), null=True)
    people_in = models.PositiveIntegerField(_("people in reach"), null=True)
    people_high = models.PositiveIntegerField(_("people in the longest reach"), null=True)
    communities = models.PositiveIntegerField(_("communities"), null=True)
    communities_in = models.PositiveIntegerField(_("communities that qualify"), null=True)
    communities_unknown = models.PositiveIntegerField(_("communities not judged"), null=True)
    places_off = models.PositiveIntegerField(_("places outside the network"), null=True)
    people_off = models.PositiveIntegerField(_("people outside the network"), null=True)
    people_unsure = models.PositiveIntegerField(
        _("people with an outlet outside the network alone"), null=True
    )
    communities_off = models.PositiveIntegerField(_("communities left out"), null=True)
    outlets_off = models.PositiveIntegerField(_("outlets outside the network"), null=True)
    area_off = models.FloatField(_("share of the area left out"), null=True)
    area_low = models.FloatField(_("share of the area in the shortest reach"), null=True)
    area_in = models.FloatField(_("share of the area in reach"), null=True)
    area_high = models.FloatField(_("share of the area in the longest reach"), null=True)
    reason = models.CharField(
        _("why there is no figure"), max_length=13, choices=Reason.choices, blank=True
    )
    lacking = StructuredField(_("types without an outlet"), default=list, blank=True)

    class Meta:
        verbose_name = _("coverage")
        verbose_name_plural = _("coverage")
        ordering = ["id"]
        indexes = [models.Index(fields=["run", "place"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(concept__isnull=True, standard__isnull=False)
                | models.Q(concept__isnull=False, standard__isnull=True),
                name="circles_coverage_of_a_kind_or_a_standard",
            ),
            models.CheckConstraint(
                condition=models.Q(reason="", people_in__isnull=False)
                | (~models.Q(reason="") & models.Q(people_in__isnull=True)),
                name="circles_coverage_without_figure_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.place} · {self.concept or self.standard}"


class CoverageReach(models.Model):
    """How far one walks from a circle to a kind of business with a radius of its own (WGS 84).

    The reach by the rule's own radius is an outline of the circle (`CircleShape`). As of that, only
    those of the latest run are kept.
    """

    run = models.ForeignKey(CoverageRun, models.CASCADE, related_name="reaches")
    place = models.CharField(_("circle"), max_length=120)
    radius_m = models.PositiveIntegerField(_("radius to walk (m)"))
    geometry = models.MultiPolygonField(_("outline"), srid=4326)
    error_m = models.PositiveIntegerField(_("may be off by (m)"), null=True)

    class Meta:
        verbose_name = _("computed reach")
        verbose_name_plural = _("computed reaches")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "radius_m", "place"], name="circles_one_reach_of_a_radius"
            )
        ]

    def __str__(self):
        return f"{self.place} · {self.radius_m} m"
