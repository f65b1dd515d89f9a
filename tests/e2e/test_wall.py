"""The wall in a browser: it runs by itself, survives the network, and does not grow."""

import pytest

from tests.e2e.accessibility import violations

pytestmark = pytest.mark.e2e
SMALLEST = 28
ENLARGED = {".wall-map__scaled": 2.334, ".wall-chart__scaled": 2.5}
SIZES = """(enlarged) => {
  const stage = document.getElementById("wall");
  const scale = stage.getBoundingClientRect().width / stage.offsetWidth;
  const shown = document.querySelectorAll(".wall-head *, .slide.is-shown *, .wall-foot *");
  const own = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  return [...shown]
    .filter((e) => own(e) && e.getBoundingClientRect().width > 2 && !e.closest(".visually-hidden"))
    .map((e) => {
      const inner = Object.keys(enlarged).find((name) => e.closest(name));
      const size = parseFloat(getComputedStyle(e).fontSize) * scale;
      return { text: e.textContent.trim().slice(0, 30), size: size * (enlarged[inner] || 1) };
    });
}"""
CUT_OFF = """() => [...document.querySelectorAll(".slide.is-shown *")]
  .filter((e) => !e.closest(".wall-map__frame") && !e.closest(".visually-hidden"))
  .map((e) => [e.className, e.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1))
  .map(([name]) => String(name))"""
SCENE = "document.querySelector('.slide.is-shown').dataset.slide"
SCENES = ["targets", "map", "circles", "tasks"]


def shown(page):
    """The scene that is on."""
    return page.evaluate(SCENE)


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_everything_is_large_enough_for_three_metres_and_nothing_is_cut_off(visit, size, language):
    width, height = size
    for scene in SCENES:
        page = visit(f"/wall/?scene={scene}", width=width, height=height, language=language)
        if scene == "map":
            page.wait_for_selector("plan-map[ready]")
        small = [
            t for t in page.evaluate(SIZES, ENLARGED) if t["size"] < SMALLEST * height / 1080 - 0.1
        ]
        assert not small and not page.evaluate(CUT_OFF)


def test_the_scenes_change_by_themselves_and_the_age_stays(visit):
    page = visit("/wall/?seconds=0.2")
    seen = set()
    for _moment in range(100):
        seen.add(shown(page))
        page.wait_for_timeout(50)
    assert seen == set(SCENES)
    assert page.is_visible("[data-updated]") and "数据截至" in page.inner_text(".wall-head__age")


def test_an_address_fixes_a_scene_and_keys_move_and_hold(visit):
    page = visit("/wall/?scene=tasks&seconds=0.2")
    page.wait_for_timeout(1000)
    assert shown(page) == "tasks"
    page = visit("/wall/?seconds=600")
    page.keyboard.press("ArrowRight")
    assert shown(page) == "map"
    page.keyboard.press("ArrowLeft")
    assert shown(page) == "targets"
    page.keyboard.press(" ")
    assert page.get_attribute("[data-pause]", "aria-pressed") == "true"


def test_it_is_always_dark_and_axe_finds_nothing(visit):
    page = visit("/wall/?seconds=600", dark=False)
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark == "rgb(17, 22, 27)"
    assert not violations(page)


def test_a_lost_network_is_said_and_mended_without_anybody(visit):
    page = visit("/wall/?seconds=0.3&refresh=0.3")
    page.wait_for_timeout(800)
    page.context.set_offline(True)
    page.wait_for_selector("[data-offline]:not([hidden])")
    assert "网络自" in page.inner_text("[data-offline]")
    page.wait_for_timeout(1500)
    assert shown(page) in SCENES and page.is_visible(".slide.is-shown .slide__title")
    page.context.set_offline(False)
    page.wait_for_selector("[data-offline]", state="hidden")
    page.problems[:] = [p for p in page.problems if "ERR_INTERNET_DISCONNECTED" not in p]


def test_new_data_come_without_a_reload(visit, server):
    page = visit("/wall/?seconds=0.3&refresh=0.3")
    page.evaluate("window.before = true")
    page.route("**/wall/**", lambda route: answer(route, page))
    page.get_by_text("又一个目标").first.wait_for(state="attached")
    page.unroute_all(behavior="ignoreErrors")
    assert page.evaluate("window.before")


def answer(route, page):
    """The wall's own answer with a target renamed."""
    answered = route.fetch()
    route.fulfill(response=answered, body=answered.text().replace("农产品零售终端", "又一个目标"))


def test_hundreds_of_changes_leave_nothing_behind(visit):
    page = visit("/wall/?seconds=0.05&refresh=0.3")
    page.wait_for_selector("plan-map[ready]")
    session = page.context.new_cdp_session(page)
    page.wait_for_timeout(4000)
    before = counters(page, session)
    page.wait_for_timeout(12000)
    after = counters(page, session)
    assert after["documents"] <= before["documents"]
    assert after["nodes"] < before["nodes"] * 1.1
    assert after["jsEventListeners"] < before["jsEventListeners"] * 1.1


def counters(page, session, looks=8):
    """The fewest documents, nodes and listeners that several looks find, each without garbage.

    A single look may fall into the moment in which a fetched page is held beside the shown one.
    """
    found = []
    for _look in range(looks):
        session.send("HeapProfiler.collectGarbage")
        found.append(session.send("Memory.getDOMCounters"))
        page.wait_for_timeout(130)
    return {name: min(look[name] for look in found) for name in found[0]}


def test_who_wants_less_motion_gets_none(browser, server):
    context = browser.new_context(reduced_motion="reduce", base_url=server)
    page = context.new_page()
    page.goto("/wall/")
    style = "getComputedStyle(document.querySelector('.slide')).transitionDuration"
    assert page.evaluate(style) == "0s"
    context.close()


def test_the_progress_page_leads_there(visit):
    page = visit("/progress/")
    page.click("text=大屏")
    assert page.url.endswith("/wall/")
