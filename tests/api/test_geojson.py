"""Lists and records as GeoJSON."""

import pytest

from liaocheng_plan import registry

LOCATED = [collection.name for collection in registry.located_collections()]


@pytest.mark.parametrize("name", LOCATED)
def test_a_list_as_a_feature_collection(api, name):
    records = api.ask(name, page_size=1000)
    found = api.get(f"/api/v1/{name}/", {"format": "geojson", "page_size": 1000})
    assert found["Content-Type"] == "application/geo+json"
    collection = found.json()
    assert collection["type"] == "FeatureCollection"
    assert [feature["id"] for feature in collection["features"]] == [
        record["key"] for record in records["results"]
    ]
    for feature, record in zip(collection["features"], records["results"], strict=True):
        assert feature["type"] == "Feature"
        assert feature["geometry"] == record.pop("geometry")
        assert record.pop("key") == feature["id"]
        assert feature["properties"] == record
    assert collection["count"] == records["count"]


def test_a_client_may_ask_by_header(api):
    response = api.get("/api/v1/markets/", headers={"accept": "application/geo+json"})
    assert response["Content-Type"] == "application/geo+json"
    assert "Accept" in response["Vary"]
    assert response["ETag"] != api.get("/api/v1/markets/")["ETag"]


def test_pages_of_features(api):
    address, found = "/api/v1/markets/?format=geojson&page_size=6", []
    while address:
        page = api.get(address).json()
        links = {link["rel"]: link["href"] for link in page["links"]}
        assert links["self"].endswith(address.removeprefix("http://testserver"))
        assert links.get("next") == page["next"]
        assert links.get("prev") == page["previous"]
        found += [feature["id"] for feature in page["features"]]
        address = page["next"]
    assert found == [f"market-{number:02}" for number in range(1, 21)]


def test_one_record_as_a_feature(api):
    feature = api.get("/api/v1/business-districts/bd-dongchangfu-center/?format=geojson").json()
    assert feature["id"] == "bd-dongchangfu-center"
    assert feature["geometry"] == {"type": "Point", "coordinates": [115.9826, 36.4573]}


def test_areas_are_drawn_by_their_boundary(api):
    found = api.get("/api/v1/areas/?format=geojson&page_size=1000").json()["features"]
    drawn = {feature["id"]: feature["geometry"]["type"] for feature in found if feature["geometry"]}
    assert drawn["dongchangfu"] == "MultiPolygon"
    assert "boundary" not in found[0]["properties"]


def test_problems_and_descriptions_stay_as_they_are(api):
    wrong = api.get("/api/v1/markets/?format=geojson&colour=1")
    assert wrong["Content-Type"] == "application/problem+json"
    assert wrong.json()["code"] == "bad_parameter"
    assert api.options("/api/v1/markets/?format=geojson").json()["name"]
