"""What the plan's self-audit found, how staff ruled on it, and the checks that are data."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..fields import StructuredField
from .records import PlanRecord, PlanRecordQuerySet


class AuditFindingQuerySet(PlanRecordQuerySet):
    """Findings as lists need them."""

    def standing(self):
        """Findings that still arise."""
        return self.filter(gone_at__isnull=True)

    def of_plan(self):
        """Oddities; checks that hold are left out."""
        return self.standing().exclude(kind=AuditFinding.Kind.HOLDS)

    def holding(self):
        """Checks that hold."""
        return self.standing().filter(kind=AuditFinding.Kind.HOLDS)


class AuditFinding(PlanRecord):
    """A finding of the plan's self-audit with its readings; `ruling` is null until decided.

    `name` is the finding's title in Chinese; `words` holds title and sentence by language.
    A reading with `input` is calculated with; among the others somebody may have to choose.
    `gone_at` is set when the rules no longer find it; it is kept where staff have ruled on it.
    """

    class Kind(models.TextChoices):
        CONTRADICTION = "contradiction", _("contradiction")
        MISCOUNT = "miscount", _("miscount")
        DUPLICATE = "duplicate", _("duplicate")
        SPELLING = "spelling", _("spelling")
        AMBIGUITY = "ambiguity", _("ambiguity")
        HOLDS = "holds", _("derived check that holds")

    class Severity(models.TextChoices):
        HIGH = "high", _("serious")
        MEDIUM = "medium", _("noticeable")
        LOW = "low", _("slight")

    DERIVED = ("readings", "arithmetic")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    severity = models.CharField(
        _("severity"), max_length=6, choices=Severity.choices, default=Severity.MEDIUM
    )
    rule = models.CharField(_("rule"), max_length=40, blank=True)
    what = models.CharField(_("concerns"), max_length=200, blank=True)
    words = StructuredField(_("title and sentence"), default=dict, blank=True)
    readings = StructuredField(_("readings"), default=list)
    arithmetic = models.TextField(_("arithmetic"), blank=True)
    settles = models.BooleanField(_("readings of one quantity"), default=False)
    ruling = StructuredField(_("ruling"), null=True, blank=True)
    gone_at = models.DateTimeField(_("no longer found since"), null=True, blank=True)

    objects = AuditFindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["key"]

    @property
    def name_told(self):
        """Its title in the reader's language."""
        return self.told("title") or self.name

    @property
    def sentence(self):
        """What is read where and why it does not fit, in the reader's language."""
        return self.told("sentence")

    def told(self, part):
        """Title or sentence in the reader's language; "" where none is kept."""
        return self.words.get(get_language(), {}).get(part, "")

    @property
    def alternatives(self):
        """The places of the readings among which somebody may choose; none where all agree."""
        places = [at for at, r in enumerate(self.readings) if not r.get("input")]
        return places if len({str(self.readings[at]["value"]) for at in places}) > 1 else []


class AuditRuling(models.Model):
    """One ruling on a finding and why; a later one replaces it.

    A ruling says which reading counts, or that there is nothing to choose (`reading` is null then):
    both hold, it is accepted as printed, or it is an error of the document that is noted.
    """

    class Verdict(models.TextChoices):
        READING = "reading", _("one reading counts")
        BOTH_HOLD = "both_hold", _("no contradiction: both hold")
        AS_PRINTED = "as_printed", _("accepted as printed")
        ERROR_NOTED = "error_noted", _("error in the document, noted")

    finding = models.ForeignKey(
        AuditFinding, models.CASCADE, related_name="rulings", verbose_name=_("finding")
    )
    verdict = models.CharField(
        _("verdict"), max_length=11, choices=Verdict.choices, default=Verdict.READING
    )
    reading = StructuredField(_("reading that counts"), null=True, blank=True)
    reason = models.TextField(_("reason"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")
        ordering = ["created_at", "id"]

    def __str__(self):
        return f"{self.finding} {self.created_at:%Y-%m-%d}"


class AuditRun(models.Model):
    """One run of the audit: as of when it read the plan, what it changed, what it could not check.

    `problems`: `[{rule, check, name, reason: {language: sentence}}]`.
    """

    read_at = models.DateTimeField(_("read at"), db_index=True)
    problems = StructuredField(_("could not be checked"), default=list)
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    gone = models.PositiveIntegerField(_("no longer found"), default=0)

    class Meta:
        verbose_name = _("run of the audit")
        verbose_name_plural = _("runs of the audit")
        ordering = ["-read_at", "-id"]

    def __str__(self):
        return f"{self.read_at:%Y-%m-%d %H:%M}"


class DerivedFigure(PlanRecord):
    """A figure that follows from stated ones; kept by the audit, never typed.

    `value` is null where an input is not stated; `missing` names what lacks. `inputs` are readings
    as those of findings.
    """

    DERIVED = ("value", "calculation")

    group = models.CharField(_("group"), max_length=40, db_index=True)
    order = models.PositiveIntegerField(_("order"), default=0)
    value = models.DecimalField(_("value"), max_digits=22, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    calculation = models.TextField(_("calculation"), blank=True)
    inputs = StructuredField(_("stated inputs"), default=list)
    missing = StructuredField(_("not stated"), default=list)

    class Meta:
        verbose_name = _("derived figure")
        verbose_name_plural = _("derived figures")
        ordering = ["order", "id"]

    @property
    def formula(self):
        """How the figures of its group are calculated, in the reader's language."""
        from ..audit import derivations  # the audit reads these models

        group = derivations().get(self.group)
        return str(group.formula) if group else ""


class PlanCheck(PlanRecord):
    """Which printed figures belong together: the rule that compares them, and what it compares.

    `settings` name values as `collection/key.path` and lists as `collection?field=value`.
    """

    rule = models.CharField(_("rule"), max_length=40)
    settings = StructuredField(_("what is compared"), default=dict)

    class Meta:
        verbose_name = _("check of the plan")
        verbose_name_plural = _("checks of the plan")
        ordering = ["id"]

    def clean(self):
        """Refuse an unknown rule and settings that are none of its own."""
        from ..audit.checking import form_problems  # the audit reads these models

        refuse(form_problems(self.rule, self.settings))

    def clean_related(self, shared=None):
        """Refuse settings that name what is not there; all other records must be saved."""
        from ..audit import Book, Check
        from ..audit.checking import problems

        shared = {} if shared is None else shared
        book = shared.get(Book) or shared.setdefault(Book, Book.read())
        refuse(problems(Check(self.key, self.name, self.rule, self.settings), book))


def refuse(problems):
    """Raise a `ValidationError` by field for `[(field, sentence)]`, unless there is none."""
    by_field = {}
    for name, sentence in problems:
        by_field.setdefault(name, []).append(sentence)
    if by_field:
        raise ValidationError(by_field)
