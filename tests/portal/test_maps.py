"""The map's page and data: what is drawn, what is listed, who may see it, what it costs."""

import json

import pytest
from django.contrib.gis.geos import Point
from django.urls import reverse

from circles.models import Outlet
from liaocheng_plan import registry
from liaocheng_plan.organisation import roles
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.places.models import Precision, Status
from liaocheng_plan.places.widgets import PlaceGeometryWidget
from liaocheng_plan.portal.maps import presenters, views
from liaocheng_plan.portal.maps.map_filters import map_collections
from markets.models import RetailTerminal
from zones.models import BusinessDistrict

pytestmark = pytest.mark.django_db

LAYERS = [collection.name for collection in map_collections()]
LISTS = ("drawn", "area_only", "unlocated")


def layer(client, name, **query):
    """One layer's answer."""
    response = client.get(
        reverse("map-layer", args=[name]), query, headers={"accept-language": "en"}
    )
    assert response.status_code == 200
    return response.json()


def listed(answer):
    """Keys of a layer's places by list."""
    return {
        "drawn": [feature["properties"]["key"] for feature in answer["features"]],
        "area_only": [place["key"] for place in answer["area_only"]],
        "unlocated": [place["key"] for place in answer["unlocated"]],
    }


def all_keys(answer):
    """Keys of a layer's places, sorted."""
    return sorted(key for keys in listed(answer).values() for key in keys)


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_holds_every_place_once_and_draws_only_what_has_a_position(client, name):
    answer = layer(client, name)
    model = registry.get(name).model
    keys = listed(answer)
    assert all_keys(answer) == sorted(model.objects.values_list("key", flat=True))
    assert sorted(keys["drawn"]) == sorted(
        model.objects.filter(geometry__isnull=False).values_list("key", flat=True)
    )
    assert answer["counts"] == {name: len(keys[name]) for name in LISTS}


def test_a_place_says_what_its_card_shows(client):
    answer = layer(client, "business-districts")
    feature = next(f for f in answer["features"] if f["id"].endswith("/bd-dongchangfu-center"))
    assert feature["geometry"] == {"type": "Point", "coordinates": [115.9826, 36.4573]}
    place = feature["properties"]
    assert place["name"] == "东昌府区中心商圈"
    assert (place["status"], place["status_label"]) == ("not_reported", "not reported")
    assert (place["precision"], place["provisional"]) == ("intersection", True)
    assert place["error_m"] == 100
    assert place["area_path"][-1] == "liaocheng"
    assert place["page"] == "/places/business-districts/bd-dongchangfu-center/"
    assert place["citation"]["document"] == "commerce-plan"
    assert place["citation"]["section"] == "专栏2"
    assert place["citation"]["quote"] == "东昌府区中心商圈"
    assert len(place["facts"]) == 5
    values = [value for _label, value, _kind, _url in place["facts"]]
    assert any(value.startswith("45 ") for value in values)
    assert any("购物 40%" in value for value in values)
    assert {kind for _label, _value, kind, _url in place["facts"]} == {"stated"}
    url = next(url for _label, value, _kind, url in place["facts"] if value.startswith("45 "))
    assert url.startswith("/plan/commerce-plan/") and "quote=" in url


def test_a_stated_zero_above_scale_is_not_none(client):
    answer = layer(client, "business-districts")
    record = BusinessDistrict.objects.filter(existing_scope="above_scale").first()
    places = [f["properties"] for f in answer["features"]] + answer["unlocated"]
    place = next(place for place in places if place["key"] == record.key)
    value = next(value for label, value, *_more in place["facts"] if label.startswith("Existing"))
    assert "no outlet above scale" in value


def test_a_figure_that_nobody_gave_is_missing_and_no_zero(client):
    Outlet.objects.create(key="outlet-1", name="便利店")
    (place,) = layer(client, "outlets")["unlocated"]
    assert ["Floor area", "Not reported", "missing", ""] in place["facts"]


def test_a_surveyed_place_is_no_longer_provisional(client):
    RetailTerminal.objects.filter(key="terminal-keep-01").update(
        geometry=Point(115.95, 36.46, srid=4326), location_precision=Precision.SURVEYED
    )
    answer = layer(client, "retail-terminals")
    place = next(f for f in answer["features"] if f["id"].endswith("/terminal-keep-01"))
    assert place["properties"]["provisional"] is False


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"action": "build"}, {"plan_action": "build"}),
        ({"status": "done"}, {"status": "done"}),
        ({"q": "亿沣"}, {"name__contains": "亿沣"}),
        ({"q": "亿沣 西湖"}, {"name__contains": "亿沣", "key": "nothing"}),
        ({"status": "nonsense"}, {}),
    ],
)
def test_conditions_narrow_a_layer(client, query, expected):
    RetailTerminal.objects.filter(key="terminal-keep-02").update(status=Status.DONE)
    wanted = RetailTerminal.objects.filter(**expected).values_list("key", flat=True)
    assert all_keys(layer(client, "retail-terminals", **query)) == sorted(wanted)


def test_an_area_stands_for_all_below_it(client):
    street = Area.objects.get(key="liuyuan-jiedao")
    RetailTerminal.objects.filter(key="terminal-keep-01").update(area=street, area_basis="assigned")
    assert "terminal-keep-01" in all_keys(layer(client, "retail-terminals", area="dongchangfu"))
    assert not all_keys(layer(client, "retail-terminals", area="nowhere"))


