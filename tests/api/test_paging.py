"""Pages forward and back in every order, with nulls last, while records come and go."""

import pytest
from django.core.signing import Signer

from liaocheng_plan import registry
from liaocheng_plan.api import pagination
from liaocheng_plan.api.ordering import beyond, ordered, sortable_names, terms_for
from liaocheng_plan.api.records import readable_records
from tests import factories

NAMES = [collection.name for collection in registry.collections()]


def pages(api, address, link="next"):
    """All pages from an address on, following one link."""
    found = []
    while address:
        page = api.get(address).json()
        found.append(page)
        address = page[link]
    return found


def keys(found):
    """Keys of the records of some pages, in order."""
    return [record["key"] for page in found for record in page["results"]]


@pytest.mark.parametrize("name", NAMES)
def test_pages_in_the_declared_order_hold_every_record_once(api, name):
    whole = keys(pages(api, f"/api/v1/{name}/?page_size=1000"))
    forward = pages(api, f"/api/v1/{name}/?page_size=40")
    assert keys(forward) == whole
    assert len(set(whole)) == len(whole) == forward[0]["count"]
    back = pages(api, forward[-1]["previous"] or f"/api/v1/{name}/?page_size=40", "previous")
    expected = forward[:-1] if len(forward) > 1 else forward
    assert keys(reversed(back)) == keys(expected)
    assert back[-1]["previous"] is None


@pytest.mark.parametrize("name", NAMES)
def test_every_order_walks_through_every_record_once_with_nulls_last(filled, name):
    collection = registry.get(name)
    records = readable_records(collection).prefetch_related(None)
    for field in sortable_names(collection):
        for descending in (False, True):
            terms = terms_for(collection, [(field, descending)])
            whole = list(ordered(records, terms))
            values = [terms[0].write(record) for record in whole]
            stated = [value for value in values if value is not None]
            assert values == stated + [None] * (len(values) - len(stated))
            assert walk(records, terms) == whole
            assert walk(records, terms, backwards=True) == whole[::-1]


def walk(records, terms, backwards=False):
    """All records of a list, a few at a time, each time from the last one on."""
    size = records.count() // 3 + 1
    found = rows = list(ordered(records, terms, backwards)[:size])
    while rows:
        position = [term.read(term.write(rows[-1])) for term in terms]
        after = records.filter(beyond(terms, position, backwards))
        rows = list(ordered(after, terms, backwards)[:size])
        found = found + rows
    return found


@pytest.mark.parametrize("order", ["year", "-year", "value", "-value", "-updated_at", "unit"])
def test_an_order_as_clients_see_it(api, order):
    forward = pages(api, f"/api/v1/facts/?page_size=10&ordering={order}")
    values = [row[order.strip("-")] for page in forward for row in page["results"]]
    stated = [value for value in values if value is not None]
    assert stated == sorted(stated, reverse=order.startswith("-"))
    assert values == stated + [None] * (len(values) - len(stated))
    back = pages(api, forward[-1]["previous"], "previous")
    assert keys(reversed(back)) == keys(forward[:-1])


@pytest.mark.parametrize("order", ["floor_area_m2", "-floor_area_m2", "-opened_on,floor_area_m2"])
@pytest.mark.parametrize("size", [1, 2, 5])
def test_ties_and_nulls_shift_nothing(api, order, size):
    for number in range(9):
        area = None if number % 3 == 0 else 10 * (number % 2)
        factories.outlet(
            floor_area_m2=area, opened_on=f"2025-01-0{number + 1}" if number % 4 else None
        )
    address = f"/api/v1/outlets/?ordering={order}"
    whole = keys([api.get(f"{address}&page_size=1000").json()])
    assert len(whole) == 11
    forward = pages(api, f"{address}&page_size={size}")
    assert keys(forward) == whole
    back = pages(api, forward[-1]["previous"], "previous")
    assert keys(reversed(back)) == keys(forward[:-1])


def test_several_fields_order_one_after_the_other(api):
    rows = api.ask("business-types", ordering="tier,-order", page_size=1000)["results"]
    assert rows == sorted(rows, key=lambda row: (row["tier"], -row["order"], row["key"]))


