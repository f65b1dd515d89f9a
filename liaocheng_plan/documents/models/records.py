"""What every record of the plan carries: a key, the printed name, where it is written."""

from collections import defaultdict
from urllib.parse import urlencode

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .changes import StatedChange

KEY_RULE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    _("Use lower-case letters, digits and single hyphens, for example market-21."),
)


class ValueKind(models.TextChoices):
    """Where a value comes from; the three are never mixed."""

    STATED = "stated", _("stated in the plan")
    REPORTED = "reported", _("reported")
    DERIVED = "derived", _("derived")


class CitationQuerySet(models.QuerySet):
    """Citations, with the changes of the figures that their records state."""

    changes_wanted = False

    def with_changes(self):
        """Changes come along as `changes`, in one more query where there are any, else in none."""
        same = {name: OuterRef(name) for name in ("content_type", "object_id")}
        found = self.annotate(changed=Exists(StatedChange.objects.filter(**same)))
        found.changes_wanted = True
        return found

    def _clone(self):
        copy = super()._clone()
        copy.changes_wanted = self.changes_wanted
        return copy

    def _fetch_all(self):
        """Give the citations of changed records these changes."""
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh and self.changes_wanted:
            attach_changes([row for row in self._result_cache if row.changed])


def attach_changes(citations):
    """Give each citation the `changes` of its record, oldest first; none asks for nothing."""
    if not citations:
        return
    records = {(row.content_type_id, row.object_id) for row in citations}
    rows = StatedChange.objects.filter(
        content_type__in={kind for kind, _pk in records},
        object_id__in={pk for _kind, pk in records},
    )
    of_record = defaultdict(list)
    for row in rows.select_related("user"):
        of_record[row.content_type_id, row.object_id].append(row)
    for citation in citations:
        citation.changes = of_record[citation.content_type_id, citation.object_id]


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
    is_gone = models.BooleanField(
        _("no longer printed in the edition in use"), default=False, editable=False
    )

    objects = CitationQuerySet.as_manager()

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

    @property
    def query(self):
        """What a clause's page is asked for, to show the quoted words highlighted.

        The number tells apart words that stand several times; the words are found without it.
        """
        return urlencode({"quote": self.quote, "c": self.pk})

    @property
    def page(self):
        """Where the quoted words are read, within the portal; clause and document fetched."""
        return f"/plan/{self.clause.document.key}/{self.clause.key}/?{self.query}#quoted"

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
        """Fetch citations with clause and document in one further query, changes in one more.

        As a list: a queryset for each record would take longer than the query itself.
        """
        rows = Citation.objects.with_changes().select_related("clause__document")
        return self.prefetch_related(Prefetch("citations", rows, to_attr="cited"))

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

    def changed_since(self, moment):
        """Records that changed at a time or later."""
        return self.filter(updated_at__gte=moment)


class PlanRecord(models.Model):
    """One record of the plan: a stable key, the printed name, its citations and its history.

    Subclasses name their fields by where the values come from: `STATED` (read-only; they change
    only through `StatedChange`), `REPORTED` and `DERIVED`; `SETTINGS` are the portal's own, no
    document states them.
    """

    STATED: tuple = ()
    REPORTED: tuple = ()
    DERIVED: tuple = ()
    SETTINGS: tuple = ()

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

    def clean_related(self, shared=None):
        """Validate what depends on other records: raise a `ValidationError` by field.

        `shared` is a dict in which records that are validated together keep what all of them read.
        """

    def citations_by_field(self):
        """Citations by field name; the record's own under the empty name."""
        rows = self.__dict__.get("cited")
        rows = self.citations.all() if rows is None else rows
        return {citation.field: citation for citation in rows}

    def citation_for(self, field):
        """The citation that carries a field: its own, else its holder's, else the record's.

        `formats_present` holds `formats_present.3`.
        """
        by_field = self.citations_by_field()
        while field and field not in by_field:
            field = field.rpartition(".")[0]
        return by_field.get(field)

    def changes_made(self):
        """Changes of its stated figures, oldest first; those made by `as_of` on a past day."""
        at = getattr(self, "as_of", None)
        return [change for change in self.all_changes() if at is None or change.made_by(at)]

    def all_changes(self):
        """Every change of its stated figures; no query where citations were fetched with it."""
        rows = self.__dict__.get("cited")
        if rows is not None:
            return getattr(rows[0], "changes", ()) if rows else ()
        kind = ContentType.objects.get_for_model(self)
        found = StatedChange.objects.filter(content_type=kind, object_id=self.pk)
        return found.select_related("user")

    def stated_changes(self):
        """`{field: changes}` of its stated figures, oldest first."""
        by_field = {}
        for change in self.changes_made():
            by_field.setdefault(change.field, []).append(change)
        return by_field

    def off_print(self):
        """`{field: change in force}` of the figures that are no longer what is printed."""
        last = {name: rows[-1] for name, rows in self.stated_changes().items()}
        return {name: row for name, row in last.items() if row.value != row.printed}

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
