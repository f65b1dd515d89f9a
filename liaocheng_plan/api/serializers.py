"""One serializer for every declared collection: common fields, then what it declares."""

from django.contrib.gis.db.models import GeometryField
from django.db.models import DecimalField, JSONField
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from liaocheng_plan.documents.fields import WordsField
from liaocheng_plan.documents.models import ValueKind
from liaocheng_plan.documents.pages import clause_keys, page_of
from liaocheng_plan.progress import rules

from .access import Inside, reader
from .answers import CitationSerializer, LatestSerializer, StatedChangeSerializer
from .fields import GeoField, KeyField, NumberField, ShapedField, TermField
from .records import ORDERED, PLACE, field_names
from .versions import version_of

# Properties of models, which no column describes.
DERIVED = {
    "area_ha": (NumberField, {"max_digits": 10, "decimal_places": 2, "allow_null": True}),
    "formula": (serializers.CharField, {}),
    "sentence": (serializers.CharField, {}),
    "latest": (LatestSerializer, {"allow_null": True}),
    "light": (TermField, {"choices": rules.Light.choices, "component": "Light"}),
    "reporting": (TermField, {"choices": rules.Reporting.choices, "component": "Reporting"}),
    "responsible": (ShapedField, {"shape": "words"}),
    "result": (TermField, {"choices": rules.Result.choices, "component": "Result"}),
    "result_reason": (
        TermField,
        {"choices": rules.Reason.choices, "component": "ResultReason", "allow_null": True},
    ),
}


class ModelFields(serializers.ModelSerializer):
    """How columns are written; relations are written as keys."""

    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        DecimalField: NumberField,
        GeometryField: GeoField,
        JSONField: ShapedField,
    }
    serializer_choice_field = TermField
    serializer_related_field = KeyField

    def build_standard_field(self, field_name, model_field):
        """As DRF; terms and JSON columns with their names in the schema."""
        cls, kwargs = super().build_standard_field(field_name, model_field)
        if issubclass(cls, TermField):
            kwargs["component"] = term_name(self.Meta.model, field_name)
        elif issubclass(cls, ShapedField):
            kwargs["shape"] = "words" if isinstance(model_field, WordsField) else field_name
        return cls, kwargs