def test_a_page_stays_where_it_is_when_records_come_and_go(api):
    first = api.ask("markets", page_size=5)
    second = api.get(first["next"]).json()
    registry.get("markets").model.objects.filter(key=first["results"][-1]["key"]).delete()
    assert keys([api.get(first["next"]).json()]) == keys([second])


def test_the_page_after_the_last_leads_back(api):
    first = api.ask("logistics-centres", page_size=1)
    registry.get("logistics-centres").model.objects.exclude(key=first["results"][0]["key"]).delete()
    empty = api.get(first["next"]).json()
    assert (empty["results"], empty["next"]) == ([], None)
    assert keys([api.get(empty["previous"]).json()]) == [first["results"][0]["key"]]


def test_a_page_back_from_the_second_leads_on(api):
    second = api.get(api.ask("markets", page_size=5)["next"]).json()
    first = api.get(second["previous"]).json()
    assert first["previous"] is None
    assert keys([api.get(first["next"]).json()]) == keys([second])


def test_links_keep_the_question(api):
    page = api.ask("markets", page_size=2, plan_action="build", ordering="-name")
    assert "plan_action=build" in page["next"]
    assert "page_size=2" in page["next"]
    rest = pages(api, page["next"])
    assert {row["plan_action"] for found in rest for row in found["results"]} == {"build"}


def test_a_count_that_would_take_long_is_null(api, monkeypatch):
    monkeypatch.setattr(pagination, "COUNTED", 19)
    assert api.ask("markets")["count"] is None
    assert api.ask("zones")["count"] == 12
    assert [c["count"] for c in api.ask("")["collections"] if c["name"] == "markets"] == [None]


@pytest.mark.parametrize("size", ["0", "-1", "1001", "ten", "", "1e2", "99999999999999", "１"])
def test_a_wrong_page_size_is_named(api, size):
    problem = api.problem("zones", page_size=size)
    assert [error["field"] for error in problem["errors"]] == ["page_size"]
    assert "1000" in problem["detail"]


def test_page_sizes_from_1_to_1000(api):
    assert len(api.ask("clauses", page_size=1)["results"]) == 1
    assert len(api.ask("clauses")["results"]) == 100
    assert len(api.ask("clauses", page_size=1000)["results"]) == 156


def forged(value, salt):
    """A cursor signed as ours are, with any content."""
    return Signer(salt=salt).sign_object(value)


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "a:b",
        "....",
        "\x00",
        "é:é",
        "W10:x",
        forged([False, [1]], "other"),
        forged([False, [1, 2, 3]], "zones id"),
        forged([False, ["x"]], "zones id"),
        forged({"a": 1}, "zones id"),
        forged(5, "zones id"),
        forged([False, 5], "zones id"),
    ],
)
def test_a_wrong_cursor_is_named(api, cursor):
    problem = api.problem("zones", cursor=cursor)
    assert [error["field"] for error in problem["errors"]] == ["cursor"]


def test_a_cursor_of_another_order_or_list_is_refused(api):
    cursor = api.ask("markets", page_size=2)["next"].split("cursor=")[1].split("&")[0]
    assert api.problem("markets", cursor=cursor, ordering="name")["errors"][0]["field"] == "cursor"
    assert api.problem("zones", cursor=cursor)["errors"][0]["field"] == "cursor"


def test_an_unknown_order_is_named_with_the_known_ones(api):
    problem = api.problem("zones", ordering="name,colour")
    assert problem["code"] == "bad_parameter"
    assert problem["errors"][0]["code"] == "unknown_field"
    assert "colour" in problem["detail"]
    assert "updated_at" in problem["detail"]


@pytest.mark.parametrize("order", ["", ",", "-", "--name", "?", "geometry", "roads", "name,,key"])
def test_what_cannot_be_ordered_by_is_refused(api, order):
    assert api.problem("zones", ordering=order)["errors"][0]["field"] == "ordering"


def test_an_order_of_many_fields_is_refused(api):
    names = ",".join(sortable_names(registry.get("zones"))[:6])
    assert api.problem("zones", ordering=names)["errors"][0]["code"] == "too_many"
