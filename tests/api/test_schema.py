"""The OpenAPI description: it is valid, names every collection, and the answers keep to it."""

from io import StringIO

import jsonschema_rs
import pytest
from django.core.management import call_command

from liaocheng_plan import registry, writing
from liaocheng_plan.api.docs import description
from liaocheng_plan.api.shapes import SHAPES
from liaocheng_plan.documents.fields import WordsField

NAMES = [collection.name for collection in registry.collections()]


@pytest.fixture(scope="module")
def schema():
    """The description with references that a JSON Schema validator resolves."""
    return description("en")


def test_it_is_generated_without_a_warning():
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=StringIO())


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_it_is_served(client, unthrottled, form):
    response = client.get("/api/schema/", {"format": form})
    assert response.status_code == 200
    assert b"/api/v1/business-districts/{key}/" in response.content
    again = client.get(
        "/api/schema/", {"format": form}, headers={"if-none-match": response["ETag"]}
    )
    assert again.status_code == 304


def test_an_unknown_language_is_refused(client, unthrottled):
    assert client.get("/api/schema/", {"lang": "../../etc"}).status_code == 400
    assert client.get("/api/schema/", {"lang": "en"}).status_code == 200


def test_it_has_every_collection(schema):
    for name in NAMES:
        assert {f"/api/v1/{name}/", f"/api/v1/{name}/{{key}}/"} <= set(schema["paths"])
    ids = [one["operationId"] for path in schema["paths"].values() for one in path.values()]
    assert len(set(ids)) == len(ids)
    assert (
        sum("get" in path for path in schema["paths"].values()) == 2 * len(NAMES) + 1 + 5
    )  # gap sheets and coverage


def written(schema):
    """`(path, method, operation)` of all that writes."""
    return [
        (path, method, operation)
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
        if method != "get"
    ]


def test_all_that_writes_says_who_may_and_how_it_is_refused(schema):
    names = {scope.name for scope in writing.scopes()}
    assert {path.split("/")[3] for path, _m, _o in written(schema)} == set(writing.names())
    for path, method, operation in written(schema):
        assert operation["security"] == [{"token": []}, {"session": []}], path
        assert set(operation["x-scopes"]) <= names and operation["x-scopes"]
        refused = {"400", "401", "403", "404", "409", "412", "413", "415", "422", "428", "429"}
        assert refused <= set(operation["responses"]), path
        headers = {p["name"]: p for p in operation["parameters"] if p["in"] == "header"}
        assert "Idempotency-Key" in headers
        made_or_many = method == "post" and (path.count("/") == 4 or path.endswith("/bulk/"))
        assert ("If-Match" in headers) != made_or_many, path
        assert made_or_many or headers["If-Match"]["required"]
    for operations in schema["paths"].values():
        if "get" in operations:
            assert operations["get"]["security"][0] == {}


def test_tokens_are_described_with_their_scopes(schema):
    scheme = schema["components"]["securitySchemes"]["token"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    for scope in writing.scopes():
        assert f"`{scope.name}`" in scheme["description"]


def test_what_can_be_sent_is_what_is_declared(schema):
    parts = schema["components"]["schemas"]
    for name in writing.names():
        how, model = writing.get(name), registry.get(name).model.__name__
        sent = set(parts[f"{model}ChangeRequest"]["properties"])
        assert set(how.fields) <= sent <= {*how.fields, *how.texts, "state"}
        if how.create:
            assert set(parts[f"{model}NewRequest"]["required"]) == set(how.required)
            body = schema["paths"][f"/api/v1/{name}/"]["post"]["requestBody"]
            (example,) = body["content"]["application/json"]["examples"].values()
            assert set(example["value"]) <= sent


def test_json_columns_have_a_form():
    for collection in registry.collections():
        for field in collection.model._meta.fields:
            if field.get_internal_type() == "JSONField" and field.name in collection.fields:
                named = isinstance(field, WordsField) or field.name in SHAPES
                assert named or field.name == "ruling", f"{collection.name}.{field.name}"


def test_terms_are_named_once_each(schema):
    parts = schema["components"]["schemas"]
    for name in ("Status", "LocationPrecision", "AreaBasis", "PlanAction", "ValueKind", "ZoneKind"):
        assert parts[name]["type"] == "string"
        assert parts[name]["enum"]
    inline = [
        f"{component}.{field}"
        for component, part in parts.items()
        for field, form in part.get("properties", {}).items()
        if "enum" in form
    ]
    assert inline == []


def test_types_are_those_of_the_contract(schema):
    district = schema["components"]["schemas"]["BusinessDistrict"]["properties"]
    assert district["planned_retail_area_10k_m2"]["type"] == "number"
    assert district["mix"]["items"]["properties"]["percent"] == {"type": "number"}
    assert district["encouraged"]["items"] == {"type": "string"}
    assert set(district["bounds"]["properties"]) == {"north", "south", "east", "west"}
    assert district["geometry"]["oneOf"][0]["$ref"].endswith("/Geometry")
    assert district["citation"]["oneOf"][0]["$ref"].endswith("/Citation")
    circle = schema["components"]["schemas"]["PilotCircle"]["properties"]
    assert circle["anchors"]["items"]["properties"]["floor_area_m2"] == {"type": "number"}


def validator(schema, path, media_type):
    """A validator of the 200 answer of a path."""
    answer = schema["paths"][path]["get"]["responses"]["200"]["content"][media_type]["schema"]
    return jsonschema_rs.validator_for(with_nulls({**answer, "components": schema["components"]}))


def with_nulls(part):
    """OpenAPI's `nullable` in the terms of JSON Schema."""
    if isinstance(part, list):
        return [with_nulls(item) for item in part]
    if not isinstance(part, dict):
        return part
    found = {name: with_nulls(item) for name, item in part.items()}
    if found.get("nullable") is True and isinstance(found.get("type"), str):
        found["type"] = [found["type"], "null"]
    for bound in ("exclusiveMinimum", "exclusiveMaximum"):
        if isinstance(found.get(bound), bool):
            found[bound] = found.pop(bound.replace("exclusiveM", "m"))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_record_keeps_to_it(api, schema, name):
    page = api.ask(name, page_size=1000)
    assert page["results"]
    validator(schema, f"/api/v1/{name}/", "application/json").validate(page)
    one = validator(schema, f"/api/v1/{name}/{{key}}/", "application/json")
    one.validate(page["results"][0])
    described = schema["components"]["schemas"][registry.get(name).model.__name__]
    assert set(described["properties"]) == set(described["required"]) == set(page["results"][0])


@pytest.mark.parametrize("name", [c.name for c in registry.located_collections()] + ["areas"])
def test_every_feature_keeps_to_it(api, schema, name):
    page = api.get(f"/api/v1/{name}/?format=geojson&page_size=1000").json()
    assert page["features"]
    validator(schema, f"/api/v1/{name}/", "application/geo+json").validate(page)


def test_the_root_keeps_to_it(api, schema):
    validator(schema, "/api/v1/", "application/json").validate(api.ask(""))


def test_the_pages_to_try_it_load_nothing_from_elsewhere(client, unthrottled):
    response = client.get("/api/docs/", headers={"accept": "text/html"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "//" not in page.replace("<!--", "")
    assert "<style" not in page
    assert page.count("<script") == page.count("<script src=") == 2
    script = client.get("/api/docs/?script=")
    assert script["Content-Type"] == "application/javascript"
    assert b'url: "/api/schema/"' in script.content.replace(b"\\u002D", b"-")
