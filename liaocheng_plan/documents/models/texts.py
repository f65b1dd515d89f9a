"""Attached texts, and the places of clauses and citations in them.

Offsets count signs of `AttachedText.words`.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..fields import StructuredField
from .changes import StatedChange
from .documents import Clause, Document
from .records import Citation


class AttachedTextQuerySet(models.QuerySet):
    """Editions of the official texts."""

    def current(self):
        """The edition of each document that pages show."""
        return self.filter(is_current=True)

    def waiting(self):
        """Editions with differences that nobody has decided on yet."""
        return self.filter(is_current=False, replaced_at=None)


class AttachedText(models.Model):
    """One edition of a document's official text: the file as given, and its words."""

    document = models.ForeignKey(
        Document, models.CASCADE, related_name="texts", verbose_name=_("document")
    )
    edition = models.CharField(_("edition"), max_length=80)
    dated = models.DateField(_("date of the edition"), null=True, blank=True)
    file = models.FileField(_("file"), upload_to="documents")
    file_name = models.CharField(_("name of the file"), max_length=200)
    format = models.CharField(_("format"), max_length=4)
    sha256 = models.CharField(max_length=64)
    words = models.TextField(_("words"))
    is_current = models.BooleanField(_("in use"), default=False)
    replaced_at = models.DateTimeField(_("replaced at"), null=True, blank=True)
    attached_at = models.DateTimeField(_("attached at"), auto_now_add=True)
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("attached by")
    )

    objects = AttachedTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("attached text")
        verbose_name_plural = _("attached texts")
        ordering = ["document", "-attached_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "sha256"], name="text_file_once"),
            models.UniqueConstraint(fields=["document", "edition"], name="text_edition_once"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(is_current=True), name="text_in_use_once"
            ),
        ]

    def __str__(self):
        return f"{self.document.short_name} {self.edition}"


class ClausePlace(models.Model):
    """Where a clause stands in a text, and the figures and names that the finder sees in it.

    `found`: `[{kind, words, start, end, holders: [collection/key field]}]`; offsets are those of
    the text.
    """

    text = models.ForeignKey(AttachedText, models.CASCADE, related_name="clause_places")
    clause = models.ForeignKey(Clause, models.CASCADE, related_name="places")
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    found = StructuredField(_("found"), default=list)

    class Meta:
        verbose_name = _("place of a clause")
        verbose_name_plural = _("places of clauses")
        ordering = ["text", "start"]
        constraints = [models.UniqueConstraint(fields=["text", "clause"], name="clause_place_once")]

    def __str__(self):
        return f"{self.clause.section} {self.start}–{self.end}"

    @property
    def words(self):
        """The clause's words; the text must be fetched."""
        return self.text.words[self.start : self.end]


class CitationPlaceQuerySet(models.QuerySet):
    """Where citations stand."""

    def unresolved(self):
        """Citations whose quote does not stand in the cited section."""
        return self.filter(start=None)

    def undecided(self):
        """Unresolved ones on which staff have not decided."""
        return self.unresolved().filter(decision="")


class CitationPlace(models.Model):
    """Where a citation's quote stands in a text; `start` is null where it does not.

    `candidates`: `[{section, words, likeness}]`, the nearest first. A decision says what staff
    made of a quote that an edition does not have.
    """

    class Decision(models.TextChoices):
        KEEP = "keep", _("keep the figure as it is")
        CORRECTION = "correction", _("correction of the transcription")
        AMENDMENT = "amendment", _("amendment of the plan")
        GONE = "gone", _("no longer printed")

    text = models.ForeignKey(AttachedText, models.CASCADE, related_name="citation_places")
    citation = models.ForeignKey(Citation, models.CASCADE, related_name="places")
    start = models.PositiveIntegerField(_("start"), null=True)
    end = models.PositiveIntegerField(_("end"), null=True)
    candidates = StructuredField(_("nearest words"), default=list)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    change = models.ForeignKey(StatedChange, models.SET_NULL, null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = CitationPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place of a citation")
        verbose_name_plural = _("places of citations")
        ordering = ["text", "start", "end"]
        constraints = [
            models.UniqueConstraint(fields=["text", "citation"], name="citation_place_once"),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(start__isnull=False, end__isnull=False),
                name="citation_place_whole",
            ),
        ]

    def __str__(self):
        return f"{self.citation.quote} {self.start}"
