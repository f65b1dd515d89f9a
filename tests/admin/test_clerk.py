"""What a clerk gets done in the admin, by the requests that the clicks make."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from liaocheng_plan import registry
from liaocheng_plan.organisation import roles
from markets.models import RetailTerminal
from zones.models import BusinessDistrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(signed_in):
    return signed_in(roles.BUREAU_EDITOR)


def form_data(response):
    """What the browser would send back unchanged."""
    form = response.context["adminform"].form
    data = {}
    for name in form.fields:
        value = form[name].value()
        value = form.fields[name].prepare_value(value)
        data[name] = "" if value is None else value
    return {
        name: value.geojson if hasattr(value, "geojson") else value for name, value in data.items()
    }


def url_of(record, page="change"):
    options = record._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=[record.pk])


@pytest.mark.parametrize("collection", registry.collections(), ids=lambda c: c.name)
def test_every_kind_has_its_pages(editor, collection):
    options = collection.model._meta
    base = f"admin:{options.app_label}_{options.model_name}"
    assert editor.get(reverse(f"{base}_changelist"), {"q": "聊"}).status_code == 200
    # What the audit computes is read in the admin, never typed.
    computed = collection.name in ("audit-findings", "derived-figures", "surveys")
    assert editor.get(reverse(f"{base}_add")).status_code == (403 if computed else 200)
    record = collection.model.objects.first()
    if record:
        for page in ("change", "history", "delete"):
            refused = computed and page == "delete"
            assert editor.get(url_of(record, page)).status_code == (403 if refused else 200)


def test_a_list_costs_the_same_for_one_row_and_for_all(editor, django_assert_max_num_queries):
    url = reverse("admin:markets_retailterminal_changelist")
    with django_assert_max_num_queries(14):
        editor.get(url)


def test_a_status_set_in_the_list_is_dated_and_kept_in_history(editor):
    url = reverse("admin:markets_retailterminal_changelist") + "?q=大润发"
    page = editor.get(url)
    place = RetailTerminal.objects.get(name="大润发超市")
    prefix = page.context["cl"].formset.prefix
    data = {
        f"{prefix}-TOTAL_FORMS": 1,
        f"{prefix}-INITIAL_FORMS": 1,
        f"{prefix}-0-id": place.pk,
        f"{prefix}-0-status": "done",
        "_save": "1",
    }
    assert editor.post(url, data).status_code == 302
    place.refresh_from_db()
    assert (place.status, place.status_as_of) == ("done", timezone.localdate())
    assert place.history.first().history_user.username == "someone"


def test_a_position_drawn_by_staff_is_surveyed(editor):
    place = RetailTerminal.objects.get(name="大润发超市")
    data = form_data(editor.get(url_of(place)))
    data["geometry"] = json.dumps({"type": "Point", "coordinates": [115.98, 36.45]})
    assert editor.post(url_of(place), data).status_code == 302
    place.refresh_from_db()
    assert place.location_precision == "surveyed"
    assert place.geometry.coords == (115.98, 36.45)


def test_a_position_of_a_source_that_staff_move_is_surveyed(editor):
    place = RetailTerminal.objects.filter(geometry__isnull=False).first()
    RetailTerminal.objects.filter(pk=place.pk).update(location_precision="source")
    data = form_data(editor.get(url_of(place)))
    data["geometry"] = json.dumps({"type": "Point", "coordinates": [115.98, 36.45]})
    assert editor.post(url_of(place), data).status_code == 302
    place.refresh_from_db()
    assert place.location_precision == "surveyed"


def test_saving_text_leaves_the_position_as_it_was(editor):
    place = RetailTerminal.objects.filter(geometry__isnull=False).first()
    before = place.geometry.wkb
    data = form_data(editor.get(url_of(place))) | {"status_note": "已实地核对"}
    assert editor.post(url_of(place), data).status_code == 302
    place.refresh_from_db()
    assert place.geometry.wkb == before
    assert place.status_note == "已实地核对"


def test_a_position_outside_the_city_names_its_field_and_keeps_nothing(editor):
    place = RetailTerminal.objects.get(name="大润发超市")
    data = form_data(editor.get(url_of(place)))
    data["geometry"] = json.dumps({"type": "Point", "coordinates": [36.45, 115.98]})
    response = editor.post(url_of(place), data)
    assert "geometry" in response.context["adminform"].form.errors
    place.refresh_from_db()
    assert place.geometry is None


def test_an_area_chosen_by_staff_is_assigned(editor):
    place = RetailTerminal.objects.filter(area=None).first()
    area = RetailTerminal.objects.filter(area__key="chiping").first().area
    data = form_data(editor.get(url_of(place))) | {"area": area.pk}
    assert editor.post(url_of(place), data).status_code == 302
    place.refresh_from_db()
    assert (place.area.key, place.area_basis) == ("chiping", "assigned")


def test_stated_figures_are_read_only_with_their_citation(editor):
    district = BusinessDistrict.objects.get(key="bd-dongchangfu-center")
    page = editor.get(url_of(district))
    form = page.context["adminform"].form
    assert not set(form.fields) & set(BusinessDistrict.STATED)
    assert "控制在45万平方米左右" in page.content.decode()
    editor.post(url_of(district), form_data(page) | {"planned_retail_area_10k_m2": "99"})
    district.refresh_from_db()
    assert district.planned_retail_area_10k_m2 == 45


def test_a_stated_figure_changes_through_its_form_only(editor):
    district = BusinessDistrict.objects.get(key="bd-dongchangfu-center")
    data = {
        "field": "planned_retail_area_10k_m2",
        "value": "46",
        "kind": "amendment",
        "reason": "规划修编",
        "decision": "聊政字〔2026〕1号",
        "decided_on": "2026-01-05",
    }
    incomplete = editor.post(url_of(district, "stated"), {**data, "decision": ""})
    assert incomplete.context["form"].errors.keys() == {"decision"}
    assert editor.post(url_of(district, "stated"), data).status_code == 302
    district.refresh_from_db()
    assert district.planned_retail_area_10k_m2 == 46
    page = editor.get(url_of(district)).content.decode()
    assert "<del>45</del>" in "".join(page.split())


def test_yesterdays_changes_and_by_whom(editor):
    place = RetailTerminal.objects.get(name="大润发超市")
    data = form_data(editor.get(url_of(place))) | {"status": "under_way"}
    editor.post(url_of(place), data)
    today = timezone.localdate().isoformat()
    page = editor.get(reverse("admin:changes"), {"from": today}).content.decode()
    assert "大润发超市" in page
    assert "someone" in page
    nothing = editor.get(reverse("admin:changes"), {"from": "2020-01-01"}).content.decode()
    assert "大润发超市" not in nothing


def test_everything_of_an_area(editor):
    page = editor.get(reverse("admin:area", args=["chiping"])).content.decode()
    for name in ("茌平区核心商圈", "茌平北关便民生活圈", "茌平义乌商贸城", "茌平物流中心", "齐韩"):
        assert name in page
    assert "大润发超市" not in page
