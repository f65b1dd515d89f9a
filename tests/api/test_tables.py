"""Whole lists as tables, by `?format=` and by `Accept`."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from liaocheng_plan.api import tables
from liaocheng_plan.cells import XLSX

pytestmark = pytest.mark.django_db
MARKETS = "/api/v1/markets/"


def content(response):
    """All bytes of a streamed answer."""
    return b"".join(response.streaming_content)


def rows_of(response):
    """The rows of a CSV answer as dictionaries."""
    return list(csv.DictReader(StringIO(content(response).decode("utf-8-sig"))))


def test_a_list_comes_whole_as_csv_in_chunks(client, monkeypatch):
    monkeypatch.setattr(tables, "CHUNK", 7)
    answer = client.get(MARKETS, {"format": "csv", "page_size": 5})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "markets.csv" in answer["Content-Disposition"]
    rows = rows_of(answer)
    pages = client.get(MARKETS, {"page_size": 100}).json()["results"]
    assert [row["key"] for row in rows] == [record["key"] for record in pages]
    assert all(row["quote"] for row in rows)


def test_filters_and_order_hold_for_tables(client):
    asked = {"format": "csv", "plan_action": "build", "ordering": "-listed_order"}
    numbers = [int(row["listed_order"]) for row in rows_of(client.get(MARKETS, asked))]
    assert len(numbers) == 7
    assert numbers == sorted(numbers, reverse=True)


def test_accept_is_enough(client):
    for form in ("text/csv", XLSX):
        assert client.get(MARKETS, headers={"accept": form})["Content-Type"].startswith(form)


def test_cited_figures_of_a_workbook_quote_the_printed_words(client):
    answer = client.get("/api/v1/business-districts/", {"format": "xlsx"})
    sheet = load_workbook(BytesIO(content(answer))).active
    heads = [cell.value for cell in sheet[1]]
    first = dict(zip(heads, sheet[2], strict=True))
    assert first["planned_retail_area_10k_m2"].value == 45
    assert "45万平方米左右" in first["planned_retail_area_10k_m2"].comment.text
    assert "#quoted" in first["planned_retail_area_10k_m2"].hyperlink.target
    assert sheet.max_row == 10


def test_no_text_is_taken_for_a_formula():
    assert tables.safe("=1+1") == "'=1+1"
    assert tables.safe(-1) == -1


def test_a_single_record_is_no_table(client):
    key = client.get(MARKETS).json()["results"][0]["key"]
    assert client.get(f"{MARKETS}{key}/", {"format": "csv"}).status_code == 406


def test_drafts_stay_out(client):
    rows = rows_of(client.get("/api/v1/observations/", {"format": "csv"}))
    assert {row["state"] for row in rows} <= {"approved"}


def test_a_wrong_parameter_is_a_problem_also_for_tables(client):
    answer = client.get(MARKETS, {"format": "csv", "colour": "red"})
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("application/problem+json")


def test_readings_link_to_their_words(client):
    for name, field in (("audit-findings", "readings"), ("derived-figures", "inputs")):
        records = client.get(f"/api/v1/{name}/", {"page_size": 300}).json()["results"]
        cited = [r["citation"] for record in records for r in record[field] if r["citation"]]
        assert cited
        assert all("#quoted" in citation["page"] for citation in cited)


def test_titles_and_sentences_are_in_the_language_asked_for(client):
    asked = {"rule": "count", "kind": "miscount"}
    english = client.get("/api/v1/audit-findings/", asked, headers={"accept-language": "en"})
    chinese = client.get("/api/v1/audit-findings/", asked)
    assert all(r["name"].startswith("Stated number") for r in english.json()["results"])
    assert all(r["name"].startswith("所载数") for r in chinese.json()["results"])
    assert all("entries are listed" in r["sentence"] for r in english.json()["results"])
