"""Coverage on the map: what is drawn, and the method that stands beside every figure."""

import pytest
import shapely
from django.db import connection
from django.test.utils import CaptureQueriesContext

from circles.coverage import computing, running
from circles.models import CircleShape, CoverageReach, CoverageRun, PilotCircle
from liaocheng_plan.organisation import roles
from tests.circles import coverage_cases as case
from tests.portal import reading
from tests.portal.test_reach import BESIDE, partly_in_the_network

pytestmark = pytest.mark.django_db
DATA = "/coverage/on-map.json"
RIVER = shapely.LineString([(-5000, 500), (5000, 500)])


@pytest.fixture
def pilot():
    """A circle at the origin of the drawings, its position good to 50 m."""
    found = PilotCircle.objects.get(key="pilot-01")
    found.geometry, found.location_error_m = case.place(shapely.Point(0, 0)), 50
    found.save()
    return found


@pytest.fixture
def computed(pilot):
    """People around one pharmacy south of a river, computed by a rule of 15 minutes."""
    case.population((0, 0, 700, "甲社区"), (0, 760, 300, "乙社区"))
    case.shop(0, 0)
    case.barriers("barriers", RIVER)
    case.barriers("crossings", shapely.Point(600, 500))
    return compute()


def compute(rule=None):
    of = running.ask(None, rule or case.rule())
    running.compute(of)
    return CoverageRun.objects.get(pk=of.pk)


def text(response):
    return response.content.decode()


def shown(client, coverage="pharmacy", **headers):
    return client.get(DATA, {"coverage": coverage}, headers=headers).json()


def drawn(answer, kind="reach"):
    """`{name: feature}` of what is drawn of a kind."""
    features = [f for f in answer["features"] if f["properties"]["kind"] == kind]
    return {feature["properties"]["name"]: feature for feature in features}


def test_before_the_first_computation_the_map_says_so(client):
    page = text(client.get("/map/"))
    assert "尚未计算服务覆盖" in page and 'name="coverage"' not in page
    assert shown(client) == {"type": "FeatureCollection", "chosen": "", "features": []}


def test_it_is_off_until_it_is_asked_for(client, computed):
    page = text(client.get("/map/"))
    assert '<select name="coverage"' in page and "data-coverage hidden" in page
    assert "直线距离" not in page
    for unknown in ("", "nonsense"):
        assert shown(client, unknown)["features"] == []
    assert "data-coverage hidden" in text(client.get("/map/?coverage=nonsense"))


def test_method_factor_network_day_rule_and_moment_stand_beside_the_figure(client, computed):
    answer = shown(client)
    facts = dict(answer["facts"])
    assert facts["方法"] == "直线距离 ÷ 1.3 估算，未按路网"
    assert facts["绕行系数"] == "1.3（范围 1.0 至 1.41）"
    assert facts["路网日期"] == "无路网"
    assert facts["规则"] == "步行15分钟（1000米） · walk-15"
    assert facts["步行距离"] == "1,000 米"
    assert str(computed.read_at.year) in facts["数据截至"]
    assert answer["notes"] == []
    (figure,) = answer["figures"]
    assert (figure["name"], figure["share"], figure["reason"]) == ("药店", "70%", "")
    assert figure["about"] == ["人口 700 / 1,000", "社区 1 / 2 (50%)"]
    page = text(client.get("/map/?coverage=pharmacy"))
    for words in (*facts.values(), *figure["about"], "70%"):
        assert words in page, words
    assert '<option value="pharmacy" selected>' in page


def test_by_streets_the_day_of_the_network_is_told_and_no_factor(client, pilot):
    case.population((0, 0, 700, "甲社区"))
    case.shop(0, 0)
    case.streets([(0, 900), (0, 0), (500, 0)])
    compute()
    facts = dict(shown(client)["facts"])
    assert facts["路网日期"] == "2026年1月1日" and "2026年1月1日" in facts["方法"]
    assert facts["绕行系数"] == "不用系数，沿路网步行"
    facts = dict(shown(client, **{"accept-language": "en"})["facts"])
    assert facts["Day of the network"] == "1 January 2026"


