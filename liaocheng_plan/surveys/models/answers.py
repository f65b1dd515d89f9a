"""What residents answered, without anything that tells who they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.fields import StructuredField

from .surveys import Survey


class Doubt(models.TextChoices):
    """Why an answer may be one person's second; it is counted and shown, never dropped."""

    NONE = "", _("none")
    AGAIN = "again", _("same browser again")
    BURST = "burst", _("many equal answers in a short time")


class Answer(models.Model):
    """One filled-in questionnaire: no address, no browser, no time, no name.

    `given` is `{question name: [option keys] or text}`, questions left out are missing. Only the
    day is kept. `form` and `browser` are hashes of random numbers: the first keeps one form from
    counting twice, the second tells whether the same browser answered this survey before.
    """

    survey = models.ForeignKey(
        Survey, models.PROTECT, related_name="answers", verbose_name=_("survey")
    )
    answered_on = models.DateField(_("day"))
    given = StructuredField(_("answers"), default=dict)
    doubt = models.CharField(
        _("may be a second answer"),
        max_length=5,
        choices=[(d.value, d.label) for d in Doubt if d.value],
        blank=True,
    )
    form = models.CharField(max_length=64, unique=True, editable=False)
    browser = models.CharField(max_length=64, db_index=True, editable=False)

    class Meta:
        verbose_name = _("answer of a resident")
        verbose_name_plural = _("answers of residents")
        ordering = ["survey", "id"]

    def __str__(self):
        return f"{self.survey_id} · {self.answered_on}"
