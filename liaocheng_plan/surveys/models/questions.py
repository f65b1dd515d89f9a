"""The questions of a survey."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from liaocheng_plan.documents.fields import StructuredField

from .surveys import Survey

MOST_TEXT = 500  # characters of a free text
STEPS = 5  # of a scale
SATISFIED = ("4", "5")  # the steps of a satisfaction scale that count as satisfied


class Question(models.Model):
    """One question; `options` are `{key, text, text_en}` in order.

    The steps of a scale have the keys "1" to "5"; those of “which types are missing” have the keys
    of the kinds of business of the circle's standard.
    """

    class Kind(models.TextChoices):
        SINGLE = "single", _("one answer")
        MULTIPLE = "multiple", _("several answers")
        SCALE = "scale", _("scale from 1 to 5")
        TYPES = "types", _("which types are missing")
        TEXT = "text", _("free text")

    CHOICES = (Kind.SINGLE, Kind.MULTIPLE)
    SEVERAL = (Kind.MULTIPLE, Kind.TYPES)

    survey = models.ForeignKey(
        Survey, models.PROTECT, related_name="questions", verbose_name=_("survey")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("kind of question"), max_length=8, choices=Kind.choices)
    text = models.CharField(_("question"), max_length=200)
    text_en = models.CharField(_("question (English)"), max_length=400, blank=True)
    options = StructuredField(_("answers to choose from"), default=list, blank=True)
    required = models.BooleanField(_("must be answered"), default=False)
    satisfaction = models.BooleanField(_("is the satisfaction question"), default=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("question of a survey")
        verbose_name_plural = _("questions of surveys")
        ordering = ["survey", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                name="survey_one_satisfaction_question",
                fields=["survey"],
                condition=Q(satisfaction=True),
            ),
            models.CheckConstraint(
                name="survey_satisfaction_is_a_scale",
                condition=Q(satisfaction=False) | Q(kind="scale"),
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def name(self):
        """What the question is called in a form and in an answer."""
        return f"q{self.pk}"

    @property
    def keys(self):
        """The keys of its options, in order."""
        return [option["key"] for option in self.options]

    @property
    def is_several(self):
        """Whether more than one option may be chosen."""
        return self.kind in self.SEVERAL

    @property
    def is_exclusive(self):
        """Whether its counts add up to those who answered."""
        return self.kind in (self.Kind.SINGLE, self.Kind.SCALE)
