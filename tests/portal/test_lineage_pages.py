"""From a figure to where it comes from, as page and as JSON; kept reports."""

import pytest

from liaocheng_plan.progress.models import Observation, Report, Target
from tests.portal import reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def sales():
    """An approved report of a target."""
    target = Target.objects.get(key="retail-sales-urban")
    return Observation.objects.create(target=target, period="2025", value="481.5", state="approved")


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_every_target_has_its_trace(client, sales, lang):
    for key in Target.objects.values_list("key", flat=True):
        answer = client.get(f"/progress/{key}/lineage/", headers={"accept-language": lang})
        assert answer.status_code == 200
        assert not reading.loose_numbers(answer)


def test_the_trace_leads_to_the_observation_and_to_the_clause(client, sales):
    page = client.get("/progress/retail-sales-urban/lineage/").content.decode()
    assert f"/places/observations/{sales.key}/" in page
    assert "/plan/commerce-plan/commerce-plan-2-3-3/" in page
    assert "481.5" in page


def test_the_trace_as_data_names_the_same_observation(client, sales):
    data = client.get("/progress/retail-sales-urban/lineage/?format=json").json()
    assert [row["observation"] for row in data["observations"]] == [sales.key]
    assert data["verdict"]["result"] == "met"


def test_a_past_day_does_not_know_what_came_later(client, sales):
    page = "/progress/retail-sales-urban/lineage/?format=json&as_of=2025-06-30"
    assert client.get(page).json()["figure"] is None


def test_a_wrong_day_is_named(client, sales):
    assert client.get("/progress/retail-sales-urban/lineage/?as_of=x").status_code == 400


def main(answer):
    """The page without head and foot, whose form carries a token of its own."""
    return answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]


def keep(client, **form):
    return client.post("/progress/reports/", {"title": "期末评估"} | form)


def test_a_kept_report_shows_the_same_figures_later(signed_in, client, sales):
    answer = keep(signed_in("市局编辑"))
    assert answer.status_code == 302
    page, data = client.get(answer.url), client.get(f"{answer.url}?format=json")
    assert not reading.loose_numbers(page)
    Observation.objects.update(value=1)
    Target.objects.update(tolerance=0)
    assert main(client.get(answer.url)) == main(page)
    assert client.get(f"{answer.url}?format=json").json() == data.json()
    trace = client.get(f"{answer.url}retail-sales-urban/?format=json").json()
    assert trace["figure"]["value"] == "481.5"
    assert client.get(f"{answer.url}no-such-target/").status_code == 404


@pytest.mark.parametrize("role", ["区县编辑", "审核员", "只读"])
def test_others_keep_no_report(signed_in, role):
    assert keep(signed_in(role)).status_code == 403
    assert not Report.objects.exists()


@pytest.mark.parametrize("form", [{"title": " "}, {"day": "2199-01-01"}, {"day": "gestern"}])
def test_what_cannot_be_kept_is_said(signed_in, form):
    assert keep(signed_in("市局编辑"), **form).status_code == 422
    assert not Report.objects.exists()


def test_a_trace_takes_few_queries(client, sales, django_assert_max_num_queries):
    client.get("/progress/retail-terminals/lineage/")
    with django_assert_max_num_queries(18):
        client.get("/progress/retail-terminals/lineage/")


# --- Each period its own trace -------------------------------------------------------------------
@pytest.fixture
def by_area():
    """Two of the areas of a target that is added up report two quarters."""
    Target.objects.filter(key="scheme-pilots-2024").update(measure="")
    target = Target.objects.get(key="scheme-pilots-2024")
    for period, value in (("2024-Q3", 3), ("2024-Q4", 4)):
        for area in target.units[:2]:
            Observation.objects.create(
                target=target, area=area, period=period, value=value, state="approved"
            )
    return target


def test_a_period_has_its_own_trace_with_formula_and_the_areas_missing(client, by_area):
    path = f"/progress/{by_area.key}/lineage/?period=2024-Q3"
    data = client.get(f"{path}&format=json").json()
    assert (data["figure"]["period"], data["figure"]["value"]) == ("2024-Q3", "6")
    assert (data["formula"], data["is_judged"]) == ("sum", False)
    there, missing = by_area.units[:2], by_area.units[2:]
    assert {row["area"] for row in data["observations"]} == {area.key for area in there}
    assert [row["area"] for row in data["missing"]] == [area.key for area in missing]
    shown = reading.words(client.get(path))
    assert "各区数值相加" in shown or "Σ" in shown
    assert all(area.name in shown for area in by_area.units)
    assert "判断依据的是另一时期的数据" in shown


def test_a_period_without_a_report_has_no_trace(client, by_area):
    assert client.get(f"/progress/{by_area.key}/lineage/?period=2019").status_code == 404
    day = f"/progress/{by_area.key}/lineage/?period=2024-Q3&as_of=2024-01-01"
    assert client.get(day).status_code == 404


def test_the_points_of_a_chart_and_the_table_behind_lead_to_their_own_periods(client, by_area):
    page = client.get(f"/progress/{by_area.key}/").content.decode()
    for period in ("2024-Q3", "2024-Q4"):
        address = f"/progress/{by_area.key}/lineage/?period={period}"
        assert f'class="chart__link" href="{address}"' in page
        assert f'class="to-text" href="{address}"' in page


def test_the_figures_of_an_area_lead_to_their_traces(client, by_area):
    area = by_area.units[0]
    page = client.get(f"/progress/areas/{area.key}/").content.decode()
    assert f'class="to-text" href="/progress/{by_area.key}/lineage/?period=2024-Q4"' in page
    row = by_area.observations.filter(area=area).last()
    Observation.objects.create(target=by_area, period="2024-Q4", value=99, state="approved")
    page = client.get(f"/progress/areas/{area.key}/").content.decode()
    assert f'class="to-text" href="/places/observations/{row.key}/"' in page