def test_a_range_is_told_and_a_later_change_makes_it_stale(client, pilot):
    case.population((0, 0, 700, "甲社区"), (0, -760, 300, "乙社区"))
    case.shop(0, 0)
    compute()
    answer = shown(client)
    assert answer["figures"][0]["about"][0] == "范围 70%–100%" and answer["notes"] == []
    case.shop(0, 800)
    answer = shown(client)
    assert "此后有变动：" in answer["notes"][0] and "网点" in answer["notes"][0]
    assert "此后有变动：" in text(client.get("/map/?coverage=all"))


def test_what_is_not_known_is_no_data_with_its_reason_and_never_zero(client, computed):
    (figure,) = shown(client, "bakery")["figures"]
    assert (figure["share"], figure["about"]) == ("", [])
    assert "未登记" in figure["reason"]
    page = text(client.get("/map/?coverage=bakery"))
    assert "无数据" in page and "</i>0" not in page
    sums = shown(client, "all")["figures"]
    assert len(sums) == 3 and all("未登记" in one["reason"] for one in sums)


def test_the_map_draws_every_computed_reach_past_barriers_and_lists_every_circle(client, computed):
    answer = shown(client, "all")
    reaches = {row.place for row in CircleShape.objects.filter(kind="reach")}
    assert set(drawn(answer)) == reaches
    assert set(drawn(answer, "barriers")) == set(drawn(answer, "crossings")) == {""}
    assert drawn(answer, "crossings")[""]["geometry"]["type"] == "Point"
    circles = {circle["place"]: circle for circle in answer["circles"]}
    assert len(circles) == 36
    assert {place for place, circle in circles.items() if circle["drawn"]} == reaches
    assert circles["pilot-circles/pilot-01"]["page"] == "/circles/pilot-01/"
    assert circles["living-circles/circle-02"]["note"] == "未绘出"
    page = text(client.get("/map/?coverage=all"))
    assert page.count('<li data-place="') == 36
    assert "另有 1 处无名称" in page


def test_a_reach_around_an_uncertain_middle_is_marked(client, pilot, computed):
    place = "pilot-circles/pilot-01"
    assert drawn(shown(client))[place]["properties"]["unsure"] is False
    pilot.location_error_m = 700
    pilot.save()
    compute()
    answer = shown(client)
    assert drawn(answer)[place]["properties"]["unsure"] is True
    circle = next(circle for circle in answer["circles"] if circle["place"] == place)
    assert circle["note"] == "中心位置误差可达 700 米"


def with_own_radius():
    """A rule by which a pharmacy is 300 m away at most."""
    rule = case.rule()
    rule.exceptions = {"pharmacy": {"minutes": 5, "radius_m": 300, "source": "测试"}}
    rule.save()
    return rule


def test_a_kind_with_a_radius_of_its_own_has_its_own_reach(client, computed):
    compute(with_own_radius())
    place = "pilot-circles/pilot-01"
    own, others = shown(client), shown(client, "bakery")
    assert dict(own["facts"])["步行距离"] == "300 米"
    assert size(drawn(own)[place]) == pytest.approx(size(drawn(others)[place]) * 0.09, rel=0.2)
    assert set(drawn(own)) == set(drawn(others))
    assert drawn(others) == drawn(shown(client, "all"))
    kept = CoverageReach.objects.count()
    compute()
    assert CoverageReach.objects.count() == kept  # of the latest run alone
    case.rule().__class__.objects.update(exceptions={})
    compute()
    assert CoverageReach.objects.count() == 0


def size(feature):
    """The area of a feature in square degrees."""
    return shapely.geometry.shape(feature["geometry"]).area


def test_a_reach_that_was_not_kept_is_not_replaced_by_another(client, computed):
    compute(with_own_radius())
    CoverageReach.objects.all().delete()
    answer = shown(client)
    assert drawn(answer) == {} and answer["notes"] == ["这一距离的范围未保存，请重新计算全市。"]


