"""A questionnaire about one circle and its life from draft to closed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from liaocheng_plan.documents.models.records import KEY_RULE

from ..tokens import new_token


class Phase(models.TextChoices):
    """Where a survey is on a day; the days of answering follow from its dates."""

    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("waits for the bureau")
    AHEAD = "ahead", _("released, not begun")
    OPEN = "open", _("taking answers")
    CLOSED = "closed", _("has ended")


class SurveyQuerySet(models.QuerySet):
    """Surveys by where they are on their way."""

    def released(self):
        """Those whose questions are frozen: ahead, open or closed."""
        return self.filter(state=Survey.State.RELEASED)


class Survey(models.Model):
    """Online questions to the residents of one circle, planned or pilot (`collection/key`).

    Plan 三（二）3 asks for surveys of demand and of satisfaction; 附件8（三） of the scheme counts
    the residents' satisfaction among the statistics of a circle. Texts are Chinese; English ones
    are optional. Once released, questions and days are frozen; a copy begins anew.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PROPOSED = "proposed", _("waits for the bureau")
        RELEASED = "released", _("released")

    key = models.SlugField(_("key"), max_length=80, unique=True, validators=[KEY_RULE])
    token = models.CharField(
        _("address"), max_length=24, unique=True, default=new_token, editable=False
    )
    place = models.CharField(_("circle"), max_length=120, db_index=True)
    title = models.CharField(_("title"), max_length=80)
    title_en = models.CharField(_("title (English)"), max_length=160, blank=True)
    intro = models.TextField(_("introduction"), max_length=600, blank=True)
    intro_en = models.TextField(_("introduction (English)"), max_length=1200, blank=True)
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    state = models.CharField(
        _("state"), max_length=8, choices=State.choices, default=State.DRAFT, editable=False
    )
    return_reason = models.CharField(_("reason of the return"), max_length=250, blank=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    released_at = models.DateTimeField(_("released at"), null=True, blank=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("released by"),
    )
    closed_at = models.DateTimeField(_("closed early at"), null=True, blank=True, editable=False)
    copied_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="copies",
        verbose_name=_("copy of"),
    )
    observation = models.ForeignKey(
        "progress.Observation",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("satisfaction as reported"),
    )
    history = HistoricalRecords()

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["-opens_on", "-id"]
        permissions = [
            ("edit_survey", _("Makes surveys of the own areas")),
            ("release_survey", _("Releases, closes and publishes surveys")),
            ("read_exact", _("Sees exact counts of surveys")),
        ]
        constraints = [
            models.CheckConstraint(
                name="survey_days_in_order", condition=Q(closes_on__gte=F("opens_on"))
            )
        ]

    def __str__(self):
        return self.title

    def phase(self, today=None):
        """Where it is on a day (today in Shanghai)."""
        if self.state != self.State.RELEASED:
            return Phase(self.state)
        day = today or timezone.localdate()
        if self.closed_at or day > self.closes_on:
            return Phase.CLOSED
        return Phase.AHEAD if day < self.opens_on else Phase.OPEN

    @property
    def last_day(self):
        """The last day on which answers could come in."""
        if self.closed_at:
            return min(self.closes_on, timezone.localdate(self.closed_at))
        return self.closes_on

    @property
    def is_published(self):
        """Whether everybody may read its results."""
        return hasattr(self, "result")
