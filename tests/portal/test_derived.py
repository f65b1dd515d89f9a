"""The sheet of derived figures: inputs as printed, explained, and what cannot be derived apart."""

import pytest

from liaocheng_plan.documents.models import DerivedFigure

pytestmark = pytest.mark.django_db


def test_inputs_have_units_and_printed_digits_and_years_are_named(client):
    page = client.get("/plan/derived/").content.decode()
    assert "7%左右" in page
    assert "约1.10平方米/人" in page
    assert "5年" in page
    assert "2021–2025" in page


def test_the_number_of_years_is_cited_from_the_period():
    base = DerivedFigure.objects.get(group="growth")
    years = base.inputs[2]
    assert (years["value"], years["unit"], years["note"]) == (5, "年", "2021–2025")
    assert years["citation"]["document"] == "commerce-plan"


def test_what_cannot_be_derived_stands_in_one_folded_list(client):
    page = client.get("/plan/derived/").content.decode()
    lacking = DerivedFigure.objects.filter(value__isnull=True)
    assert lacking
    folded = page.rpartition('<details class="holds">')[2]
    assert all(f'id="{figure.key}"' in folded for figure in lacking)


def test_when_it_was_checked_is_a_sentence(client):
    page = client.get("/plan/derived/").content.decode()
    assert "最近一次核对：" in page
