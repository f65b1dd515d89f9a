"""The plan as data is complete: as many records of each kind as the documents list."""

import json
from collections import Counter

import pytest
from django.conf import settings

from liaocheng_plan.documents import loading

# Two names are printed twice in 专栏4, one in 专栏9: each printing is a record of its own.
COUNTS = {
    "documents": 2,
    "zones": 12,
    "business-districts": 9,
    "street-blocks": 10,
    "living-circles": 25,
    "pilot-circles": 11,
    "markets": 20,
    "retail-terminals": 54,
    "logistics-parks": 6,
    "logistics-centres": 2,
    "tasks": 42,
    "delivery-points": 0,
}
KINDS = {
    ("zones", "kind"): {"belt": 1, "axis": 2, "core": 3, "zone": 6},
    ("business-districts", "tier"): {"city": 1, "sub_city": 3, "area": 5},
    ("street-blocks", "category"): {"时尚商业": 4, "休闲娱乐": 4, "风味美食": 1, "民俗风情": 1},
    ("markets", "plan_action"): {"upgrade": 13, "build": 7},
    ("retail-terminals", "plan_action"): {"keep": 25, "upgrade": 11, "build": 18},
}
TWICE = {
    "living-circles": {"老城西北便民生活圈", "柳园南路便民生活圈"},
    "markets": {"聊城城东智慧农贸批发市场"},
    "retail-terminals": set(),
}
ISSUERS = (
    "commerce development-reform education-sports civil-affairs finance human-resources "
    "natural-resources housing culture-tourism health administrative-approval market-supervision "
    "urban-management taxation postal pboc nfra"
)
# docs of the location data: 149 rows, 81 of them placed, 30 of these by their district only.
PRECISIONS = {"poi": 3, "intersection": 1, "inferred": 47, "area": 30, "unlocated": 68}


@pytest.fixture(scope="module")
def plan():
    """All fixture records by collection."""
    return loading.read(settings.FIXTURES_DIR)


def tally(records, field):
    return dict(Counter(record.values[field] for record in records))


@pytest.mark.parametrize(("collection", "count"), COUNTS.items())
def test_every_record_that_the_documents_list_is_there(plan, collection, count):
    assert len(plan[collection]) == count


@pytest.mark.parametrize(("place", "counts"), KINDS.items())
def test_records_divide_as_printed(plan, place, counts):
    collection, field = place
    assert tally(plan[collection], field) == counts


@pytest.mark.parametrize(("collection", "names"), TWICE.items())
def test_a_name_printed_twice_is_two_records(plan, collection, names):
    counts = tally(plan[collection], "name")
    assert {name for name, count in counts.items() if count > 1} == names
    assert max(counts.values()) <= 2


def test_running_numbers_are_those_printed(plan):
    assert [r.values["number"] for r in plan["living-circles"]] == list(range(1, 26))
    assert [r.values["number"] for r in plan["pilot-circles"]] == list(range(1, 12))
    assert [r.values["listed_order"] for r in plan["markets"]] == list(range(1, 21))
    assert [r.values["listed_order"] for r in plan["street-blocks"]] == list(range(1, 11))


def test_facility_guidance_has_four_aspects_for_two_tiers(plan):
    box = [record.values for record in plan["guidance"] if record.values["box"] == "专栏3"]
    assert len(box) == 8
    assert {(v["name"], v["applies_to"]) for v in box} == {
        (aspect, tier)
        for aspect in ("建筑风貌", "交通导向", "智慧建设", "公共设施")
        for tier in ("city", "area")
    }


def test_tasks_are_those_of_the_two_documents(plan):
    counts = Counter((r.values["document"], r.values["kind"]) for r in plan["tasks"])
    assert counts == {
        ("commerce-plan", "task"): 21,
        ("commerce-plan", "safeguard"): 11,
        ("circle-scheme", "task"): 5,
        ("circle-scheme", "safeguard"): 5,
    }


def test_the_scheme_has_its_issuers_in_printed_order(plan):
    scheme = next(record for record in plan["documents"] if record.key == "circle-scheme")
    assert scheme.values["issuers"] == ISSUERS.split()


def test_every_place_has_its_row_of_location_data_and_none_is_invented():
    path = settings.FIXTURES_DIR / "geometry" / "places.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    precisions = Counter(feature["properties"]["precision"] for feature in features)
    assert precisions == PRECISIONS
    assert sum(precisions.values()) == 149
    assert sum(precisions.values()) - precisions["unlocated"] == 81
    drawn = {f["properties"]["precision"] for f in features if f["geometry"] is not None}
    assert drawn == {"poi", "intersection", "inferred"}
    assert len({(f["properties"]["collection"], f["properties"]["key"]) for f in features}) == 149


def test_every_citation_names_a_clause_and_every_clause_stands_once(plan):
    sections = [(r.values["document"], r.values["section"]) for r in plan["clauses"]]
    assert len(sections) == len(set(sections)) == 83 + 73
    cited = {
        (citation["document"], citation["section"])
        for records in plan.values()
        for record in records
        for citation in loading.values.wanted_citations(record).values()
    }
    assert cited <= set(sections)
