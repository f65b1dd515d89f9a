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


class LatestSerializer(serializers.Serializer):
    """The approved observation of the latest period."""

    described = _("The approved observation of the latest period")

    period = serializers.CharField()
    value = NumberField(max_digits=16, decimal_places=4, allow_null=True)
    area = serializers.CharField(source="area.key", allow_null=True)
    reported_at = serializers.DateTimeField()


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
