"""Files that staff give: what is read of them, and what is refused with a reason."""

import json
import subprocess
import zipfile
from datetime import date

import pytest
import shapely
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from circles.coverage import data, files, packing, refusals
from circles.models import CoverageDataset, PopulationUnit
from liaocheng_plan.imports.datums import from_wgs84
from liaocheng_plan.organisation import roles

pytestmark = pytest.mark.django_db

OSM = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
 <node id="1" lat="36.45" lon="115.98"/>
 <node id="2" lat="36.451" lon="115.98"><tag k="highway" v="crossing"/></node>
 <node id="3" lat="36.452" lon="115.98"/>
 <node id="4" lat="36.451" lon="115.981"/>
 <node id="5" lat="36.451" lon="115.982"/>
 <way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/></way>
 <way id="11"><nd ref="2"/><nd ref="4"/><tag k="highway" v="steps"/></way>
 <way id="12"><nd ref="4"/><nd ref="5"/><tag k="highway" v="path"/><tag k="foot" v="no"/></way>
 <way id="13"><nd ref="3"/><nd ref="5"/><tag k="highway" v="motorway"/></way>
</osm>
"""


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def give(content, name="数据.geojson", kind="population", datum="wgs84", user=None, **about):
    """Keep a file and read it at once."""
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    given = {"name": "数据", "source": "测试", "as_of": date(2026, 1, 1)}
    found = data.add(user, ContentFile(content, name), kind=kind, datum=datum, **given | about)
    data.take_in(found)
    return found


def collection(*features):
    """GeoJSON of `(geometry, properties)`."""
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "geometry": shapely.geometry.mapping(shape), "properties": values}
            for shape, values in features
        ],
    }


def unit(people=120, at=(115.98, 36.45), **values):
    return shapely.Point(at), {"名称": "一号院", "社区": "甲社区", "人口": people, **values}


def test_population_is_read_and_put_in_force():
    first = give(collection(unit(), unit(None), unit("1,200", 户数=400)))
    assert (first.state, first.is_in_force) == ("ready", True)
    assert first.found == {"rows": 3, "people": 1320, "unknown": 1, "communities": 1, "mended": 0}
    read = list(first.units.values_list("name", "community", "people", "households"))
    assert read[1:] == [("一号院", "甲社区", None, None), ("一号院", "甲社区", 1200, 400)]
    second = give(collection(unit(5)))
    first.refresh_from_db()
    assert (first.is_in_force, second.is_in_force, first.units.count()) == (False, True, 3)


def test_positions_are_converted_from_the_datum_that_was_asked_for():
    shifted = from_wgs84("gcj02", 115.98, 36.45)
    found = give(collection(unit(at=[float(part) for part in shifted])), datum="gcj02")
    point = found.units.get().geometry
    assert (point.x, point.y) == pytest.approx((115.98, 36.45), abs=1e-8)


def test_an_osm_extract_is_narrowed_to_walkable_streets_cut_where_they_meet():
    found = give(OSM.encode(), "聊城.osm", "streets")
    assert found.state == "ready", found.problem
    assert found.found["rows"] == 4 and found.found["kept"] == 2
    edges = [shapely.to_wkt(line) for line in packing.unpack(found.network.packed)]
    assert edges == [
        "LINESTRING (115.98 36.45, 115.98 36.451)",
        "LINESTRING (115.98 36.451, 115.98 36.452)",
        "LINESTRING (115.98 36.451, 115.981 36.451)",
    ]
    assert float(found.network.length_km) == pytest.approx(0.312, abs=0.002)


def converted(tmp_path, driver, name, *options):
    """A file of another kind from GeoJSON, made by GDAL's own tool."""
    source = tmp_path / "source.geojson"
    lines = (shapely.LineString([(115.98, 36.45), (115.99, 36.46)]), {"name": "徒骇河"})
    source.write_text(json.dumps(collection(lines)), encoding="utf-8")
    made = tmp_path / name
    subprocess.run(["ogr2ogr", "-f", driver, *options, made, source], check=True)
    return made


def test_a_geopackage_in_metres_and_a_zipped_shapefile(tmp_path):
    package = converted(tmp_path, "GPKG", "r.gpkg", "-t_srs", "EPSG:4548")
    found = give(package.read_bytes(), "河.gpkg", "barriers")
    barrier = found.barriers.get()
    assert barrier.name == "徒骇河"
    assert barrier.geometry.coords[0] == pytest.approx((115.98, 36.45), abs=1e-6)
    folder = converted(tmp_path, "ESRI Shapefile", "r.shp").parent
    packed = tmp_path / "r.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for part in folder.glob("r.*"):
            if part.suffix in files.PARTS:
                archive.write(part, part.name)
    assert give(packed.read_bytes(), "河.zip", "crossings").found == {"rows": 1}


