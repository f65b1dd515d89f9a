"""Documents, their clauses, and what every record of the plan carries: where it is written."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .fields import StructuredField, WordsField

KEY_RULE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    _("Use lower-case letters, digits and single hyphens, for example market-21."),
)


class ValueKind(models.TextChoices):
    """Where a value comes from; the three are never mixed."""

    STATED = "stated", _("stated in the plan")
    REPORTED = "reported", _("reported")
    DERIVED = "derived", _("derived")


class Citation(models.Model):
    """Where a record, or one field of it, is written: clause, item and the printed words.

    `field` is empty for the record itself; a dotted path (`anchors.0.floor_area_m2`) names a
    figure inside a structured field.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()
    field = models.CharField(_("field"), max_length=80, blank=True)
    clause = models.ForeignKey(
        "documents.Clause", models.PROTECT, related_name="cited_by", verbose_name=_("clause")
    )
    item = models.CharField(_("item"), max_length=120, blank=True)
    quote = models.CharField(_("printed words"), max_length=200)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["content_type", "object_id", "field"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "field"], name="citation_once_per_field"
            )
        ]

    def __str__(self):
        return f"{self.clause.document.short_name} {self.clause.section} {self.item}".strip()

    def as_dict(self):
        """The citation as the API and the fixtures write it."""
        return {
            "document": self.clause.document.key,
            "section": self.clause.section,
            "item": self.item or None,
            "quote": self.quote,
        }


class PlanRecordQuerySet(models.QuerySet):
    """What every list of records needs."""

    def with_citations(self):
        """Fetch citations with clause and document in one further query."""
        return self.prefetch_related(
            Prefetch("citations", Citation.objects.select_related("clause__document")),
        )

    def for_lists(self):
        """All that a list or the API shows of a record, in a fixed number of queries."""
        return self.with_citations()

    def search(self, words, fields=()):
        """Records that contain every one of the blank-separated words in key, name or `fields`."""
        found = self
        for word in words.split():
            condition = models.Q(key__icontains=word) | models.Q(name__icontains=word)
            for name in fields:
                condition |= models.Q(**{f"{name}__icontains": word})
            found = found.filter(condition)
        return found


class PlanRecord(models.Model):
    """One record of the plan: a stable key, the printed name, its citations and its history.

    Subclasses name their fields by where the values come from: `STATED` (read-only; they change
    only through `StatedChange`), `REPORTED` and `DERIVED`.
    """

    STATED: tuple = ()
    REPORTED: tuple = ()
    DERIVED: tuple = ()

    key = models.CharField(
        _("key"),
        max_length=80,
        unique=True,
        validators=[KEY_RULE],
        help_text=_("Stable and used in addresses; cannot change later."),
    )
    name = models.CharField(_("name"), max_length=200, db_index=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True, db_index=True)
    citations = GenericRelation(Citation)
    history = HistoricalRecords(inherit=True, excluded_fields=["updated_at"])

    objects = PlanRecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    @property
    def citation(self):
        """The citation of the record itself, or None for a record that staff added."""
        return self.citations_by_field().get("")

    def citations_by_field(self):
        """Citations by field name; the record's own under the empty name."""
        return {citation.field: citation for citation in self.citations.all()}

    def citation_for(self, field):
        """The citation that carries a field: its own, else the record's."""
        by_field = self.citations_by_field()
        return by_field.get(field) or by_field.get("")

    def is_stated(self):
        """Whether the record stands in a document."""
        return self.citation is not None

    def value_kinds(self):
        """`{field: stated | reported | derived}` of the fields that hold a value."""
        stated = ValueKind.STATED if self.is_stated() else ValueKind.REPORTED
        kinds = dict.fromkeys(self.STATED, stated)
        kinds |= dict.fromkeys(self.REPORTED, ValueKind.REPORTED)
        kinds |= dict.fromkeys(self.DERIVED, ValueKind.DERIVED)
        return {name: kind.value for name, kind in kinds.items() if self.holds(name)}

    def holds(self, name):
        """Whether a field has a value; 0 and False are values, empty lists and texts are not."""
        return getattr(self, name) not in (None, "", [], {})


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


class Fact(PlanRecord):
    """A stated figure that is no target: what was reached by 2020, a threshold of a rule."""

    STATED = ("value", "value_max", "year")

    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4, null=True, blank=True)
    value_max = models.DecimalField(
        _("upper value"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    scope = models.CharField(_("scope, as printed"), max_length=60, blank=True)
    approximate = models.BooleanField(_("approximate"), default=False)
    qualifier = models.CharField(_("qualifier, as printed"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("stated figure")
        verbose_name_plural = _("stated figures")
        ordering = ["id"]


class Guidance(PlanRecord):
    """Guidance of a box: facilities of 专栏3, layout models of 专栏4, actions of 专栏11 and 12."""

    STATED = ("box", "applies_to", "points")

    box = models.CharField(_("box"), max_length=20, db_index=True)
    applies_to = models.CharField(_("applies to"), max_length=80, blank=True)
    points = WordsField(_("points"))

    class Meta:
        verbose_name = _("guidance")
        verbose_name_plural = _("guidance")
        ordering = ["id"]


class LoadedRecord(models.Model):
    """What `load_plan` last loaded of a fixture record, so that staff's changes stay theirs."""

    collection = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    values = StructuredField()

    class Meta:
        verbose_name = _("loaded record")
        verbose_name_plural = _("loaded records")
        constraints = [
            models.UniqueConstraint(fields=["collection", "key"], name="loaded_record_once")
        ]

    def __str__(self):
        return f"{self.collection}/{self.key}"


class StatedChange(models.Model):
    """One change of a stated figure, with what was printed; rows are added, never edited."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("correction of the transcription")
        RULING = "ruling", _("ruling on contradictory readings")
        AMENDMENT = "amendment", _("amendment of the plan")

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()
    field = models.CharField(_("field"), max_length=80)
    kind = models.CharField(_("kind of change"), max_length=12, choices=Kind.choices)
    printed = StructuredField(_("as loaded"), null=True)
    previous = StructuredField(_("before"), null=True)
    value = StructuredField(_("now"), null=True)
    reason = models.TextField(_("reason"))
    quote = models.CharField(_("printed words"), max_length=200, blank=True)
    decision = models.CharField(_("decision"), max_length=200, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("change of a stated figure")
        verbose_name_plural = _("changes of stated figures")
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return f"{self.get_kind_display()} {self.field}"


class AuditFinding(PlanRecord):
    """A finding of the plan's self-audit with both readings; `ruling` is null until decided."""

    class Kind(models.TextChoices):
        CONTRADICTION = "contradiction", _("contradiction")
        MISCOUNT = "miscount", _("miscount")
        DUPLICATE = "duplicate", _("duplicate")
        SPELLING = "spelling", _("spelling")
        AMBIGUITY = "ambiguity", _("ambiguity")
        HOLDS = "holds", _("derived check that holds")

    DERIVED = ("readings", "arithmetic")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    readings = StructuredField(_("readings"), default=list)
    arithmetic = models.TextField(_("arithmetic"), blank=True)
    ruling = StructuredField(_("ruling"), null=True, blank=True)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["key"]
