"""Rules between places of several kinds, on books made by hand: what they find and let be."""

import pytest

from liaocheng_plan.documents.audit import Book, Row, rules
from liaocheng_plan.documents.audit.book import Check


def row(ref, name, **values):
    """A row cited from one clause."""
    collection, key = ref.split("/")
    own = {"document": "plan", "section": "一", "item": None, "quote": name}
    return Row(collection, key, name, values, {"": own})


def found(rule, *rows, **settings):
    """`(kind, what)` of what a rule finds."""
    checks = [Check("check", "核对", rule, settings)] if settings else []
    return [(f.kind, f.what) for f in rules()[rule].find(Book(rows, checks))]


AXIS = row(
    "zones/axis",
    "青云路商业轴",
    roads=["青云路", "青云北路"],
    positioning="由北向南串联北部物流功能区、中部零售区",
)


def zone(name, **formats):
    return row("zones/z", name, **formats)


def district(name, **values):
    return row("business-districts/d", name, **values)


@pytest.mark.parametrize(
    ("given", "other", "kinds"),
    [
        ({"encouraged": ["商品市场"]}, {"restricted": ["商品市场"]}, ["contradiction"]),
        ({"encouraged": ["商品市场"]}, {"restricted": ["物流设施"]}, []),
        ({"moderate": ["大型商业设施"]}, {"planned_retail_area_10k_m2": 20}, ["ambiguity"]),
        ({"moderate": ["便利店"]}, {"planned_retail_area_10k_m2": 20}, []),
        ({"moderate": ["大型商业设施"]}, {"planned_retail_area_10k_m2": None}, []),
        (
            {"moderate": ["大型商业设施"]},
            {"planned_retail_area_10k_m2": 20, "existing_retail_area_10k_m2": 20},
            [],  # nothing shall be added
        ),
    ],
)
def test_a_zone_and_the_district_of_one_name(given, other, kinds):
    one, two = zone("湖东新城商务区", **given), district("湖东新城核心商圈", **other)
    assert [kind for kind, _what in found("zone-and-district", one, two)] == kinds


def test_a_district_at_a_half_of_an_axis_lies_in_the_zone_at_that_end():
    north = zone("北部物流功能区", encouraged=["商品市场"])
    given = {"restricted": ["商品市场"]}
    at_half = district("双塔商圈", roads=["青云北路"], **given)
    elsewhere = district("双塔商圈", roads=["白石北路"], **given)
    assert len(found("zone-and-district", AXIS, north, at_half)) == 1
    assert found("zone-and-district", AXIS, north, elsewhere) == []
    unlinked = zone("北部旅游区", encouraged=["商品市场"])
    assert found("zone-and-district", AXIS, unlinked, at_half) == []


def test_large_building_banned_and_planned_around_one_landmark():
    belt = zone("滨河带", positioning="围绕月牙湖绿核", prohibited=["大规模开发建设"])
    planned = {"planned_retail_area_10k_m2": 15}
    assert (
        len(found("ban-and-size", belt, district("甲", location_text="环月牙湖周边", **planned)))
        == 1
    )
    assert (
        found("ban-and-size", belt, district("甲", location_text="环白鹭湖周边", **planned)) == []
    )
    mild = zone("滨河带", positioning="围绕月牙湖绿核", prohibited=["露天烧烤"])
    assert (
        found("ban-and-size", mild, district("甲", location_text="环月牙湖周边", **planned)) == []
    )


def test_a_grade_under_another_name():
    core = zone("综合核心区", positioning="共建古城区城市级商圈")
    assert len(found("tier-under-another-name", core, district("湖东中心商圈", tier="city"))) == 1
    assert found("tier-under-another-name", core, district("古城区中心商圈", tier="city")) == []
    assert found("tier-under-another-name", core, district("湖东中心商圈", tier="area")) == []


@pytest.mark.parametrize(
    ("functions", "number"),
    [
        (["公水联运枢纽"], 1),
        (["公水联运枢纽", "依托运河航道"], 0),
        (["公铁联运枢纽"], 1),
        (["多式联运枢纽"], 0),  # says no modes
    ],
)
def test_a_mode_of_transport_needs_its_way(functions, number):
    park = row("logistics-parks/p", "园区", location_text="高速北侧", functions=functions)
    assert len(found("mode-without-way", park)) == number


def mall(size, *roads):
    anchors = [{"name": "大厦", "roads": list(roads), "floor_area_m2": size}]
    bounds = {"west": "三马路", "east": "四马路"}
    return row("pilot-circles/p", "竹园", anchors=anchors, bounds=bounds)


@pytest.mark.parametrize(
    ("place", "number"),
    [
        (mall(20_000, "东风路", "四马路"), 1),
        (mall(9_000, "东风路", "四马路"), 0),  # fits into the stock
        (mall(20_000, "北风路", "四马路"), 0),  # neither road runs through the district
        (mall(20_000, "东风路", "九马路"), 0),  # nothing says where the other road lies
    ],
)
def test_a_mall_larger_than_the_stock_of_its_district(place, number):
    bounds = {"west": "三马路", "east": "六马路", "north": "七马路", "south": "八马路"}
    given = {"roads": ["东风路"], "bounds": bounds, "existing_retail_area_10k_m2": 1}
    assert len(found("anchor-above-stock", place, district("湖东商圈", **given))) == number


def test_full_coverage_by_places_of_one_size():
    places = [row(f"living-circles/c{n}", f"圈{n}") for n in range(4)]
    size, total = row("targets/size", "人口", value=1), row("targets/total", "面积", value=20)
    many, few = row("targets/many", "人均", value=2), row("targets/few", "人均", value=5)
    given = {"list": "living-circles", "standard": "targets/size.value"}
    rows = (*places, size, total, many, few)
    implied = {**given, "total": "targets/total.value"}
    assert found("coverage", *rows, **implied, per_head="targets/many.value")[0][0] == "ambiguity"
    assert found("coverage", *rows, **implied, per_head="targets/few.value")[0][0] == "holds"
    assert found("coverage", *rows, **given, people="targets/total.value")[0][0] == "ambiguity"
    assert found("coverage", *rows, **given) == []  # nobody says how many people there are


def test_how_many_formats_of_a_class_a_circle_lists():
    types = [row(f"business-types/{n}", n, tier="quality") for n in ("书店", "茶馆")]
    standard = row("targets/two", "种数", value=2)
    settings = {
        "standard": "targets/two.value",
        "kind": "quality",
        "values": "pilot-circles.formats_present",
    }
    short = row("pilot-circles/a", "梅园", formats_present=["书店", "药店"])
    enough = row("pilot-circles/b", "竹园", formats_present=["书店", "茶馆"])
    unlisted = row("pilot-circles/c", "兰园", formats_present=[])
    assert found("kinds", *types, standard, short, enough, unlisted, **settings) == [
        ("ambiguity", "核对（梅园）")
    ]
    assert found("kinds", *types, standard, enough, **settings) == [("holds", "核对（竹园）")]


def test_an_institution_is_no_format():
    area = row("areas/city", "湖州市", kind="city")
    circle = row("pilot-circles/a", "梅园", formats_present=["药店", "湖州市中医院"])
    assert found("institution-among-formats", area, circle) == [
        ("ambiguity", "湖州市中医院（梅园）")
    ]
    plain = row("pilot-circles/a", "梅园", formats_present=["药店", "中医院"])
    assert found("institution-among-formats", area, plain) == []
