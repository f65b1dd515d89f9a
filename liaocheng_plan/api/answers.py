"""The parts of answers that are the same for every collection.

`described` is what the schema says of a part, in the reader's language.
"""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from .fields import NumberField


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
