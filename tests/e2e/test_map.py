"""What people do with the map, in a browser against the production server."""

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import violations

pytestmark = pytest.mark.e2e

READY = "plan-map[ready]"
CENTRE = "business-districts/bd-dongchangfu-center"


@pytest.fixture
def open_map(visit):
    """Open the map and wait until everything it asked for has come."""

    def open_page(query="", **options):
        page = visit(f"/map/{query}", **options)
        page.wait_for_selector(READY)
        return page

    return open_page


def symbol(page, place):
    """The symbol of a place on the map."""
    return page.locator(f'.place[data-id="{place}"]')


def line(page, place):
    """The line of a place in the lists."""
    return page.locator(f'.map-item[data-id="{place}"]')


def listed(page):
    """Ids of all places in the lists."""
    return page.eval_on_selector_all(".map-item", "all => all.map(one => one.dataset.id)")


def count(page, section):
    """The number in a section's heading."""
    return int(page.inner_text(f'[data-section="{section}"] [data-count]'))


def test_a_reader_switches_a_layer_off_and_on(open_map):
    page = open_map()
    drawn = page.locator(".place").count()
    assert drawn == count(page, "drawn") == 51
    page.uncheck('input[value="living-circles"]')
    assert page.locator(".place").count() == drawn - 12
    assert not any(place.startswith("living-circles/") for place in listed(page))
    assert "layer=living-circles" not in page.url and "layer=zones" in page.url
    page.check('input[value="living-circles"]')
    assert page.locator(".place").count() == drawn
    assert page.url.endswith("/map/")


def test_a_layer_that_starts_off_comes_when_it_is_asked_for(open_map):
    page = open_map()
    with page.expect_response("**/map/layers/outlets.json"):
        page.check('input[value="outlets"]')
    page.wait_for_url("**layer=outlets**")


def test_a_line_of_the_list_opens_its_card_and_marks_its_place_on_the_map(open_map):
    page = open_map()
    line(page, CENTRE).locator("button").click()
    card = line(page, CENTRE).locator(".map-card")
    assert card.locator("dt").count() == 5
    assert "45 万平方米" in card.inner_text()
    assert "位置待核，误差 100 米以内" in card.inner_text()
    assert card.locator("q").inner_text() == "东昌府区中心商圈"
    assert card.get_by_role("link", name="查看详情").get_attribute("href").endswith(f"/{CENTRE}/")
    assert symbol(page, CENTRE).get_attribute("aria-pressed") == "true"
    assert page.locator("path.error.is-marked").count() == 1
    assert f"place={CENTRE}" in page.url
    line(page, CENTRE).locator("button").click()
    assert page.locator(".map-card").count() == 0


def test_a_symbol_opens_its_line_and_pointing_at_either_marks_the_other(open_map):
    page = open_map()
    park = "logistics-parks/park-2"
    symbol(page, park).click()
    line(page, park).locator(".map-card").wait_for()
    box, frame = line(page, park).bounding_box(), page.locator("#map-results").bounding_box()
    assert frame["y"] <= box["y"] and box["y"] + 40 <= frame["y"] + frame["height"]
    market = "markets/market-06"
    line(page, market).hover()
    assert "is-hovered" in symbol(page, market).get_attribute("class")
    symbol(page, "retail-terminals/terminal-keep-19").hover()
    assert "is-hovered" in line(page, "retail-terminals/terminal-keep-19").get_attribute("class")


def test_every_place_at_a_shared_spot_can_be_reached(open_map):
    page = open_map()
    shared = ["zones/core-2", "zones/zone-5", "business-districts/bd-western-core"]
    shared.append("street-blocks/street-block-03")
    for place in shared:
        symbol(page, place).click()
        line(page, place).locator(".map-card").wait_for()


def test_a_keyboard_reaches_and_opens_a_symbol(open_map):
    page = open_map()
    symbol(page, CENTRE).focus()
    page.keyboard.press("Enter")
    line(page, CENTRE).locator(".map-card").wait_for()


