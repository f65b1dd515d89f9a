"""The forms of JSON columns for the schema: by column name, in OpenAPI 3.0 terms.

A column without an entry is described as any JSON value, so a new kind of place works without
one; a test asks for it.
"""

from django.utils.translation import gettext_lazy as _

TEXT = {"type": "string"}
NUMBER = {"type": "number"}
WHOLE = {"type": "integer"}
TEXTS = {"type": "array", "items": TEXT}


def _object(required=(), **properties):
    schema = {"type": "object", "properties": properties}
    return {**schema, "required": list(required)} if required else schema


def ref(component):
    """A reference to a named component."""
    return {"$ref": f"#/components/schemas/{component}"}


def _list(items):
    return {"type": "array", "items": items}


_PARTS_WITH_POINTS = _list(_object(["part", "points"], part=TEXT, points=TEXTS))

_READINGS = _list(
    _object(
        ["value", "citation"],
        value={},
        citation=ref("Citation"),
        record={**TEXT, "nullable": True},
        field={**TEXT, "nullable": True},
        says={"type": "string", "enum": ["stated", "listed", "distinct", "computed"]},
        name=TEXT,
        unit=TEXT,
        qualifier=TEXT,
        note=TEXT,
        input={"type": "boolean"},
    )
)

_SIDE = {
    **_object(
        n=WHOLE,
        mean={**NUMBER, "nullable": True},
        satisfied={**WHOLE, "nullable": True},
        satisfied_share={**NUMBER, "nullable": True},
        counts=_list(
            _object(
                ["count", "share", "hidden"],
                count={**WHOLE, "nullable": True},
                share={**NUMBER, "nullable": True},
                hidden={"type": "string", "enum": ["small", "kept", None], "nullable": True},
            )
        ),
    ),
    "nullable": True,
}

SHAPES = {
    # What `WordsField` holds: short printed texts.
    "words": TEXTS,
    # Printed road names; a side that is not stated is left out.
    "bounds": _object(north=TEXT, south=TEXT, east=TEXT, west=TEXT),
    "mix": _list(_object(["label", "percent"], label=TEXT, percent=NUMBER)),
    # Radii of single kinds of business, by their key.
    "exceptions": {
        "type": "object",
        "additionalProperties": _object(
            ["radius_m", "source"], radius_m=NUMBER, minutes=NUMBER, source=TEXT
        ),
    },
    "parts": _list(_object(["label", "value"], label=TEXT, value=NUMBER)),
    "anchors": _list(
        {
            **_object(
                ["name"],
                name=TEXT,
                kind=TEXT,
                floor_area_m2=NUMBER,
                floors_above=WHOLE,
                floors_below=WHOLE,
                walk_minutes=WHOLE,
                location_text=TEXT,
                roads=TEXTS,
                functions=TEXTS,
                formats=TEXTS,
            ),
            "additionalProperties": True,
        }
    ),
    "neighbours": _list(_object(["name"], name=TEXT, side=TEXT)),
    "measures": _PARTS_WITH_POINTS,
    "notes": _PARTS_WITH_POINTS,
    "market_standard": _list(
        _object(["label", "value"], label=TEXT, value=NUMBER, unit=TEXT, qualifier=TEXT)
    ),
    "market_floor_areas": _list(
        _object(["label", "area_m2"], label=TEXT, area_m2=NUMBER, qualifier=TEXT)
    ),
    # Names of collections.
    "collections": TEXTS,
    # Degrees Celsius.
    "temperature_c": _list(_object(["label"], label=TEXT, min=NUMBER, max=NUMBER)),
    # `record` and `field` say what a reading is of; null where it is computed. `input`: it is
    # calculated with, and no reading among which somebody could choose.
    "readings": _READINGS,
    # The stated figures that a derived one follows from; names of those that are not stated.
    "inputs": _READINGS,
    "missing": TEXTS,
    # The reading (its place in `readings`) that counts, and the figures changed by it.
    "ruling": _object(
        ["reading", "value", "reason", "decided_on"],
        verdict={
            "type": "string",
            "enum": ["reading", "both_hold", "as_printed", "error_noted"],
        },
        reading={**WHOLE, "nullable": True},
        value={},
        reason=TEXT,
        decided_on={"type": "string", "format": "date"},
        decided_by={"type": "string", "enum": ["administrator", "bureau_editor", "other", ""]},
        decided_by_name=TEXT,
        changed=_list(_object(["record", "field"], record=TEXT, field=TEXT)),
    ),
    # Of a published survey: counts in the order of `options`, `hidden` where they are suppressed
    # (`small`: under five; `kept`: it would give a small one away); a side is null where fewer
    # than five people answered.
    "results": _list(
        _object(
            ["question", "kind", "text", "options", "all", "without_suspects"],
            question=TEXT,
            kind={"type": "string", "enum": ["single", "multiple", "scale", "types", "text"]},
            text=TEXT,
            text_en=TEXT,
            satisfaction={"type": "boolean"},
            options=_list(_object(["key", "text"], key=TEXT, text=TEXT, text_en=TEXT)),
            all=_SIDE,
            without_suspects=_SIDE,
        )
    ),
    # What a check compares, by the words of its rule.
    "settings": {"type": "object", "additionalProperties": True},
}


def _only(word):
    """One fixed word. Inside `allOf`, lest drf-spectacular makes a named list of each."""
    return {"allOf": [{"type": "string", "enum": [word]}]}


def _position(depth):
    schema = {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 3}
    for _depth in range(depth):
        schema = _list(schema)
    return schema


def _geometry(name, depth):
    return _object(["type", "coordinates"], type=_only(name), coordinates=_position(depth))


GEOMETRY = {
    "description": _("GeoJSON (RFC 7946), longitude and latitude in WGS 84"),
    "oneOf": [
        _geometry(name, depth)
        for name, depth in (
            ("Point", 0),
            ("LineString", 1),
            ("Polygon", 2),
            ("MultiPoint", 1),
            ("MultiLineString", 2),
            ("MultiPolygon", 3),
        )
    ],
}


def feature(properties):
    """A GeoJSON feature whose properties are the component of that name."""
    geometry = {"oneOf": [ref("Geometry"), {"enum": [None]}], "nullable": True}
    return _object(
        ["type", "id", "geometry", "properties"],
        type=_only("Feature"),
        id=TEXT,
        geometry=geometry,
        properties=ref(properties),
    )


def page(**members):
    """What every page of a list has, and the members that hold its records."""
    link = {"type": "string", "format": "uri", "nullable": True}
    count = {"type": "integer", "nullable": True, "minimum": 0}
    return _object(
        ["next", "previous", "count", *members], next=link, previous=link, count=count, **members
    )


def feature_collection(name):
    """A page of a list as GeoJSON; `name` is the component of its features."""
    link = _object(["rel", "href", "type"], rel=TEXT, href=TEXT, type=TEXT)
    return page(
        type=_only("FeatureCollection"),
        features=_list(ref(name)),
        links=_list(link),
    )
