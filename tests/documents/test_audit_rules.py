"""Rules on books made by hand: what they must find, and where they must stay quiet."""

from decimal import Decimal

import pytest

from liaocheng_plan.documents.audit import Book, Row, rules
from liaocheng_plan.documents.audit.book import Check
from liaocheng_plan.documents.audit.formulas import base_of_growth, quotient, stock_before
from liaocheng_plan.documents.audit.numbers import sensible
from liaocheng_plan.documents.audit.words import same, touching
from liaocheng_plan.places.sides import beyond, half_runs, whole_road


def row(ref, name="", **values):
    """A row cited from one clause."""
    collection, key = ref.split("/")
    own = {"document": "plan", "section": values.pop("section", "一"), "item": None, "quote": name}
    return Row(collection, key, name or key, values, {"": own})


def found(rule, *rows, **settings):
    """Kinds that a rule gives for a book."""
    checks = [Check("check", "核对", rule, settings)] if settings else []
    return [finding.kind for finding in rules()[rule].find(Book(rows, checks))]


def market(key, name, section="一"):
    return row(f"markets/{key}", name, section=section)


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("城西粮油市场", "城西粮油市坊", ["spelling"]),
        ("城西粮油市场", "城东粮油市场", []),  # a direction tells two places apart
        ("凤凰城三号院市场", "凤凰城五号院市场", []),  # so does a number
        ("城西粮油市场", "城西布匹市场", []),
    ],
)
def test_one_letter_apart(one, other, kinds):
    assert found("near-name", market("a", one), market("b", other, "二")) == kinds


def test_two_entries_of_one_list_are_two_things():
    assert found("near-name", market("a", "城西粮油市场"), market("b", "城西粮油市坊")) == []


def test_one_name_twice():
    assert found("same-name", market("a", "西市"), market("b", "西市")) == ["duplicate"]
    assert found("same-name", market("a", "西市"), market("b", "东市")) == ["holds"]


@pytest.mark.parametrize(
    ("present", "lacking", "kinds"),
    [
        (["社区诊所"], ["诊所"], ["contradiction"]),
        (["美容美发店"], ["美容美发"], ["contradiction"]),
        (["早餐店"], ["书店"], ["holds"]),
        ([], ["书店"], []),  # nothing is said to be present
    ],
)
def test_present_and_still_to_be_added(present, lacking, kinds):
    circle = row("pilot-circles/a", formats_present=present, formats_to_add=lacking)
    assert found("present-and-lacking", circle) == kinds


@pytest.mark.parametrize(
    ("encouraged", "restricted", "kinds"),
    [
        (["餐饮美食"], ["住宿餐饮网点"], ["contradiction"]),
        (["信息服务网点"], ["生活服务网点"], ["holds"]),  # 服务 names no format
        (["餐饮"], [], []),
    ],
)
def test_a_format_wanted_and_not_wanted(encouraged, restricted, kinds):
    place = row("zones/a", encouraged=encouraged, restricted=restricted)
    assert found("format-clash", place) == kinds


def bounded(ref, **bounds):
    return row(ref, ref, bounds=bounds, location_text="四至")


def test_extents_that_share_a_road_as_border_lie_apart():
    west = bounded("pilot-circles/a", north="甲路", south="乙路", west="丙路", east="丁路")
    east = bounded("pilot-circles/b", north="甲路", south="乙路", west="丁路", east="戊路")
    assert found("overlap", west, east) == ["holds"]


def test_extents_overlap_where_the_stated_order_of_roads_says_so():
    one = bounded("pilot-circles/a", north="甲路", south="乙路", west="丙路", east="丁路")
    other = bounded("pilot-circles/b", north="己路", south="乙路", west="庚路", east="戊路")
    assert found("overlap", one, other) == []
    between = bounded("business-districts/c", west="庚路", east="丁路")
    assert found("overlap", one, other, between) == ["ambiguity"]


def test_a_missing_figure_is_neither_added_nor_failed():
    rows = (
        row("targets/t", "总量", value=50),
        row("business-districts/a", "甲", planned=20),
        row("business-districts/b", "乙", planned=None),
    )
    settings = {"whole": "targets/t.value", "parts": "business-districts.planned", "within": True}
    assert found("sum", *rows, **settings) == ["holds"]
    assert found("threshold", *rows, standard="targets/t.value", values="targets.other") == []


def test_what_is_not_stated_is_named_beside_what_is():
    rows = (row("targets/t", value=1), row("pilot-circles/a", n=2), row("pilot-circles/b"))
    kinds = found("threshold", *rows, standard="targets/t.value", values="pilot-circles.n")
    assert kinds == ["ambiguity", "holds"]


def test_growth_with_and_without_a_stated_base():
    rows = (
        row("targets/t", value=121),
        row("targets/r", value=10),
        row("facts/good", value=100),
        row("facts/bad", value=90),
    )
    settings = {"target": "targets/t.value", "rate": "targets/r.value", "years": 2}
    assert found("growth", *rows, **settings) == ["ambiguity"]
    assert found("growth", *rows, **settings, base="facts/good.value") == ["holds"]
    assert found("growth", *rows, **settings, base="facts/bad.value") == ["contradiction"]


def test_formulas_by_hand():
    assert base_of_growth(Decimal(121), Decimal(10), 2) == 100
    assert stock_before(Decimal(200), Decimal(35), 5) == 25
    assert quotient(Decimal(200), Decimal("1.10")).quantize(Decimal("0.1")) == Decimal("181.8")
    assert quotient(None, Decimal(2)) is base_of_growth(None, 1, 1) is stock_before(1, None, 5)
    assert quotient(Decimal(2), Decimal(0)) is None
    assert sensible(Decimal("181.818"), 200, Decimal("1.1")) == 182


def test_words_for_one_format():
    assert same("社区综合超市", "连锁超市")
    assert same("卫生服务站（诊所）", "社区诊所")
    assert same("洗染店", "洗衣店")
    assert not same("餐饮店", "特色餐饮店")
    assert touching("宾馆酒店", "星级酒店") == "酒店"
    assert touching("金融服务", "生活服务网点") == ""


def test_words_of_place():
    assert [whole_road(r) for r in ("柳园北路", "南外环", "湖南路")] == [
        "柳园路",
        "外环路",
        "湖南路",
    ]
    assert (half_runs("柳园南路"), half_runs("东昌东路"), half_runs("湖南路")) == ("ns", "ew", None)
    assert beyond("甲一路、乙二路以西，丙三路以南") == [
        ("west", ["甲一路", "乙二路"]),
        ("south", ["丙三路"]),
    ]


def test_the_attached_text_is_searched_as_well():
    """A chain that no record quotes is found in the words of its clause, and quoted."""
    clauses = (row("clauses/a", "甲", section="一"), row("clauses/b", "乙", section="二"))
    texts = [("a", "形成“仓库+车站+网点”体系。"), ("b", "形成“仓库+车站+码头”体系。")]
    (finding,) = rules()["chain"].find(Book(clauses, texts=texts))
    assert [r["citation"]["quote"] for r in finding.readings] == [
        "仓库+车站+网点",
        "仓库+车站+码头",
    ]
    assert [r["citation"]["section"] for r in finding.readings] == ["一", "二"]
    assert not list(rules()["chain"].find(Book(clauses)))