def test_barriers_are_those_that_the_run_knew(client, computed):
    before = drawn(shown(client), "barriers")
    kept = running.CoverageDataset.objects.get(kind="barriers")
    kept.is_in_force = False
    kept.save()
    case.barriers("barriers", shapely.LineString([(-5000, -900), (5000, -900)]))
    answer = shown(client)
    assert drawn(answer, "barriers") == before
    assert "导入的数据" in answer["notes"][0]


def test_nothing_is_computed_for_a_reader(client, computed, monkeypatch):
    def never(*_all, **_more):
        raise AssertionError("computed in a request")

    monkeypatch.setattr(computing.Computation, "__init__", never)
    assert client.get("/map/?coverage=pharmacy").status_code == 200
    assert shown(client)["chosen"] == "pharmacy"


def test_maps_for_those_signed_in_keep_their_coverage(client, signed_in, settings, computed):
    settings.MAP_ACCESS = "signed_in"
    assert client.get(DATA, {"coverage": "all"}).status_code == 403
    assert signed_in(roles.READER).get(DATA, {"coverage": "all"}).status_code == 200


@pytest.mark.parametrize("coverage", ["all", "pharmacy", "bakery"])
def test_an_english_reader_finds_no_unmarked_chinese(client, computed, coverage):
    page = client.get(f"/map/?coverage={coverage}", headers={"accept-language": "en"})
    assert "computed reach (circles)" in text(page)
    assert not reading.chinese_in_english(page)


def queries(client, path):
    """How many queries a request takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("path", "most"),
    [("/map/", 23), ("/map/?coverage=all", 35), (f"{DATA}?coverage=pharmacy", 17)],
)
def test_a_request_takes_few_queries(client, computed, path, most):
    assert queries(client, path) <= most


def test_on_the_map_too_stands_who_lives_outside_the_network(client):
    partly_in_the_network()
    (figure,) = shown(client)["figures"]
    assert figure["left_out"] == list(BESIDE)
    page = text(client.get("/map/?coverage=pharmacy"))
    assert all(words in page for words in BESIDE)


def test_on_the_map_too_a_share_of_area_says_of_what_it_is_one(client, pilot):
    case.shop(0, 0)
    compute()
    answer = shown(client)
    assert "不是全市面积" in answer["figures"][0]["area"]
    circle = next(one for one in answer["circles"] if one["place"] == "pilot-circles/pilot-01")
    assert circle["figures"][0]["area"].startswith("仅供参考，占本圈测算可达范围面积的比例")


def layer(client, **query):
    """The names of the outlets that the map draws."""
    answer = client.get("/map/layers/outlets.json", query).json()
    return {feature["properties"]["name"] for feature in answer["features"]}


def test_a_kind_of_business_is_drawn_as_its_open_outlets(client, pilot):
    case.population((0, 0, 700, "甲社区"))
    case.shop(0, 0, name="开药店")
    case.shop(0, 50, name="关药店", closed_on="2026-01-01")
    case.shop(0, 90, "plan-text-01", name="别的店")
    compute()
    assert layer(client, coverage="pharmacy") == {"开药店"}
    assert "别的店" in layer(client) and layer(client, coverage="all") == layer(client)
    page = text(client.get("/map/?coverage=pharmacy"))
    assert 'data-url="/map/layers/outlets.json?coverage=pharmacy" checked' in page
    assert "点：营业中的药店网点，共 1 个，其中 1 个有位置" in page
    assert "范围线：测算可达范围（生活圈），不是单个网点的服务范围" in page
    assert "点：营业中" not in text(client.get("/map/?coverage=all"))
    assert shown(client)["shows"][0][0] == "points"


def test_a_reader_may_turn_the_outlets_off(client, computed):
    page = text(client.get("/map/?coverage=pharmacy&layer=zones"))
    assert 'data-url="/map/layers/outlets.json?coverage=pharmacy">' in page.replace(
        " data-default data-of-kind", ""
    )


def test_the_figure_and_its_method_come_before_the_filters(client, computed):
    page = text(client.get("/map/?coverage=pharmacy"))
    places = [page.index(words) for words in ("70%", "绕行系数", "walk-15", "map-fields", "过口")]
    assert places[:3] == sorted(places[:3]) and places[2] < places[3]
    assert "<details open" not in page[page.index("map-coverage") : page.index("map-fields")]
