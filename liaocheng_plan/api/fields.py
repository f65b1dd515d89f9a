"""How single values are written: numbers, keys, terms of a fixed list, JSON columns, geometry."""

from rest_framework import serializers
from rest_framework_gis.fields import GeometryField

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


class ShapedField(serializers.JSONField):
    """A JSON column as it is; `shape` is the name of its form in `shapes.SHAPES`."""

    def __init__(self, shape="", **kwargs):
        super().__init__(**kwargs)
        self.shape = shape


class GeoField(GeometryField):
    """A geometry as GeoJSON, longitude and latitude in WGS 84."""

    def __init__(self, **kwargs):
        super().__init__(**{"precision": COORDINATE_DECIMALS, **kwargs})
