"""Reading `fixtures/`: YAML records by collection, positions and boundaries from GeoJSON.

The format is described in `docs/fixtures.md`.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSException, GEOSGeometry
from django.utils.translation import gettext as _

from liaocheng_plan import registry


class FixtureError(Exception):
    """A fixture that cannot be loaded: which file, record and field, and why."""

    def __init__(self, file, reason, record="", field=""):
        self.file, self.record, self.field, self.reason = file, record, field, reason
        place = " · ".join(str(part) for part in (file, record, field) if part)
        super().__init__(f"{place}: {reason}")


@dataclass
class FixtureRecord:
    """One record as written: where it stands, its key and its raw values by field."""

    collection: str
    file: str
    line: int
    key: str
    values: dict = field(default_factory=dict)

    def error(self, reason, name=""):
        """A `FixtureError` that points at this record."""
        return FixtureError(self.file, reason, f"{self.key} (line {self.line})", name)


class StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """SafeLoader that refuses a key given twice and remembers on which line a mapping starts."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key_node, _value in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise yaml.YAMLError(_("line %(line)s: “%(key)s” stands twice") % locals())
            seen.add(key)
        mapping = super().construct_mapping(node, deep)
        return LineDict(mapping, node.start_mark.line + 1)


class LineDict(dict):
    """A mapping that knows its line."""

    def __init__(self, mapping, line):
        super().__init__(mapping)
        self.line = line


def construct_line_dict(loader, node):
    """Build mappings eagerly, so that each knows its line."""
    return loader.construct_mapping(node, deep=True)


StrictLoader.add_constructor("tag:yaml.org,2002:map", construct_line_dict)


def read(directory: Path):
    """All fixture records by collection, in registry order; raises `FixtureError`.

    Positions from `geometry/places.geojson` and boundaries from `geometry/areas.geojson` are
    merged into the records' values.
    """
    by_collection = {collection.name: {} for collection in registry.collections()}
    files = sorted(directory.glob("*.yaml"))
    if not files:
        raise FixtureError(str(directory), _("no fixture (*.yaml) was found here"))
    for path in files:
        for record in read_file(path):
            records = by_collection[record.collection]
            if record.key in records:
                other = records[record.key]
                raise record.error(
                    _("this key stands twice, first in %(file)s line %(line)s")
                    % {"file": other.file, "line": other.line},
                    "key",
                )
            records[record.key] = record
    merge_positions(directory / "geometry" / "places.geojson", by_collection)
    merge_boundaries(directory / "geometry" / "areas.geojson", by_collection["areas"])
    return {name: list(records.values()) for name, records in by_collection.items()}


def read_file(path: Path):
    """The records of one YAML file."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=StrictLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FixtureError(path.name, " ".join(str(error).split())) from error
    if not isinstance(content, dict) or not isinstance(content.get("records"), list):
        raise FixtureError(path.name, _("expected “collection:” and a list “records:”"))
    name = content.get("collection")
    if name not in {collection.name for collection in registry.collections()}:
        raise FixtureError(
            path.name, _("no such collection: %(name)s") % {"name": name}, field="collection"
        )
    return [fixture_record(path.name, name, raw) for raw in content["records"]]


def fixture_record(file, collection, raw):
    """One record, checked for its key."""
    if not isinstance(raw, dict) or not raw.get("key"):
        line = getattr(raw, "line", "?")
        raise FixtureError(file, _("a record without “key”"), f"line {line}", "key")
    values = {name: value for name, value in raw.items() if name != "key"}
    return FixtureRecord(collection, file, raw.line, str(raw["key"]), values)


def features(path: Path):
    """The features of a GeoJSON file; none where the file does not exist."""
    if not path.exists():
        return []
    try:
        return json.loads(path.read_text(encoding="utf-8"))["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise FixtureError(path.name, _("not a GeoJSON FeatureCollection")) from error


def geometry_of(path, feature, record):
    """A feature's geometry (WGS 84), or None; raises `FixtureError` where it cannot be read."""
    if feature.get("geometry") is None:
        return None
    try:
        return GEOSGeometry(json.dumps(feature["geometry"]), srid=4326)
    except (ValueError, GEOSException, GDALException) as error:
        raise FixtureError(path.name, str(error), record, "geometry") from error


def merge_positions(path: Path, by_collection):
    """Give each located record its position, precision, error and derivation."""
    for feature in features(path):
        properties = feature.get("properties") or {}
        name, key = properties.get("collection"), properties.get("key")
        record = by_collection.get(name, {}).get(key)
        if record is None:
            raise FixtureError(path.name, _("no such record in the fixtures"), f"{name}/{key}")
        record.values |= {
            "geometry": geometry_of(path, feature, f"{name}/{key}"),
            "location_precision": properties.get("precision"),
            "location_error_m": properties.get("error_m"),
            "location_derivation": properties.get("derivation") or "",
        }


def merge_boundaries(path: Path, areas):
    """Give districts and counties their boundaries."""
    for feature in features(path):
        properties = feature.get("properties") or {}
        record = areas.get(properties.get("key"))
        if record is None:
            raise FixtureError(
                path.name, _("no such record in the fixtures"), f"areas/{properties.get('key')}"
            )
        record.values |= {
            "boundary": geometry_of(path, feature, record.key),
            "boundary_source": properties.get("source") or "",
        }