@pytest.mark.parametrize(
    "query",
    ["q=社区", "area=chiping", "action=build", "area=dongchangfu&action=upgrade", "q=超市+昌润"],
)
def test_form_map_address_and_server_agree_on_what_is_found(open_map, query):
    page = open_map(f"?{query}")
    here = page.evaluate(
        """async (query) => {
            const urls = document.querySelector('plan-map').getAttribute('layers').split(' ');
            const answers = await Promise.all(
                urls.map(async (url) => (await fetch(`${url}?${query}`)).json())
            );
            return answers.flatMap(({features, area_only, unlocated}) => [
                ...features.map((one) => one.id),
                ...[...area_only, ...unlocated].map((one) => `${one.collection}/${one.key}`),
            ]);
        }""",
        query,
    )
    assert sorted(listed(page)) == sorted(here) and here


def test_conditions_can_be_shared_and_cleared(open_map):
    page = open_map()
    page.fill("input[name=q]", "物流")
    page.select_option("select[name=area]", "dongchangfu")
    page.wait_for_url("**area=dongchangfu**")
    found = listed(page)
    again = open_map(page.url.split("/map/")[1])
    assert listed(again) == found and len(found) < 149
    assert again.input_value("input[name=q]") == "物流"
    again.click("button[type=reset]")
    assert len(listed(again)) == 149
    assert again.url.endswith("/map/")


def test_nothing_found_says_so_and_shows_the_way_back(open_map):
    page = open_map()
    page.fill("input[name=q]", "查无此处")
    page.locator("#map-empty").wait_for()
    assert page.locator(".place").count() == 0
    page.click("#map-empty button")
    assert page.locator(".place").count() == 51


def test_places_without_a_position_are_listed_and_not_drawn(open_map):
    page = open_map()
    assert (count(page, "area_only"), count(page, "unlocated")) == (30, 68)
    groups = page.locator('[data-section="area_only"] h3')
    assert any("茌平区" in name for name in groups.all_inner_texts())
    unlocated = "living-circles/circle-02"
    line(page, unlocated).locator("button").click()
    assert "待定位" in line(page, unlocated).locator(".map-card").inner_text()
    assert symbol(page, unlocated).count() == 0
    page.locator(".map-areas").get_by_role("button", name="茌平区").click()
    assert page.locator("path.ground-area.is-marked").count() == 1


def test_the_whole_city_and_back(open_map):
    page = open_map()
    page.get_by_role("button", name="全市").click()
    page.wait_for_selector(".crowd")
    assert page.locator(".ground-name").count() == 8
    page.locator(".crowd").first.click()
    page.wait_for_selector(".place")


def test_every_map_says_that_it_is_not_reviewed(open_map, visit):
    assert "内部示意图，未经审核" in open_map().inner_text(".map-notice")
    assert "not reviewed" in open_map(language="en-US").inner_text(".map-notice")
    home = visit("/")
    home.wait_for_selector(READY)
    assert "内部示意图，未经审核" in home.inner_text(".map-notice")


def test_what_was_loaded_stays_when_the_network_goes(open_map):
    page = open_map()
    page.context.set_offline(True)
    page.check('input[value="outlets"]')
    page.wait_for_selector(".map-state--network")
    assert page.locator(".place").count() == 51
    page.context.set_offline(False)
    page.wait_for_selector(".map-state--network", state="hidden")
    page.problems.clear()  # the failed request is the story


def test_a_layer_that_fails_says_so_and_comes_on_a_second_try(visit):
    page = visit("/healthz")
    page.route("**/map/layers/markets.json", lambda route: route.abort())
    page.goto("/map/")
    page.wait_for_selector(READY)
    page.locator(".map-state--network").wait_for()
    assert page.locator(".place").count() == 50
    page.unroute("**/map/layers/markets.json")
    page.click(".map-state button")
    expect(page.locator(".place")).to_have_count(51)
    page.problems.clear()


def test_without_a_script_the_lists_remain(browser, server):
    context = browser.new_context(java_script_enabled=False, base_url=server, locale="zh-CN")
    page = context.new_page()
    page.goto("/map/?area=chiping")
    assert page.locator(".map-item a").count() > 20
    page.select_option("select[name=action]", "build")
    page.click(".map-submit")
    page.wait_for_url("**action=build**")
    assert "area=chiping" in page.url
    context.close()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_axe_finds_nothing(open_map, dark, language):
    page = open_map(f"?place={CENTRE}", dark=dark, language=language)
    assert violations(page) == []


