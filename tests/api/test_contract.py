"""What every collection keeps to: its fields, its addresses, its headers, its number of queries."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liaocheng_plan import registry, writing
from liaocheng_plan.organisation import roles
from tests import factories

COLLECTIONS = [collection.name for collection in registry.collections()]
LOCATED = [collection.name for collection in registry.located_collections()]
COMMON = {"key", "name", "citation", "citations", "value_kinds", "updated_at", "url", "page"}
PLACE = {
    "area",
    "area_basis",
    "location_text",
    "roads",
    "geometry",
    "location_precision",
    "location_error_m",
    "plan_action",
    "status",
}
# The public interface, which never loses a name (contract.md).
PROMISED = {
    "facts": "value unit year scope approximate",
    "guidance": "box applies_to points",
    "zones": "kind encouraged moderate restricted prohibited",
    "business-districts": "tier planned_retail_area_10k_m2 existing_retail_area_10k_m2 mix bounds"
    " existing_scope positioning encouraged moderate restricted prohibited",
    "street-blocks": "category length_m area_ha themes",
    "living-circles": "number side population commercial_area_m2 pilot",
    "pilot-circles": "number year area_km2 population households bounds anchors",
    "business-types": "tier standard order",
    "outlets": "business_type circle floor_area_m2 employees is_chain opened_on closed_on source",
    "markets": "listed_order",
    "retail-terminals": "listed_order",
    "enterprises": "tier sector",
    "logistics-parks": "scale_mu area_ha functions",
    "logistics-centres": "scale_mu area_ha functions",
    "delivery-points": "circle",
    "warehouse-types": "temperature_c",
    "targets": "scope areas unit direction baseline baseline_year value value_max parts target_year"
    " approximate tolerance aggregation result result_reason reporting latest",
    "observations": "target period value area state reported_at",
    "tasks": "lead responsible due light",
    "task-items": "task year area department due done_on light",
    "audit-findings": "kind readings arithmetic ruling",
}
FURTHER = ("documents", "clauses", "areas", "departments")

every_collection = pytest.mark.parametrize("name", COLLECTIONS)


@pytest.mark.parametrize("name", [*PROMISED, *FURTHER])
def test_promised_fields_are_there(api, name):
    promised = COMMON | set(PROMISED.get(name, "").split())
    if registry.get(name).located:
        promised |= PLACE
    for record in api.ask(name)["results"]:
        assert promised <= set(record)


@every_collection
def test_declared_fields_are_there(api, name):
    record = api.ask(name)["results"][0]
    assert set(registry.get(name).fields) <= set(record)


@every_collection
def test_a_record_by_its_address_is_the_record_of_the_list(api, name):
    listed = api.ask(name, page_size=2)["results"]
    assert len(listed) == 2
    for record in listed:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", record["key"])
        assert record["url"] == f"http://testserver/api/v1/{name}/{record['key']}/"
        assert record["page"] == f"http://testserver/places/{name}/{record['key']}/"
        assert api.get(record["url"]).json() == record


@every_collection
def test_value_kinds_name_fields_that_hold_a_value(api, name):
    for record in api.ask(name, page_size=1000)["results"]:
        assert set(record["value_kinds"].values()) <= {"stated", "reported", "derived"}
        for field in record["value_kinds"]:
            assert record[field] not in (None, "", [], {}), field


@every_collection
def test_citations_leave_out_the_records_own(api, name):
    collection = registry.get(name)
    shown = {record["key"]: record for record in api.ask(name, page_size=1000)["results"]}
    for record in collection.model.objects.with_citations():
        cited = {field: found.as_dict() for field, found in record.citations_by_field().items()}
        own = shown[record.key]["citation"]
        assert (own and without_page(own)) == cited.pop("", None)
        others = shown[record.key]["citations"]
        assert {name: without_page(found) for name, found in others.items()} == cited


def without_page(citation):
    """A citation as the fixtures write it."""
    return {name: value for name, value in citation.items() if name != "page"}


def test_a_citation_leads_to_its_words_in_the_reader(api, client):
    citation = api.ask("targets/retail-sales-urban")["citation"]
    page = client.get(citation["page"].replace("http://testserver", ""))
    assert page.status_code == 200
    assert citation["quote"] in page.content.decode()


@every_collection
def test_a_list_takes_the_same_queries_for_one_row_and_for_all(api, name):
    def queries(**query):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            api.ask(name, **query)
        return len(captured)

    queries()  # content types are read once
    # Areas without parents take one less; the measures of targets ask once for all of them.
    more, most = (5, 12) if name == "targets" else (1, 8)
    assert queries(page_size=1000) <= queries(page_size=1) + more
    assert queries(page_size=1000) <= most


@every_collection
def test_a_record_takes_few_queries(api, name):
    key = api.ask(name, page_size=1)["results"][0]["key"]
    with CaptureQueriesContext(connection) as captured:
        api.ask(f"{name}/{key}")
    assert len(captured) <= 8


@every_collection
def test_an_unchanged_answer_is_304(api, name):
    for path in (f"/api/v1/{name}/?page_size=5", api.ask(name, page_size=1)["results"][0]["url"]):
        first = api.get(path)
        again = api.get(path, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        assert {"Accept", "Accept-Language"} <= set(re.split(", ?", again["Vary"]))
        assert api.head(path)["ETag"] == first["ETag"]


def test_a_changed_record_has_another_etag(api):
    outlet = factories.outlet()
    path = f"/api/v1/outlets/{outlet.key}/"
    before = api.get(path)["ETag"]
    outlet.employees = 3
    outlet.save()
    assert api.get(path, headers={"if-none-match": before}).status_code == 200


@every_collection
def test_nothing_is_written_without_somebody(unthrottled, client, name):
    for path in (f"/api/v1/{name}/", f"/api/v1/{name}/some-key/"):
        for method in ("post", "put", "patch", "delete"):
            response = getattr(client, method)(path, data="{}", content_type="application/json")
            assert response["Content-Type"] == "application/problem+json"
            if writing.get(name) and method.upper() in response["Allow"]:
                assert response.status_code == 401
            else:
                assert response.status_code == 405
        if not writing.get(name):
            assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_nothing_can_be_written_by_staff_either(signed_in, filled, unthrottled):
    client = signed_in(roles.DISTRICT_EDITOR)
    client.handler.enforce_csrf_checks = True
    assert client.post("/api/v1/zones/").status_code == 405


@every_collection
def test_head_and_options_are_answered(api, name):
    assert api.head(f"/api/v1/{name}/", {"page_size": 1}).status_code == 200
    assert api.options(f"/api/v1/{name}/").json()["renders"][0] == "application/json"


def test_the_root_lists_all_collections_with_their_counts(api):
    found = api.ask("")["collections"]
    assert [row["name"] for row in found] == COLLECTIONS
    for row in found:
        assert set(row) == {"name", "label", "count", "located", "note", "url"}
        assert row["located"] == (row["name"] in LOCATED)
        listed = api.get(row["url"], {"page_size": 1})
        assert listed.json()["count"] == row["count"]


def test_numbers_are_written_without_noise(api):
    content = api.get("/api/v1/facts/", {"page_size": 1000}).content
    facts = json.loads(content, parse_float=str, parse_int=str)["results"]
    written = [fact["value"] for fact in facts if fact["value"]]
    assert {"4.5", "8"} <= set(written)
    assert not any("." in value and value.endswith("0") for value in written)
    assert isinstance(json.loads(content)["results"][0]["value"], float)


def test_a_place_known_by_its_area_alone_has_no_geometry(api):
    found = [
        record
        for name in LOCATED
        for record in api.ask(name, location_precision="area,unlocated", page_size=1000)["results"]
    ]
    assert found
    assert {record["geometry"] for record in found} == {None}
    assert all(r["area"] for r in found if r["location_precision"] == "area")


def test_relations_are_keys_in_printed_order(api):
    scheme = api.ask("documents/circle-scheme")
    assert scheme["issuers"][:3] == ["commerce", "development-reform", "education-sports"]
    assert len(scheme["issuers"]) == 17
    assert "circle-action-plan-2023-2025" in scheme["refers_to"]
    task = next(t for t in api.ask("tasks", page_size=1000)["results"] if t["responsible"])
    departments = {row["key"] for row in api.ask("departments", page_size=1000)["results"]}
    assert set(task["responsible"]) <= departments


def test_the_latest_observation_of_a_target(api):
    stated = factories.Target.objects.filter(value__isnull=False, areas__key="chengqu")
    target = next(found for found in stated if found.areas.count() == 1 and not found.measure)
    factories.observation(target=target, value=1, area=factories.area("yanggu"))
    assert api.ask(f"targets/{target.key}")["latest"] is None
    chengqu = factories.area("chengqu")
    factories.observation(target=target, value="3.50", area=chengqu, period="2025")
    factories.observation(target=target, value=9, state="submitted", period="2026")
    latest = api.ask(f"targets/{target.key}")["latest"]
    assert latest == {
        "period": "2025",
        "period_end": "2025-12-31",
        "value": 3.5,
        "kind": "reported",
        "lower_bound": False,
        "reported": 1,
        "expected": 1,
        "area": "chengqu",
        "reported_at": "2026-01-20T09:00:00+08:00",
    }


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_what_is_not_approved_is_nobodys_business(api, state):
    hidden = factories.observation(state=state)
    assert hidden.key not in json.dumps(api.ask("observations", page_size=1000))
    assert api.get(f"/api/v1/observations/{hidden.key}/").status_code == 404


def test_a_reported_zero_is_zero_and_a_missing_value_is_null(api):
    zero = factories.observation(value=0)
    missing = factories.observation(value=None)
    assert api.ask(f"observations/{zero.key}")["value"] == 0
    assert api.ask(f"observations/{missing.key}")["value"] is None


@pytest.mark.parametrize("name", ["documents", "clauses", "targets", "markets", "living-circles"])
def test_the_page_of_a_record_is_there(api, name):
    record = api.ask(name, page_size=1)["results"][0]
    page = api.get(record["page"], follow=True)
    assert page.status_code == 200
    assert record["name"] in page.content.decode()
