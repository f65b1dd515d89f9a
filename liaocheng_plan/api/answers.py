"""The parts of answers that are the same for every collection.

`described` is what the schema says of a part, in the reader's language.
"""

from decimal import Decimal

from django.db.models import DecimalField
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from liaocheng_plan.documents.models import StatedChange

from .fields import NumberField, TermField


class CitationSerializer(serializers.Serializer):
    """Where a record or a figure is written."""

    described = _("Where a record or a figure is written")

    document = serializers.CharField()
    section = serializers.CharField()
    item = serializers.CharField(allow_null=True)
    quote = serializers.CharField()
    page = serializers.URLField(
        required=False, help_text=_("The quoted words, highlighted in the portal")
    )


class StatedChangeSerializer(serializers.Serializer):
    """A change of a stated figure by staff; the person is not named."""

    described = _("A change of a stated figure: correction, ruling or amendment")

    field = serializers.CharField()
    kind = TermField(StatedChange.Kind.choices, component="StatedChangeKind")
    printed = serializers.SerializerMethodField(help_text=_("What the document prints"))
    in_force = serializers.SerializerMethodField(help_text=_("What holds by this change"))
    decided_on = serializers.DateField(source="day")
    reason = serializers.CharField()
    superseded_on = serializers.DateField(
        allow_null=True, help_text=_("The day of the change that took its place; null: in force")
    )

    @extend_schema_field({"nullable": True})
    def get_printed(self, change):
        """What the document prints, in the form of the record's own field."""
        return as_in_record(change, change.printed)

    @extend_schema_field({"nullable": True})
    def get_in_force(self, change):
        """What holds by this change, in the same form."""
        return as_in_record(change, change.value)


def as_in_record(change, value):
    """A value of a change as the record's field is written: a decimal, kept as text, as number."""
    field = change.model._meta.get_field(change.field)
    if value is None or not isinstance(field, DecimalField):
        return value
    return NumberField(max_digits=None, decimal_places=None).to_representation(Decimal(str(value)))


class LatestSerializer(serializers.Serializer):
    """The figure of the latest period: an approved report, a roll-up of areas, or computed."""

    described = _("The figure of the latest period: reported, rolled up or computed")

    period = serializers.CharField(source="period.text")
    period_end = serializers.DateField()
    value = NumberField(max_digits=16, decimal_places=4, allow_null=True)
    kind = serializers.ChoiceField(["reported", "derived"])
    lower_bound = serializers.BooleanField()
    reported = serializers.IntegerField()
    expected = serializers.IntegerField()
    area = serializers.CharField(source="area.key", allow_null=True)
    reported_at = serializers.DateTimeField(allow_null=True)


class CollectionSerializer(serializers.Serializer):
    """A collection as the root lists it."""

    described = _("A collection as the root lists it")

    name = serializers.CharField()
    label = serializers.CharField()
    count = serializers.IntegerField(allow_null=True)
    located = serializers.BooleanField()
    note = serializers.CharField()
    url = serializers.URLField()


class RootSerializer(serializers.Serializer):
    """What the root answers."""

    described = _("All collections")

    collections = CollectionSerializer(many=True)


class ProblemErrorSerializer(serializers.Serializer):
    """What is wrong with one parameter."""

    described = _("What is wrong with one parameter")

    field = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer):
    """An error (RFC 9457); `code` is stable, `detail` is in the client's language."""

    described = _("An error (RFC 9457): `code` is stable, `detail` is in the client’s language")

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    errors = ProblemErrorSerializer(many=True)
    instance = serializers.CharField()
