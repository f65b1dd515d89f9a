"""What lists are narrowed by, and what is said to a question that makes no sense."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from django.contrib.gis.geos import GEOSGeometry, Point, Polygon

from liaocheng_plan import registry
from liaocheng_plan.api.list_parameters import parameters_for
from liaocheng_plan.api.parameters import Keys, Numbers, Terms, Text
from liaocheng_plan.organisation.models import Area
from tests import factories

COLLECTIONS = registry.collections()
LOCATED = registry.located_collections()
NUL = "\x00"


def every_record(api, name, **query):
    """Records of a list that is short enough for one page."""
    return api.ask(name, page_size=1000, **query)["results"]


def keys(records):
    """Their keys."""
    return {record["key"] for record in records}


@pytest.mark.parametrize("collection", LOCATED, ids=lambda c: c.name)
def test_a_box_holds_what_meets_it(api, collection):
    box = (115.97, 36.44, 116.0, 36.47)
    shape = Polygon.from_bbox(box)
    expected = {
        record.key
        for record in collection.model.objects.filter(geometry__isnull=False)
        if record.geometry.intersects(shape)
    }
    assert keys(every_record(api, collection.name, bbox=",".join(map(str, box)))) == expected


@pytest.mark.parametrize(
    ("box", "inside"),
    [
        ("115.98,36.45,115.98,36.45", True),
        ("115.98,36.45,116,37", True),
        ("-180,-90,180,90", True),
        ("115.98001,36.45,116,37", False),
        ("115.0,36.45001,116,37", False),
        ("0,0,1,1", False),
    ],
)
def test_the_edge_of_a_box_belongs_to_it(api, box, inside):
    outlet = factories.outlet(geometry=Point(115.98, 36.45, srid=4326))
    assert (outlet.key in keys(every_record(api, "outlets", bbox=box))) is inside


def test_a_line_that_crosses_a_box_meets_it(api):
    line = GEOSGeometry("SRID=4326;LINESTRING(115.9 36.4, 116.1 36.6)")
    outlet = factories.outlet(geometry=line)
    assert outlet.key in keys(every_record(api, "outlets", bbox="115.99,36.49,116.01,36.51"))
    # Its own box covers this one, the line itself stays away.
    assert outlet.key not in keys(every_record(api, "outlets", bbox="115.9,36.58,115.92,36.6"))


@pytest.mark.parametrize(
    "box",
    [
        "",
        "1,2,3",
        "1,2,3,4,5",
        "a,b,c,d",
        "nan,nan,nan,nan",
        "inf,0,1,1",
        "-inf,0,inf,1",
        "116,36,115,37",
        "115,37,116,36",
        "-181,0,0,0",
        "0,0,0,91",
        "1e400,0,1,1",
        f"115,36,116,{NUL}",
        "９,9,9,9,9",
    ],
)
def test_a_wrong_box_is_named(api, box):
    problem = api.problem("outlets", bbox=box)
    assert [error["field"] for error in problem["errors"]] == ["bbox"]


def test_a_box_of_what_has_no_place_is_refused(api):
    problem = api.problem("documents", bbox="115,36,116,37")
    assert problem["errors"][0]["code"] == "unknown_parameter"


@pytest.mark.parametrize("collection", LOCATED, ids=lambda c: c.name)
def test_an_area_includes_all_below_it(api, collection):
    for area in ("liaocheng", "dongchangfu", "chiping"):
        ids = Area.objects.subtree_ids({area})
        expected = collection.model.objects.filter(area_id__in=ids)
        found = keys(every_record(api, collection.name, area=area))
        assert found == set(expected.values_list("key", flat=True))


def test_areas_of_observations(api):
    street = factories.area("xinfa-jiedao")
    below = factories.observation(area=street, target=factories.Target.objects.latest("id"))
    assert below.key in keys(every_record(api, "observations", area="chiping"))
    assert below.key not in keys(every_record(api, "observations", area="yanggu"))
    both = every_record(api, "observations", area="yanggu,xinfa-jiedao")
    assert keys(both) == {below.key}


@pytest.mark.parametrize("area", ["", "atlantis", "dongchangfu,atlantis", "x" * 5000, NUL, "💥"])
def test_an_unknown_area_is_named(api, area):
    assert api.problem("markets", area=area)["errors"][0]["field"] == "area"


def test_by_status_precision_and_action(api):
    registry.get("markets").model.objects.filter(key="market-03").update(status="done")
    assert keys(every_record(api, "markets", status="done")) == {"market-03"}
    assert len(every_record(api, "markets", status="done,not_reported")) == 20
    for name, query in (("retail-terminals", "build"), ("retail-terminals", "keep")):
        actions = {row["plan_action"] for row in every_record(api, name, plan_action=query)}
        assert actions == {query}
    rows = every_record(api, "living-circles", location_precision="unlocated")
    assert rows
    assert {row["location_precision"] for row in rows} == {"unlocated"}


@pytest.mark.parametrize("field", ["status", "location_precision", "plan_action"])
@pytest.mark.parametrize("value", ["", "DONE", "done ", "null", NUL, "done;drop", "a" * 9000])
def test_an_unknown_term_is_named_with_the_known_ones(api, field, value):
    if (field, value) == ("status", "done "):
        assert api.ask("markets", status=value)["count"] == 0
        return
    problem = api.problem("markets", **{field: value})
    assert problem["errors"][0]["field"] == field


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda c: c.name)
def test_every_declared_filter_finds_the_records_that_show_the_value(api, collection):
    records = every_record(api, collection.name)
    for parameter in parameters_for(collection, ()):
        if parameter.name not in collection.filters or parameter.name == "area":
            continue
        values = [value for record in records for value in listed(record[parameter.name])]
        for value in list(dict.fromkeys(values))[:3]:
            expected = keys(r for r in records if value in listed(r[parameter.name]))
            asked = str(value).lower() if isinstance(value, bool) else value
            assert keys(every_record(api, collection.name, **{parameter.name: asked})) == expected


def listed(value):
    """A value as a list; none for null."""
    return value if isinstance(value, list) else [] if value is None else [value]


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda c: c.name)
def test_every_declared_filter_names_a_wrong_value(api, collection):
    for parameter in parameters_for(collection, ()):
        if isinstance(parameter, (Terms, Keys, Numbers)):
            problem = api.problem(collection.name, **{parameter.name: "no-such-thing"})
            assert problem["errors"][0]["field"] == parameter.name
        elif isinstance(parameter, Text):
            assert api.ask(collection.name, **{parameter.name: "no-such-thing"})["count"] == 0


@pytest.mark.parametrize(
    ("name", "words", "key"),
    [
        ("markets", "龙山", "market-01"),
        ("markets", "market-01", "market-01"),
        ("departments", "投资促进", "commerce"),
        ("pilot-circles", "橘子24小时便利店", "pilot-02"),
        ("warehouse-types", "冷", None),
    ],
)
def test_search_looks_into_names_keys_and_lists(api, name, words, key):
    found = keys(every_record(api, name, search=words))
    assert key in found if key else found


def test_search_wants_every_word(api):
    assert api.ask("markets", search="聊城 龙山")["count"] == 1
    assert api.ask("markets", search="聊城 不存在")["count"] == 0
    assert api.ask("markets", search="  ")["count"] == 20


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", '"', "%' OR 1=1 --", "\ud7ff", "é", "\n"])
def test_search_takes_signs_literally(api, words):
    assert api.ask("markets", search=words)["count"] in (0, 20)
    assert api.ask("markets", search="%")["count"] == 0


@pytest.mark.parametrize("words", ["x" * 101, "a " * 11, NUL, f"聊城{NUL}"])
def test_an_absurd_search_is_named(api, words):
    assert api.problem("markets", search=words)["errors"][0]["field"] == "search"


def test_changes_since_a_day_or_a_time(api):
    model = registry.get("markets").model
    model.objects.update(updated_at=datetime(2026, 1, 1, 12, tzinfo=UTC))
    model.objects.filter(key="market-05").update(updated_at=datetime(2026, 3, 1, 2, tzinfo=UTC))
    assert api.ask("markets", updated_since="2026-01-01")["count"] == 20
    for moment in (
        "2026-01-02",
        "2026-03-01",
        "2026-03-01T10:00:00",  # Shanghai's clock
        "2026-03-01T02:00:00Z",
        "2026-03-01T10:00:00+08:00",
    ):
        assert keys(every_record(api, "markets", updated_since=moment)) == {"market-05"}
    assert api.ask("markets", updated_since="2026-03-01T10:00:01")["count"] == 0


def test_a_plus_sign_that_nobody_escaped(api):
    path = "/api/v1/markets/?updated_since=2020-03-01T10:00:00+08:00"
    assert api.get(path).json()["count"] == 20


@pytest.mark.parametrize(
    "moment",
    [
        "",
        "yesterday",
        "2026",
        "2026-13-01",
        "2026-02-30",
        "2026-01-01T25:00",
        "0001-01-01",
        "9999-12-31T23:59:59-23:59",
        "0001-01-01T00:00:00+23:59",
        "2026-01-01T00:00:00+99:99",
        f"2026-01-01{NUL}",
        "٢٠٢٦-٠١-٠١",
    ],
)
def test_a_wrong_time_is_named(api, moment):
    response = api.get("/api/v1/markets/", {"updated_since": moment})
    assert response.status_code == 400, response.content
    assert response.json()["errors"][0]["field"] == "updated_since"


def test_all_wrong_parameters_are_named_at_once(api):
    problem = api.problem("markets", bbox="1", status="x", colour="red", page_size="0")
    assert {error["field"] for error in problem["errors"]} == {
        "bbox",
        "status",
        "colour",
        "page_size",
    }
    known = next(error for error in problem["errors"] if error["field"] == "colour")
    assert "plan_action" in known["detail"]


def test_a_single_record_takes_no_filters(api):
    assert api.problem("markets/market-01", status="done")["errors"][0]["field"] == "status"


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda c: c.name)
@pytest.mark.parametrize("absurd", [NUL, "\ud7ff" * 50, "9" * 3000, "'; DROP TABLE x; --"])
def test_no_parameter_of_any_list_breaks_on_absurd_input(api, collection, absurd):
    for parameter in parameters_for(collection, ("key",)):
        few = "" if parameter.name == "page_size" else "page_size=1&"
        response = api.get(f"/api/v1/{collection.name}/?{few}{parameter.name}={quote(absurd)}")
        assert response.status_code in (200, 400, 406), parameter.name


@pytest.mark.parametrize(
    "query", ["%00=1", "%FF=%FE", "a" * 3000 + "=1", "=", "&&&", "[=", "status[]=done", "?", "%"]
)
def test_absurd_queries_are_no_failure(api, query):
    assert api.get(f"/api/v1/markets/?{query}").status_code in (200, 400)


def test_thousands_of_parameters_are_a_bad_request(api):
    response = api.get("/api/v1/markets/?" + "&".join(f"a{n}=1" for n in range(2000)))
    assert response.status_code == 400
    assert response.json()["code"] in ("bad_request", "bad_parameter")


@pytest.mark.parametrize(
    "key",
    [
        "%00",
        "market-01%00",
        "%0A",
        "market-01%0A",
        "a%0D%0Ab",
        "..%2F..",
        "MARKET-01",
        "x" * 3000,
        "%FF",
    ],
)
def test_absurd_keys_are_not_found(api, key):
    response = api.get(f"/api/v1/markets/{key}/")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
