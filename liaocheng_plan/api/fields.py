"""How single values are written: numbers, keys, terms of a fixed list, JSON columns, geometry."""

from django.utils.translation import gettext_lazy as _
from jsonschema import Draft7Validator
from rest_framework import serializers
from rest_framework_gis.fields import GeometryField

from .shapes import SHAPES

COORDINATE_DECIMALS = 7  # of a degree: 1 cm


class NumberField(serializers.DecimalField):
    """A decimal as a JSON number without trailing zeros: 45, 4.5, 2.58.

    A whole number is exact. A fraction is the shortest number that reads back as the nearest
    double, which is what JSON readers keep: exact to 15 significant digits.
    """

    def __init__(self, **kwargs):
        super().__init__(**{"coerce_to_string": False, **kwargs})

    def to_representation(self, value):
        """A `Decimal` as int or float."""
        whole = int(value)
        return whole if whole == value else float(value)


class KeyField(serializers.SlugRelatedField):
    """A related record by its key; several with `many=True`."""

    def __init__(self, **kwargs):
        super().__init__(**{"slug_field": "key", "read_only": True, **kwargs})

    def to_internal_value(self, data):
        """The record of a key; only a text is one."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class TermField(serializers.ChoiceField):
    """One term of a fixed list; `component` is the list's name in the schema."""

    def __init__(self, choices, component="", **kwargs):
        super().__init__(choices, **kwargs)
        self.component = component

    def to_representation(self, value):
        """The term, null where none is set."""
        return super().to_representation(value) if value else None


class ShapedField(serializers.JSONField):
    """A JSON column as it is; `shape` is the name of its form in `shapes.SHAPES`."""

    def __init__(self, shape="", **kwargs):
        super().__init__(**kwargs)
        self.shape = shape

    def to_internal_value(self, data):
        """The JSON value where it has the form; else where the first fault is."""
        wrong = next(Draft7Validator(SHAPES.get(self.shape, {})).iter_errors(data), None)
        if wrong:
            place = ".".join(map(str, (self.field_name, *wrong.absolute_path)))
            detail = _("“%(place)s” does not have the form that /api/schema/ describes.")
            raise serializers.ValidationError(detail % {"place": place}, "form")
        return super().to_internal_value(data)


class GeoField(GeometryField):
    """A geometry as GeoJSON, longitude and latitude in WGS 84."""

    def to_representation(self, value):
        """As inherited, without the way through GDAL and text, which takes most of a list's time.

        A collection of geometries, which has no coordinates of its own, goes that way still.
        """
        if value is None or isinstance(value, dict) or value.geom_type == "GeometryCollection":
            return super().to_representation(value)
        return {"type": value.geom_type, "coordinates": rounded(value.coords)}


def rounded(coordinates):
    """Nested coordinates to the centimetre."""
    if isinstance(coordinates, tuple):
        return [rounded(part) for part in coordinates]
    return round(coordinates, COORDINATE_DECIMALS)