def test_a_phone_has_map_and_sheet_and_nothing_scrolls_sideways(open_map):
    page = open_map(width=360, height=800)
    stage = page.locator(".map-canvas").bounding_box()
    assert stage["width"] == 360 and stage["height"] > 500
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("button", name="列表").click()
    page.locator(".map-results").wait_for()
    assert page.locator(".map-canvas").bounding_box()["height"] > 200
    page.get_by_role("button", name="图层与筛选").click()
    page.locator(".map-panel").wait_for()
    page.locator(".map-results").wait_for(state="hidden")
    assert violations(page) == []
    page.get_by_role("button", name="图层与筛选").click()
    symbol(page, "living-circles/circle-04").click()
    card = line(page, "living-circles/circle-04").locator(".map-card")
    card.wait_for()
    page.wait_for_timeout(400)
    shown = page.locator(".map-canvas").bounding_box()
    at = symbol(page, "living-circles/circle-04").bounding_box()
    assert shown["y"] <= at["y"] and at["y"] + at["height"] <= shown["y"] + shown["height"]


def test_a_clerk_places_an_unlocated_terminal_in_three_clicks(signed_in_page):
    page = signed_in_page("/admin/markets/retailterminal/?q=terminal-keep-01")
    page.click("#result_list tbody th a")
    page.wait_for_selector(".place-map .ground-area")
    assert page.input_value("[name=geometry]") == ""
    page.click("[data-tool=point]")
    page.click("[data-canvas]", position={"x": 300, "y": 200})
    assert '"Point"' in page.input_value("[name=geometry]")
    assert "东昌府区" in page.inner_text("[data-state]")
    page.click("[name=_continue]")
    page.wait_for_selector(".place-map .place-pin")
    assert page.input_value("[name=location_precision]") == "surveyed"
    page.click("[data-tool=clear]")
    page.click("[name=_continue]")
    page.wait_for_selector(".place-map .ground-area")
    assert page.input_value("[name=geometry]") == ""
    assert page.input_value("[name=location_precision]") == "unlocated"


def test_a_clerk_types_coordinates_and_slips_are_caught(signed_in_page):
    page = signed_in_page("/admin/markets/retailterminal/?q=terminal-keep-03")
    page.click("#result_list tbody th a")
    page.wait_for_selector(".place-map .ground-area")
    page.fill("[data-coordinates]", "116.4, 39.9")
    page.press("[data-coordinates]", "Enter")
    assert page.get_attribute("[data-coordinates]", "aria-invalid") == "true"
    assert page.input_value("[name=geometry]") == ""
    page.fill("[data-coordinates]", "36.4573，115.9826")
    page.press("[data-coordinates]", "Enter")
    assert (
        page.input_value("[name=geometry]") == '{"type":"Point","coordinates":[115.9826,36.4573]}'
    )
    page.click("[data-tool=undo]")
    assert page.input_value("[name=geometry]") == ""


def test_saving_text_beside_a_position_leaves_the_position_as_it_was(signed_in_page):
    page = signed_in_page("/admin/zones/businessdistrict/?q=bd-zhandong")
    page.click("#result_list tbody th a")
    page.wait_for_selector(".place-map path.leaflet-interactive")
    before = page.input_value("[name=geometry]")
    page.click("[data-tool=edit]")
    page.click("[data-tool=cancel]")
    page.fill("[name=status_note]", "已现场查看")
    page.click("[name=_continue]")
    page.wait_for_selector(".place-map path.leaflet-interactive")
    assert page.input_value("[name=geometry]") == before
    assert page.input_value("[name=location_precision]") == "inferred"


def test_the_admin_map_is_accessible(signed_in_page):
    page = signed_in_page("/admin/markets/retailterminal/?q=terminal-keep-05")
    page.click("#result_list tbody th a")
    page.wait_for_selector(".place-map .ground-area")
    assert not violations(page, context=".place-map")
