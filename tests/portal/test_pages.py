"""Every page answers, in both languages, for every record of every collection."""

import pytest
from django.urls import reverse

from circles.models import PilotCircle
from liaocheng_plan import registry
from liaocheng_plan.documents.models import AuditFinding, Clause
from liaocheng_plan.portal.display import links
from liaocheng_plan.progress.models import Observation, Target
from markets.models import Market

from . import reading

pytestmark = pytest.mark.django_db

registry.discover()
COLLECTIONS = [collection.name for collection in registry.collections()]
LANGUAGES = ["zh-hans", "en"]
PAGES = [
    "/",
    "/progress/",
    "/progress/?theme=circles",
    "/progress/?theme=none",
    "/progress/?by=theme",
    "/progress/?by=area&as_of=2025-06-30",
    "/progress/rules/",
    "/progress/evaluation/",
    "/progress/areas/chiping/",
    "/?as_of=2025-06-30",
    "/progress/tasks/",
    "/plan/",
    "/plan/findings/",
    "/plan/findings/?kind=miscount&severity=high&ruled=open&document=commerce-plan",
    "/plan/findings/?kind=duplicate&ruled=ruled",
    "/plan/derived/",
    "/places/",
    "/search/",
    "/search/?q=柳园路",
    "/search/?q=不存在的词",
    "/places/markets/?area=chiping&status=not_reported&action=build&precision=area&q=茌平",
    "/places/markets/?q=不存在的词",
    "/places/outlets/",
]


def open_page(client, path, language):
    """A page in a language; fails unless it is there and marked as that language."""
    response = client.get(path, headers={"accept-language": language}, follow=True)
    assert response.status_code == 200, path
    html_language = "zh-Hans" if language == "zh-hans" else "en"
    assert f'<html lang="{html_language}">' in response.content.decode()
    return response


def no_stray_words(response, language):
    """No text of ours is in the other language."""
    if language == "en":
        assert not reading.chinese_in_english(response)
    else:
        assert not reading.english_in_chinese(response)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_wholly_in_the_readers_language(client, path, language):
    response = open_page(client, path, language)
    no_stray_words(response, language)
    assert not reading.loose_numbers(response)


@pytest.mark.parametrize("language", ["zh-hans", pytest.param("en", marks=pytest.mark.once)])
@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_record_has_a_page_in_the_readers_language(client, name, language):
    collection = registry.get(name)
    no_stray_words(open_page(client, f"/places/{name}/", language), language)
    for key in collection.model.objects.values_list("key", flat=True):
        response = open_page(client, f"/places/{name}/{key}/", language)
        no_stray_words(response, language)
        assert not reading.loose_numbers(response), key


@pytest.mark.parametrize("kind", ["living-circles", "pilot-circles"])
def test_a_circle_has_a_short_address(client, kind):
    for key in registry.get(kind).model.objects.values_list("key", flat=True):
        assert client.get(f"/circles/{key}/").status_code == 200


def test_every_clause_and_target_has_an_address_of_its_own(client):
    for clause in Clause.objects.select_related("document"):
        assert client.get(links.clause_url(clause)).status_code == 200
    for target in Target.objects.all():
        assert client.get(f"/progress/{target.key}/").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/places/nothing/", "/places/markets/nothing/", "/circles/market-01/", "/progress/nothing/"],
)
def test_what_does_not_exist_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_records_with_addresses_elsewhere_are_redirected(client):
    response = client.get("/places/targets/retail-sales-urban/")
    assert (response.status_code, response.url) == (301, "/progress/retail-sales-urban/")


def test_a_record_that_staff_added_says_that_no_document_states_it(client):
    Market.objects.create(key="market-21", name="新市场")
    page = reading.words(open_page(client, "/places/markets/market-21/", "en"))
    assert "Added by staff; no document states it." in page
    assert "To be located" in page


def test_only_approved_reports_are_public(client):
    target = Target.objects.get(key="retail-sales-urban")
    common = {
        "name": "上报",
        "target": target,
        "period": "2025",
        "period_end": "2025-12-31",
        "reported_at": "2026-02-01T00:00Z",
    }
    Observation.objects.create(key="seen", value=490, state="approved", **common)
    Observation.objects.create(key="unseen", value=777, state="submitted", **common)
    assert client.get("/places/observations/seen/").status_code == 200
    assert client.get("/places/observations/unseen/").status_code == 404
    page = reading.words(client.get("/progress/retail-sales-urban/"))
    assert "490" in page
    assert "777" not in page


def test_an_unlocated_place_has_no_map_and_says_why(client):
    page = open_page(client, "/places/markets/market-01/", "en")
    assert b"<plan-map" not in page.content
    assert "Nothing supports a position yet" in reading.words(page)
    assert b"<plan-map" in open_page(client, "/places/markets/market-06/", "en").content


def test_a_business_district_without_stated_existing_area_is_not_drawn_as_zero(client):
    page = open_page(client, "/places/business-districts/bd-chiping-core/", "en").content.decode()
    assert "existing: not stated" in page
    assert 'class="bar" x="0%" width="62%"' in page
    page = open_page(client, "/places/business-districts/bd-western-core/", "en").content.decode()
    assert "existing: no outlet above scale" in page


def test_formats_that_a_pilot_does_not_mention_are_not_absent(client):
    pilot = PilotCircle.objects.get(key="pilot-10")
    assert pilot.formats_missing
    page = reading.words(open_page(client, "/circles/pilot-10/", "en"))
    assert "Present" in page
    assert "Absent" in page
    assert "Not stated" in page


def test_findings_stand_on_the_plan_page_once_there_are_any(client):
    AuditFinding.objects.all().delete()
    assert "has not been audited" in reading.words(open_page(client, "/plan/", "en"))
    AuditFinding.objects.create(key="parks", name="物流园区 5 处或 6 处", kind="miscount")
    page = reading.words(open_page(client, "/plan/", "en"))
    assert "物流园区 5 处或 6 处" in page
    assert reverse("findings") in client.get("/plan/").content.decode()


def test_the_language_switch_works_without_script(client):
    response = client.post("/i18n/setlang/", {"language": "en", "next": "/plan/"}, follow=True)
    assert response.redirect_chain == [("/plan/", 302)]
    assert '<html lang="en">' in response.content.decode()