class RecordSerializer(ModelFields):
    """A record of any collection."""

    citation = serializers.SerializerMethodField(
        help_text=_("The record’s own citation; null for a record that staff added")
    )
    citations = serializers.SerializerMethodField(
        help_text=_("Citations of single fields that are written elsewhere, by field")
    )
    value_kinds = serializers.DictField(
        child=TermField(ValueKind.choices, component="ValueKind"),
        read_only=True,
        help_text=_("Where the value of each field comes from"),
    )
    stated_changes = serializers.SerializerMethodField(
        help_text=_("Changes of stated figures by staff, oldest first, each with what is printed")
    )
    url = serializers.SerializerMethodField(help_text=_("The record in the API"))
    page = serializers.SerializerMethodField(help_text=_("The record’s page in the portal"))
    etag = serializers.SerializerMethodField(help_text=_("The record’s version, for changing it"))

    @extend_schema_field(CitationSerializer(allow_null=True))
    def get_citation(self, record):
        """The record's own citation; null for a record that staff added."""
        return record.citation and self.cited(record.citation)

    @extend_schema_field(serializers.DictField(child=CitationSerializer()))
    def get_citations(self, record):
        """Citations of single fields that are written elsewhere, by field."""
        by_field = record.citations_by_field()
        return {field: self.cited(found) for field, found in by_field.items() if field}

    @extend_schema_field(StatedChangeSerializer(many=True))
    def get_stated_changes(self, record):
        """Changes of stated figures by staff, oldest first, each with what is printed."""
        rows = record.changes_made()
        latest = {}
        for row in reversed(rows):
            row.superseded_on = latest.get(row.field)
            latest[row.field] = row.day
        return StatedChangeSerializer(rows, many=True).data if rows else []

    def cited(self, citation):
        """A citation with the page on which its words are highlighted."""
        return citation.as_dict() | {"page": f"{self.addresses[2]}{citation.page}"}

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, record):
        """The record in the API."""
        return f"{self.addresses[0]}{record.key}/"

    @extend_schema_field(OpenApiTypes.URI)
    def get_page(self, record):
        """The record's page in the portal."""
        return f"{self.addresses[1]}{record.key}/"

    @extend_schema_field(OpenApiTypes.STR)
    def get_etag(self, record):
        """The version that a bulk change names."""
        return version_of(record)

    def build_standard_field(self, field_name, model_field):
        """As inherited; a term that may be left out is null then."""
        cls, kwargs = super().build_standard_field(field_name, model_field)
        if issubclass(cls, TermField) and model_field.blank:
            kwargs["allow_null"] = True
        return cls, kwargs

    def to_representation(self, record):
        """As inherited, without what is internal unless whoever asks may know it."""
        found = super().to_representation(record)
        if self.Meta.collection.name in AUDITED:
            self.tell(record, found)
        hidden = self.Meta.collection.internal
        if hidden and not self.inside.covers(record):
            found.update(dict.fromkeys(hidden))
        return found

    def tell(self, record, found):
        """Titles in the reader's language, readings with their pages, who ruled for staff."""
        found["name"] = getattr(record, "name_told", record.name)
        for name in {"readings", "inputs"} & set(found):
            found[name] = [self.with_page(reading) for reading in found[name]]
        if found.get("ruling") and self.inside.allowed:
            last = record.rulings.select_related("user").last()
            name = last.user.get_full_name() or last.user.username if last and last.user else ""
            found["ruling"] = {**found["ruling"], "decided_by_name": name}

    def with_page(self, reading):
        """A reading whose citation links to its words."""
        cited = reading.get("citation")
        page = page_of(cited, self.clauses) if cited else ""
        if not page:
            return reading
        absolute = self.context["request"].build_absolute_uri(page)
        return {**reading, "citation": {**cited, "page": absolute}}

    @cached_property
    def clauses(self):
        """Keys of all clauses by document and section."""
        return clause_keys()

    @cached_property
    def inside(self):
        """How far the reader's role and areas reach."""
        return Inside(reader(self.context["request"], self.Meta.collection))

    @cached_property
    def addresses(self):
        """What is appended to: of records in the API and in the portal their keys, and the host."""
        absolute = self.context["request"].build_absolute_uri
        name = self.Meta.collection.name
        pages = absolute(f"/places/{name}/"), absolute("/").rstrip("/")
        return absolute(reverse(f"api:{name}-list")), *pages

    def build_relational_field(self, field_name, relation_info):
        """As DRF; where the order is printed, from the rows that keep it."""
        if field_name in ORDERED:
            rows, slug = ORDERED[field_name]
            return KeyField, {"source": rows, "slug_field": slug, "many": True}
        return super().build_relational_field(field_name, relation_info)

    def build_property_field(self, field_name, model_class):
        """A property by its entry in `DERIVED`."""
        cls, kwargs = DERIVED[field_name]
        return cls, {**kwargs, "read_only": True}


# Collections that the audit writes.
AUDITED = {"audit-findings", "derived-figures"}


def term_name(model, field_name):
    """The schema's name of a list of terms: `Status` where all places share it, else `ZoneKind`."""
    name = "".join(word.capitalize() for word in field_name.split("_"))
    return name if field_name in PLACE else f"{model.__name__}{name}"


def serializer_for(collection, without=(), suffix=""):
    """The serializer class of a collection; `suffix` tells variants apart in the schema."""
    fields = tuple(name for name in field_names(collection) if name not in without)
    hidden = {name: {"allow_null": True} for name in collection.internal}
    attributes = {"model": collection.model, "fields": fields, "read_only_fields": fields}
    meta = type("Meta", (), {**attributes, "extra_kwargs": hidden, "collection": collection})
    body = {"Meta": meta}
    for name in set(RecordSerializer._declared_fields) - set(fields):
        body[name] = None  # DRF: a declared field that this class leaves out
    return type(f"{collection.model.__name__}{suffix}Serializer", (RecordSerializer,), body)