def test_a_shapefile_in_gbk_that_does_not_say_so(tmp_path):
    source, packed = tmp_path / "s.geojson", tmp_path / "p.zip"
    source.write_text(json.dumps(collection(unit(40))), encoding="utf-8")
    made = tmp_path / "p.shp"
    options = ["-lco", "ENCODING=CP936"]
    subprocess.run(["ogr2ogr", "-f", "ESRI Shapefile", *options, made, source], check=True)
    table = bytearray(made.with_suffix(".dbf").read_bytes())
    table[29] = 0
    with zipfile.ZipFile(packed, "w") as archive:
        for ending in (".shp", ".shx", ".prj"):
            archive.write(made.with_suffix(ending), f"p{ending}")
        archive.writestr("p.dbf", bytes(table))
    found = give(packed.read_bytes(), "人口.zip")
    assert found.units.values_list("name", "people").get() == ("一号院", 40)


def bomb(tmp_path):
    packed = tmp_path / "b.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b.shp", bytes(40_000_000))
    return packed.read_bytes()


def far(number=0):
    return unit(number, at=(36.45, 115.98))


@pytest.mark.parametrize(
    ("content", "name", "kind", "code"),
    [
        (b"<OGRVRTDataSource/>", "x.geojson", "population", "damaged"),
        (b"SQLite format 3\x00 and nothing", "x.gpkg", "population", "damaged"),
        (b"PK nothing", "x.zip", "population", "damaged"),
        (bomb, "x.zip", "barriers", "bomb"),
        (OSM.replace("<osm ", "<!DOCTYPE a><osm ").encode(), "x.osm", "streets", "damaged"),
        (OSM.encode(), "x.osm", "population", "osm"),
        (OSM.replace("36.4", "39.4").encode(), "x.osm", "streets", "nowhere"),
        (collection((shapely.Point(116, 36.4), {"居民": 3})), "x.geojson", "population", "column"),
        (collection(unit(-1)), "x.geojson", "population", "number"),
        (collection(unit("约三千")), "x.geojson", "population", "number"),
        (collection(unit(), far()), "x.geojson", "population", "outside"),
        (collection(unit()), "x.geojson", "barriers", "geometry"),
        ({"type": "FeatureCollection", "features": []}, "x.geojson", "population", "empty"),
    ],
)
def test_hostile_and_wrong_files_are_refused_with_a_reason(content, name, kind, code, tmp_path):
    before = give(collection(unit(7)))
    found = give(content(tmp_path) if callable(content) else content, name, kind)
    assert (found.state, found.problem.get("code")) == ("refused", code)
    assert refusals.sentence(found.problem)
    before.refresh_from_db()
    assert before.is_in_force and PopulationUnit.objects.count() == 1  # nothing has changed


def test_the_same_file_again_and_a_strange_ending_are_refused_at_once():
    give(collection(unit()))
    with pytest.raises(ValidationError):
        give(collection(unit()))
    with pytest.raises(ValidationError):
        give(b"a,b", "人口.csv")
    assert CoverageDataset.objects.count() == 1


def test_the_commands_say_what_they_did_and_what_is_wrong(tmp_path, capsys):
    file = tmp_path / "人口.geojson"
    file.write_text(json.dumps(collection(unit())), encoding="utf-8")
    about = {"name": "人口", "source": "测试", "as_of": date(2026, 1, 1), "datum": "wgs84"}
    call_command("import_coverage", "population", str(file), **about)
    call_command("compute_coverage", rule="walk-5")
    assert "÷ 1.3" in capsys.readouterr().out
    with pytest.raises(CommandError, match="walk-10"):
        call_command("compute_coverage", rule="walk-99")
    with pytest.raises(CommandError):
        call_command("import_coverage", "streets", str(tmp_path / "none.osm"), **about)


def test_only_the_bureaus_editors_give_data(person):
    for role in (roles.READER, roles.DISTRICT_EDITOR):
        with pytest.raises(PermissionDenied):
            give(collection(unit()), user=person(role, "dongchangfu", name=role))
    editor = person(roles.BUREAU_EDITOR, name="editor")
    found = give(collection(unit()), user=editor)
    data.use(editor, found, in_force=False)
    assert not CoverageDataset.objects.get(pk=found.pk).is_in_force
