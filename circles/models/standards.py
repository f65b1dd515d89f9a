"""Lists of business formats, the words they use for one thing, and the rules of circles."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.fields import WordsField
from liaocheng_plan.documents.models import PlanRecord, PlanRecordQuerySet


class FormatStandard(PlanRecord):
    """A dated list of business formats; the lists of plan and scheme are kept apart."""

    STATED = ("document", "year", "issued_on")

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, verbose_name=_("document"), null=True, blank=True
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    audience = models.CharField(_("applies to"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("list of formats")
        verbose_name_plural = _("lists of formats")
        ordering = ["id"]


class BusinessTypeQuerySet(PlanRecordQuerySet):
    """Types with their list."""

    def for_lists(self):
        """Citations and the standard."""
        return self.with_citations().select_related("standard")


class BusinessType(PlanRecord):
    """One business type of one list, as printed; the same word in two lists is two records."""

    STATED = ("tier", "order", "standard")

    class Tier(models.TextChoices):
        BASIC = "basic", _("basic")
        QUALITY = "quality", _("quality")
        PUBLIC = "public", _("public service")

    standard = models.ForeignKey(
        FormatStandard, models.CASCADE, related_name="types", verbose_name=_("list")
    )
    tier = models.CharField(_("tier"), max_length=8, choices=Tier.choices)
    order = models.PositiveSmallIntegerField(_("order"))
    priority = models.CharField(_("priority, as printed"), max_length=20, blank=True)

    objects = BusinessTypeQuerySet.as_manager()

    class Meta:
        verbose_name = _("business type")
        verbose_name_plural = _("business types")
        ordering = ["standard", "order", "id"]


class FormatConcept(PlanRecord):
    """One kind of business under the differing words of the lists: the crosswalk.

    `words` name the same thing; `narrower` words name a kind of it, so they prove it too;
    `broader` ones may mean it, so they are shown and prove nothing. The crosswalk is the bureau's
    reading, not the documents': it is proposed until `confirmed`.
    """

    REPORTED = ("words", "narrower", "broader", "confirmed")

    words = WordsField(_("words for it"))
    narrower = WordsField(_("words for a kind of it"))
    broader = WordsField(_("words that may mean it"))
    confirmed = models.BooleanField(_("confirmed by the bureau"), default=False)

    class Meta:
        verbose_name = _("kind of business")
        verbose_name_plural = _("kinds of business")
        ordering = ["id"]

    def clean(self):
        """Raise `ValidationError` where a word would name two kinds or stand twice in one."""
        super().clean()
        errors = {}
        others = named_elsewhere(self)
        for name in ("words", "narrower", "broader"):
            found = list(problems_of(self, name, others))
            if found:
                errors[name] = found
        if errors:
            raise ValidationError(errors)


def named_elsewhere(concept):
    """`{word: kind of business}` of the words for all other kinds."""
    others = FormatConcept.objects.exclude(pk=concept.pk)
    return {word: other.name for other in others for word in other.words}


def problems_of(concept, name, others):
    """What is wrong with one list of words of a kind of business."""
    words = getattr(concept, name)
    for word in words:
        values = {"word": word, "own": concept.name, "other": others.get(word)}
        if name == "words" and word in others:
            yield _("“%(word)s” would name two kinds of business: %(own)s and %(other)s.") % values
        elif name != "words" and word in concept.words:
            yield _("“%(word)s” stands among the words for it already.") % values
        elif name == "broader" and word in concept.narrower:
            yield _("“%(word)s” stands among the words for a kind of it already.") % values
        elif words.count(word) > 1:
            yield _("“%(word)s” stands twice in this list.") % values


class CircleStandard(PlanRecord):
    """A dated rule that judges a circle: its lists, how many types of each, and thresholds.

    A threshold is null where the document prints none. Populations are people, areas m², the
    share per cent of the floor area; `commercial_share_measure` is the share of what, as printed:
    the documents do not mean the same.
    """

    STATED = (
        "basic_required",
        "quality_required",
        "population_min",
        "commercial_area_min_m2",
        "commercial_share_min",
        "commercial_share_measure",
    )

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, verbose_name=_("document")
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    basic_list = models.ForeignKey(
        FormatStandard,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("list of basic types"),
    )
    public_list = models.ForeignKey(
        FormatStandard,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("list of public services"),
    )
    quality_list = models.ForeignKey(
        FormatStandard,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("list of quality types"),
    )
    basic_required = models.PositiveSmallIntegerField(
        _("basic types required"), null=True, blank=True
    )
    quality_required = models.PositiveSmallIntegerField(
        _("quality types required"), null=True, blank=True
    )
    population_min = models.PositiveIntegerField(_("people, at least"), null=True, blank=True)
    commercial_area_min_m2 = models.PositiveIntegerField(
        _("commercial area (m²), at least"), null=True, blank=True
    )
    commercial_share_min = models.DecimalField(
        _("share of commerce (%), at least"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    commercial_share_measure = models.CharField(
        _("share of commerce, as printed"), max_length=60, blank=True
    )

    class Meta:
        verbose_name = _("standard of a circle")
        verbose_name_plural = _("standards of circles")
        ordering = ["id"]
