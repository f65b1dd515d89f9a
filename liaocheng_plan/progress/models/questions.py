"""“Please explain”: questions on a task or a target and their answers; internal, kept for good."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

ABOUT = ("tasks", "targets")
"""The collections that a question can be about."""


class KeptQuerySet(models.QuerySet):
    """Rows that are added and never deleted."""

    def delete(self):
        """Refused: raises `PermissionDenied`."""
        raise PermissionDenied(_("Questions and answers are kept."))


class QuestionQuerySet(KeptQuerySet):
    """Questions in the order in which they were asked."""

    def open(self):
        """Questions that nobody has answered."""
        return self.filter(answers=None)

    def on(self, about):
        """Questions about a record, as `collection/key`."""
        return self.filter(about=about)

    def of_areas(self, ids):
        """Questions to these areas; all where `ids` is None."""
        return self if ids is None else self.filter(area_id__in=ids)

    def for_lists(self):
        """With who asked, whom it addresses and the answers."""
        answers = models.Prefetch("answers", Answer.objects.select_related("answered_by"))
        return (
            self.select_related("asked_by", "area", "department")
            .defer("area__boundary")
            .prefetch_related(answers)
        )


class Kept(models.Model):
    """A text by somebody that stays."""

    text = models.TextField(_("text"), max_length=2000)

    class Meta:
        abstract = True

    def __str__(self):
        return self.text[:60]

    def delete(self, *args, **kwargs):
        """Refused: raises `PermissionDenied`."""
        raise PermissionDenied(_("Questions and answers are kept."))


class Question(Kept):
    """A question on a record, to an area, to a department or to whoever knows."""

    about = models.CharField(_("about"), max_length=120, db_index=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    area = models.ForeignKey(
        "organisation.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("to the area"),
    )
    department = models.ForeignKey(
        "organisation.Department",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("to the department"),
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["asked_at", "id"]
        permissions = [
            ("ask_question", _("Asks for explanations")),
            ("answer_question", _("Answers questions")),
        ]


class Answer(Kept):
    """An answer; a further one supplements the first."""

    question = models.ForeignKey(
        Question, models.PROTECT, related_name="answers", verbose_name=_("question")
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), auto_now_add=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["answered_at", "id"]
