"""An OSM extract in .pbf, from the file to who can walk where; and one that is not whole."""

from datetime import date

import pytest
import shapely
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from circles.coverage import data, files, packing, refusals, running
from circles.models import CoverageDataset, CoverageResult
from liaocheng_plan.organisation import roles
from tests.circles import coverage_cases as case
from tests.circles import osm_kit

pytestmark = pytest.mark.django_db
ABOUT = {"name": "路网", "source": "OSM", "as_of": date(2026, 2, 3), "datum": "wgs84"}


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def extract(tmp_path):
    """The bytes of the extract."""
    return osm_kit.extract(tmp_path / "liaocheng.osm.pbf").read_bytes()


def give(content, name="聊城.osm.pbf", kind="streets", **values):
    """Keep a file and read it."""
    found = data.add(None, ContentFile(content, name), kind=kind, **ABOUT | values)
    data.take_in(found)
    return found


def in_reach():
    """The names of those who can walk to the hub within a quarter of an hour, by people alone."""
    of = running.ask(None, case.rule())
    running.compute(of)
    row = CoverageResult.objects.get(run=of, place="", concept__key="pharmacy")
    assert of.method["way"] == "network"
    return {name for at, name in enumerate(osm_kit.WAYS) if row.people_in >> at & 1}


def test_streets_of_an_extract_are_walked_from_end_to_end(extract):
    found = give(extract)
    assert found.state == "ready", found.problem
    # The end of each way is a street of its own: eleven ends, six walked ways, one below.
    assert (found.found["rows"], found.found["kept"]) == (23, 18)
    homes = [(*osm_kit.home(name), 2**at, name) for at, name in enumerate(osm_kit.WAYS)]
    case.population(*homes)
    case.shop(0, 0)
    assert in_reach() == set(osm_kit.WALKED)


def test_positions_of_an_extract_are_wgs84_to_the_centimetre(extract):
    found = give(extract)
    corners = shapely.get_coordinates(packing.unpack(found.network.packed))
    hub = case.place(shapely.Point(0, 0))
    assert abs(corners - (hub.x, hub.y)).sum(axis=1).min() < 2e-7


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
@pytest.mark.parametrize("name", ["聊城.osm.pbf", "聊城.osm"])
def test_an_extract_in_another_datum_is_refused_at_once(extract, datum, name):
    with pytest.raises(ValidationError) as refused:
        give(extract, name, datum=datum)
    assert "WGS 84" in refused.value.message_dict["datum"][0]
    assert not CoverageDataset.objects.exists()


def test_an_extract_is_read_for_streets_only(extract):
    assert give(extract, kind="barriers").problem["code"] == "osm"


def blocks(content):
    """Where the blocks of a .pbf end."""
    found, at = [], 0
    while at < len(content):
        head = content[at + 4 : at + 4 + int.from_bytes(content[at : at + 4], "big")]
        at += 4 + len(head) + files.pbf.body_size(head)
        found.append(at)
    return found


def cuts(content):
    """Lengths to which a file may have been cut: within every part of every block."""
    for end in blocks(content):
        yield from (end - 1, end - 40)
    yield from (end + part for end in blocks(content)[:-1] for part in (2, 8))


def test_an_extract_that_breaks_off_is_refused_and_nothing_of_it_is_used(extract):
    before = give(extract)
    lengths = [length for length in cuts(extract) if length > 40]
    assert len(lengths) > 6
    for length in lengths:
        found = give(extract[:length], as_of=date(2026, 3, 1))
        assert (found.state, found.problem) == ("refused", {"code": "cut"}), length
        assert "不完整" in refusals.sentence(found.problem)
    before.refresh_from_db()
    assert before.is_in_force


def spoilt(content, at):
    """The same with some bytes changed."""
    return content[:at] + b"\xff" * 6 + content[at + 6 :]


def test_an_extract_with_spoilt_bytes_is_refused(extract):
    first, second = blocks(extract)[:2]
    for at in (first, first + 4, second - 20):  # a length, a head, a body
        assert give(spoilt(extract, at)).problem["code"] in ("damaged", "cut"), at


def test_an_extract_in_xml_that_breaks_off_is_refused(tmp_path):
    content = osm_kit.extract(tmp_path / "liaocheng.osm").read_bytes()
    assert give(content, "聊城.osm").state == "ready"
    assert give(content[:-30], "聊城.osm").problem == {"code": "damaged"}


def test_numbers_in_any_order_are_read(tmp_path):
    path = tmp_path / "x.osm.pbf"
    writer = osm_kit.Writer(path)
    writer.way({"highway": "path"}, (0, 0), (10, 0), (20, 0))
    writer.nodes = dict(reversed(writer.nodes.items()))
    writer.close()
    assert give(path.read_bytes()).found["kept"] == 1


def test_the_command_takes_an_extract_and_says_why_not(tmp_path, capsys):
    path = osm_kit.extract(tmp_path / "liaocheng.osm.pbf")
    call_command("import_coverage", "streets", str(path), **ABOUT)
    assert "'kept': 18" in capsys.readouterr().out
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(CommandError, match="不完整"):
        call_command("import_coverage", "streets", str(path), **ABOUT)


def test_the_page_takes_an_extract(signed_in, extract):
    editor = signed_in(roles.BUREAU_EDITOR)
    given = ABOUT | {"kind": "streets", "upload": ContentFile(extract, "聊城.osm.pbf")}
    assert "待读入" in editor.post("/coverage/data/", given, follow=True).content.decode()
    data.take_in(CoverageDataset.objects.get())
    page = editor.get("/coverage/data/").content.decode()
    assert "聊城.osm.pbf" in page and "其中可步行 18 条" in page
    given |= {"datum": "gcj02", "upload": ContentFile(extract, "聊城.osm.pbf")}
    refused = editor.post("/coverage/data/", given)
    assert refused.status_code == 400 and "WGS 84" in refused.content.decode()
