"""Official documents, their outline, and other documents that they cite."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..fields import WordsField
from .records import PlanRecord


class Document(PlanRecord):
    """An official document. `title`, `number` and `issued_on` are null where not printed."""

    STATED = ("title", "number", "issued_on", "period_start", "period_end", "addressees")

    title = models.CharField(_("printed title"), max_length=200, null=True, blank=True)
    short_name = models.CharField(_("short name"), max_length=40)
    number = models.CharField(_("document number"), max_length=80, null=True, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    period_start = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    period_end = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    addressees = WordsField(_("addressees"))
    issuers = models.ManyToManyField(
        "organisation.Department",
        through="DocumentIssuer",
        related_name="issued",
        verbose_name=_("issuing departments"),
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["id"]


class DocumentIssuer(models.Model):
    """One issuing department of a document, in printed order, as printed."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="issuer_rows")
    department = models.ForeignKey("organisation.Department", models.PROTECT)
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        verbose_name = _("issuing department")
        verbose_name_plural = _("issuing departments")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="issuer_order_once")
        ]

    def __str__(self):
        return f"{self.order} {self.department}"


class Clause(PlanRecord):
    """A place in a document's outline: chapter, section, numbered item, box or annex.

    `section` is how the clause is cited (`三（一）2`, `专栏4`, `附件3（二）`, `文头`); `points`
    give the content of prose in our own words.
    """

    STATED = ("points",)

    class Kind(models.TextChoices):
        HEAD = "head", _("opening")
        CHAPTER = "chapter", _("chapter")
        SECTION = "section", _("section")
        ITEM = "item", _("numbered item")
        BOX = "box", _("box")
        ANNEX = "annex", _("annex")
        SIGNATURE = "signature", _("signature")

    document = models.ForeignKey(
        Document, models.CASCADE, related_name="clauses", verbose_name=_("document")
    )
    section = models.CharField(_("section"), max_length=20)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    order = models.PositiveSmallIntegerField(_("order"))
    points = WordsField(_("points"))

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "section"], name="clause_section_once")
        ]


class Reference(PlanRecord):
    """Another document that one of ours refers to, as printed."""

    STATED = ("number", "issuer")

    number = models.CharField(_("document number"), max_length=80, null=True, blank=True)
    issuer = models.CharField(_("issued by, as printed"), max_length=80, null=True, blank=True)
    cited_in = models.ForeignKey(
        Document, models.CASCADE, related_name="refers_to", verbose_name=_("cited in")
    )

    class Meta:
        verbose_name = _("cited document")
        verbose_name_plural = _("cited documents")
        ordering = ["id"]
