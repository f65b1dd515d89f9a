"""Who may do what, in the admin as it is used."""

import pytest
from django.urls import reverse

from circles.models import LivingCircle
from liaocheng_plan.organisation import roles
from liaocheng_plan.organisation.models import Area
from markets.models import Market, RetailTerminal

pytestmark = pytest.mark.django_db


def change_page(place):
    """Address of a record's form."""
    options = place._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[place.pk])


@pytest.fixture
def chiping():
    return RetailTerminal.objects.get(key="terminal-upgrade-08")


@pytest.fixture
def elsewhere():
    return RetailTerminal.objects.get(key="terminal-build-02")


@pytest.fixture
def nowhere():
    return RetailTerminal.objects.filter(area=None).first()


def test_set_up_twice_is_the_same(db):
    roles.set_up()
    assert set(roles.Group.objects.values_list("name", flat=True)) == set(roles.ROLES)


def test_a_district_editor_sees_and_changes_the_own_area_only(
    signed_in, chiping, elsewhere, nowhere
):
    client = signed_in(roles.DISTRICT_EDITOR, "chiping")
    page = client.get(reverse("admin:markets_retailterminal_changelist")).content.decode()
    assert chiping.name in page
    assert elsewhere.name not in page
    assert nowhere.name not in page
    assert client.get(change_page(chiping)).status_code == 200
    for place in (elsewhere, nowhere):
        assert client.get(change_page(place)).status_code == 302
        client.post(change_page(place), {"status": "done"})
        place.refresh_from_db()
        assert place.status == "not_reported"


def test_a_district_editor_of_a_city_level_area_sees_all_below(signed_in):
    client = signed_in(roles.DISTRICT_EDITOR, "dongchangfu")
    street = Area.objects.get(key="liuyuan-jiedao")
    market = Market.objects.get(key="market-06")
    market.area, market.area_basis = street, "assigned"
    market.save()
    assert client.get(change_page(market)).status_code == 200


def test_a_district_editor_cannot_move_a_place_to_another_area(signed_in, chiping):
    client = signed_in(roles.DISTRICT_EDITOR, "chiping")
    form = client.get(change_page(chiping)).context["adminform"].form
    keys = set(form.fields["area"].queryset.values_list("key", flat=True))
    assert "chiping" in keys
    assert "dongchangfu" not in keys


def test_what_a_district_editor_sees_of_changes_is_the_own_area(signed_in, chiping, elsewhere):
    for place in (chiping, elsewhere):
        place.status = "under_way"
        place.save()
    page = signed_in(roles.DISTRICT_EDITOR, "chiping").get(reverse("admin:changes"))
    assert chiping.name in page.content.decode()
    assert elsewhere.name not in page.content.decode()


def test_an_area_page_holds_nothing_of_another_area(signed_in, elsewhere):
    client = signed_in(roles.DISTRICT_EDITOR, "chiping")
    page = client.get(reverse("admin:area", args=["dongchangfu"])).content.decode()
    assert elsewhere.name not in page


@pytest.mark.parametrize("role", [roles.READER, roles.REVIEWER])
def test_readers_and_reviewers_change_no_place(signed_in, role, chiping):
    client = signed_in(role)
    assert client.get(change_page(chiping)).status_code == 200
    assert client.post(change_page(chiping), {"status": "done"}).status_code == 403


def test_only_the_bureau_changes_stated_figures(signed_in, chiping):
    url = change_page(chiping).replace("/change/", "/stated/")
    assert signed_in(roles.DISTRICT_EDITOR, "chiping").get(url).status_code == 403


def test_the_bureau_editor_sees_everything(signed_in):
    client = signed_in(roles.BUREAU_EDITOR)
    page = client.get(reverse("admin:circles_livingcircle_changelist"))
    assert page.context["cl"].result_count == LivingCircle.objects.count()