def test_a_layer_costs_the_same_however_many_places(client, django_assert_num_queries):
    url = reverse("map-layer", args=["outlets"])
    outlets = [Outlet(key=f"outlet-{n}", name=f"便利店{n}") for n in range(40)]
    Outlet.objects.bulk_create(outlets[:2])
    with django_assert_num_queries(4):  # counts, places, citations, areas
        client.get(url)
    Outlet.objects.bulk_create(outlets[2:])
    with django_assert_num_queries(4):
        client.get(url)


def test_the_page_costs_two_queries_a_layer(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(2 * len(LAYERS) + 1):
        client.get(reverse("map"))


def test_a_layer_with_too_many_places_is_asked_for_box_by_box(client, monkeypatch):
    monkeypatch.setattr(presenters, "LIMIT", 3)
    for n in range(5):
        Outlet.objects.create(
            key=f"outlet-{n}",
            name="便利店",
            geometry=Point(115.9 + n / 100, 36.4, srid=4326),
            location_precision=Precision.SURVEYED,
        )
    answer = layer(client, "outlets")
    assert answer["dense"] and answer["features"] == []
    assert answer["counts"]["drawn"] == 5
    answer = layer(client, "outlets", bbox="115.895,36.3,115.915,36.5")
    assert listed(answer)["drawn"] == ["outlet-0", "outlet-1"]
    assert layer(client, "outlets", bbox="no box")["features"] == []
    crowd = layer(client, "outlets", bbox="115.8,36.3,116.0,36.5")
    assert crowd["features"] == []
    assert sum(cell["count"] for cell in crowd["cells"]) == 5
    assert all(115.9 <= cell["lng"] <= 115.94 and cell["lat"] == 36.4 for cell in crowd["cells"])


def test_the_same_answer_is_not_sent_twice(client):
    for url in (reverse("map-backdrop"), reverse("map-layer", args=["zones"])):
        first = client.get(url)
        again = client.get(url, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304


def test_an_unknown_or_unlocated_collection_has_no_layer(client):
    for name in ("nonsense", "targets"):
        assert client.get(reverse("map-layer", args=[name])).status_code == 404


def test_the_backdrop_is_marked_schematic(client):
    answer = client.get(reverse("map-backdrop")).json()
    kinds = [feature["properties"]["kind"] for feature in answer["features"]]
    assert answer["schematic"] is True
    assert (kinds.count("area"), kinds.count("road")) == (8, 18)
    assert all(feature["properties"]["schematic"] for feature in answer["features"])


def test_the_backdrop_follows_a_changed_boundary(client):
    first = client.get(reverse("map-backdrop"))
    area = Area.objects.get(key="chiping")
    area.boundary = None
    area.save()
    changed = client.get(reverse("map-backdrop"), headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert len(changed.json()["features"]) == 25


def test_maps_can_be_kept_for_those_signed_in(client, signed_in, settings):
    settings.MAP_ACCESS = "signed_in"
    page = client.get(reverse("map"), {"area": "chiping"})
    assert page.status_code == 302
    assert page.url.endswith("next=/map/%3Farea%3Dchiping")
    for url in (reverse("map-backdrop"), reverse("map-layer", args=["zones"])):
        refused = client.get(url)
        assert refused.status_code == 403
        assert refused.json()["code"] == "sign_in"
    inside = signed_in(roles.READER)
    assert inside.get(reverse("map")).status_code == 200
    assert inside.get(reverse("map-layer", args=["zones"])).status_code == 200


def test_the_page_without_a_script_lists_the_places_under_the_same_conditions(client):
    page = client.get(reverse("map"), {"layer": ["markets"], "action": "upgrade"})
    sections = {section["name"]: section for section in page.context["page"].sections}
    answer = layer(client, "markets", action="upgrade")
    assert {name: section["count"] for name, section in sections.items()} == answer["counts"]
    assert [area for area, _places in sections["area_only"]["groups"]] == list(
        dict.fromkeys(place["area_name"] for place in answer["area_only"])
    )
    text = page.content.decode()
    assert 'value="markets" data-url="/map/layers/markets.json" checked' in text
    assert '<option value="upgrade" selected>' in text
    assert "/places/markets/market-06/" in text


def test_a_page_where_nothing_is_found_says_so(client):
    page = client.get(reverse("map"), {"q": "查无此处"})
    assert page.context["page"].empty
    assert 'id="map-empty">' in page.content.decode()


def test_every_map_carries_its_review_number_or_says_that_it_has_none(
    client, settings, rf, admin_user
):
    request = rf.get("/")
    request.user = admin_user
    assert views.embed(request)["review_number"] == ""
    assert 'review=""' in client.get(reverse("map")).content.decode()
    settings.MAP_REVIEW_NUMBER = "鲁S(2026)001号"
    assert 'review="鲁S(2026)001号"' in client.get(reverse("map")).content.decode()


def test_the_official_base_map_needs_a_key(client, settings):
    assert "tianditu" not in client.get(reverse("map")).content.decode()
    settings.TIANDITU_KEY = ["0123456789abcdef"]
    assert 'tianditu="0123456789abcdef"' in client.get(reverse("map")).content.decode()


def test_the_admin_widget_changes_no_digit_of_a_position():
    point = Point(115.98261234567891, 36.45731234567891, srid=4326)
    widget = PlaceGeometryWidget()
    text = widget.serialize(point)
    assert json.loads(text)["coordinates"] == list(point.coords)
    again = widget.deserialize(text)
    assert again.coords == point.coords
    assert widget.serialize(None) == ""


def test_the_admin_widget_has_no_inline_script_and_asks_our_own_host_only():
    html = PlaceGeometryWidget().render("geometry", None, {"id": "id_geometry"})
    assert 'data-backdrop="/map/backdrop.json"' in html
    assert "<script>" not in html and "style=" not in html and "http" not in html
    assert 'name="geometry" hidden></textarea>' in html
