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
