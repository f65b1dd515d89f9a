"""The 25 planned living circles and the 11 pilots."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.fields import StructuredField, WordsField
from liaocheng_plan.places.models import PlannedPlace, PlannedPlaceQuerySet


class LivingCircleQuerySet(PlannedPlaceQuerySet):
    """Circles with their pilot."""

    def for_lists(self):
        """As for every place, with the confirmed pilot."""
        return super().for_lists().select_related("pilot").defer("pilot__geometry")


class LivingCircle(PlannedPlace):
    """A planned living circle of 专栏4; two names occur twice, so a name is no key.

    `pilot` stays null until staff confirm on the map which pilot a planned circle is.
    """

    STATED = ("number", "side", "population", "commercial_area_m2")
    REPORTED = ("status", "pilot")

    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    side = models.CharField(_("side of the crossing"), max_length=10, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    commercial_area_m2 = models.PositiveIntegerField(
        _("commercial area (m²)"), null=True, blank=True
    )
    pilot = models.ForeignKey(
        "circles.PilotCircle",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="planned_circles",
        verbose_name=_("pilot"),
    )

    objects = LivingCircleQuerySet.as_manager()

    class Meta(PlannedPlace.Meta):
        verbose_name = _("living circle")
        verbose_name_plural = _("living circles")
        ordering = ["number", "id"]

    def clean(self):
        """As for every place; a pilot is one circle, and none where the bureau said “none”."""
        super().clean()
        if self.pilot_id is None:
            return
        if self.pilot.unplanned:
            raise ValidationError(
                {"pilot": _("The bureau decided that this pilot is none of the planned circles.")}
            )
        other = self.pilot.planned_circles.exclude(pk=self.pk).first()
        if other is not None:
            raise ValidationError(
                {
                    "pilot": _("This pilot is matched to circle %(number)s, %(name)s, already.")
                    % {"number": other.number, "name": other.name}
                }
            )


class PilotCircle(PlannedPlace):
    """A pilot circle of the 2024 scheme with all that its sub-plan states.

    `anchors`: list of `{name, floor_area_m2, …}`; `bounds`: `{north, south, east, west}` as
    printed; `formats_present` and `formats_missing` as printed, contradictions included.
    Which planned circle it is, the bureau decides: `unplanned` says that it is none of them;
    `match_note`, `matched_at` and `matched_by` belong to the latest decision.
    """

    STATED = (
        "number",
        "year",
        "area_km2",
        "area_km2_qualifier",
        "population",
        "population_qualifier",
        "households",
        "households_qualifier",
        "estates",
        "bounds",
        "anchors",
        "formats_present",
        "formats_missing",
        "formats_to_add",
        "formats_required",
        "quality_named",
        "brands",
        "firms",
        "institutions",
        "facilities",
        "sights",
        "neighbours",
        "notes",
        "measures",
        "market_standard",
        "market_floor_areas",
    )

    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    area_km2 = models.DecimalField(
        _("area (km²)"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    area_km2_qualifier = models.CharField(_("qualifier of the area"), max_length=12, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_qualifier = models.CharField(
        _("qualifier of the population"), max_length=12, blank=True
    )
    households = models.PositiveIntegerField(_("households"), null=True, blank=True)
    households_qualifier = models.CharField(
        _("qualifier of the households"), max_length=12, blank=True
    )
    estates = models.PositiveSmallIntegerField(_("housing estates"), null=True, blank=True)
    bounds = StructuredField(_("bounds"), default=dict, blank=True)
    anchors = StructuredField(_("anchors"), default=list, blank=True)
    formats_present = WordsField(_("formats present"))
    formats_missing = WordsField(_("formats missing"))
    formats_to_add = WordsField(_("formats to be added"))
    formats_required = WordsField(_("formats required by the sub-plan"))
    quality_named = WordsField(_("quality formats named"))
    brands = WordsField(_("brands"))
    firms = WordsField(_("firms"))
    institutions = WordsField(_("institutions"))
    facilities = WordsField(_("facilities"))
    sights = WordsField(_("sights"))
    neighbours = StructuredField(_("neighbouring places"), default=list, blank=True)
    notes = StructuredField(_("present state"), default=list, blank=True)
    measures = StructuredField(_("measures"), default=list, blank=True)
    market_standard = StructuredField(_("market standard"), default=list, blank=True)
    market_floor_areas = StructuredField(_("floor areas of the market"), default=list, blank=True)

    unplanned = models.BooleanField(_("none of the planned circles"), default=False)
    match_note = models.CharField(_("note on the match"), max_length=250, blank=True)
    matched_at = models.DateTimeField(_("match decided at"), null=True, blank=True)
    matched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("match decided by"),
    )

    class Meta(PlannedPlace.Meta):
        verbose_name = _("pilot circle")
        verbose_name_plural = _("pilot circles")
        ordering = ["number", "id"]
