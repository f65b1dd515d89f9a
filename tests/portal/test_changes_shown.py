"""Figures that staff have changed: what is printed, what is in force, since when and why."""

import csv
import io
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from liaocheng_plan.documents.audit import ruling
from liaocheng_plan.documents.models import AttachedText, AuditFinding, CitationPlace
from liaocheng_plan.documents.stating import change_stated
from liaocheng_plan.portal.display import links
from liaocheng_plan.progress.models import Target
from tests.portal import reading
from zones.models import BusinessDistrict

pytestmark = pytest.mark.django_db

SALES, PARKS = "/progress/retail-sales-urban/", "/progress/logistics-parks/"
NEW_WORDS = "社会消费品零售额达到530亿元"


def words(client, path, lang="zh-hans"):
    """The visible text of a page."""
    answer = client.get(path, headers={"accept-language": lang})
    assert answer.status_code == 200
    return reading.words(answer)


def yesterday():
    return f"{timezone.localdate() - timedelta(days=1):%Y-%m-%d}"


@pytest.fixture
def amended():
    """480 became 530 today, by a new edition with other words."""
    target = Target.objects.for_lists().get(key="retail-sales-urban")
    citation = target.citation_for("value")
    change = change_stated(
        target,
        "value",
        Decimal(530),
        kind="amendment",
        reason="中期调整",
        user=None,
        quote=NEW_WORDS,
        decision="聊商〔2026〕9号",
        decided_on=date(2026, 11, 1),
    )
    text = AttachedText.objects.create(
        document=citation.clause.document, edition="修订版", sha256="0" * 64, words=NEW_WORDS
    )
    CitationPlace.objects.create(text=text, citation=citation, change=change)
    printed = citation.quote
    citation.quote = NEW_WORDS
    citation.save(update_fields=["quote"])
    return printed


@pytest.fixture
def parks():
    """The finding on the number of logistics parks: 6 in the text, 5 in a heading."""
    return AuditFinding.objects.get(rule="count", what="商贸物流园区处数")


@pytest.fixture
def ruled(parks, person):
    """5 parks count, by a ruling of today."""
    ruling.rule_on(parks, 1, reason="以小标题为准", user=person("市局编辑"))
    return parks


# --- A past day ------------------------------------------------------------------------------
@pytest.mark.parametrize("path", [SALES, f"{SALES}lineage/"])
def test_a_past_day_knows_nothing_of_a_later_amendment(client, amended, path):
    then, now = words(client, f"{path}?as_of={yesterday()}"), words(client, path)
    assert "480" in then and amended in then
    assert "530" not in then and "中期调整" not in then
    assert "530" in now and NEW_WORDS in now and "中期调整" in now


def test_a_past_day_quotes_the_words_of_that_day_as_data(client, amended):
    address = "/api/v1/targets/retail-sales-urban/"
    assert client.get(address).json()["citation"]["quote"] == NEW_WORDS
    then = client.get(f"{address}?as_of={yesterday()}").json()
    assert (then["value"], then["citation"]["quote"]) == (480, amended)


def test_a_past_day_lists_no_later_ruling_and_no_later_history(client, ruled):
    assert "以小标题为准" in words(client, PARKS)
    then = words(client, f"{PARKS}?as_of={yesterday()}")
    assert "以小标题为准" not in then and "矛盾裁定" not in then


def test_a_superseded_ruling_says_by_what_it_was_replaced(client, ruled):
    ruling.rule_on(ruled, 0, reason="复核后以总述为准", user=None)
    shown = words(client, PARKS)
    assert "已被" in shown and "的矛盾裁定取代" in shown
    assert shown.count("现行") == 1
    assert "replaced by the ruling" in words(client, PARKS, "en")


def test_only_staff_see_who_changed_a_figure(client, signed_in, ruled):
    assert "someone" not in words(client, PARKS)
    client.force_login(ruled.rulings.get().user)
    assert "someone" in words(client, PARKS).split("矛盾裁定", 1)[1]


# --- Beside the printed figure -----------------------------------------------------------------
@pytest.mark.parametrize("path", ["/progress/", "/progress/evaluation/", PARKS])
def test_a_ruled_figure_is_marked_with_the_printed_one_beside_it(client, ruled, path):
    assert "裁定 · 原文 基本形成6处" in words(client, path)
    assert "by ruling · printed" in words(client, path, "en")


def test_the_label_of_a_chart_names_the_printed_figure(client, ruled):
    chart = client.get(PARKS).content.decode().split('<svg class="chart chart--path', 1)[1]
    assert "基本形成5处（原文：基本形成6处）" in chart


def test_the_home_page_marks_a_ruled_figure(client, ruled):
    Target.objects.filter(key="logistics-parks").update(leading=1)
    assert "裁定 · 原文 基本形成6处" in words(client, "/")


def test_a_figure_that_is_back_at_the_print_has_no_mark(client, ruled):
    ruling.rule_on(ruled, 0, reason="复核后以总述为准", user=None)
    assert "原文 基本形成6处" not in words(client, "/progress/")


def table(client, form):
    """The evaluation's row of the logistics parks, by column."""
    answer = client.get(f"/progress/evaluation/?format={form}")
    if form == "csv":
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    else:
        rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    heads = next(row for row in rows if "原文表述" in row)
    name = Target.objects.get(key="logistics-parks").name
    return dict(zip(heads, next(row for row in rows if row[1] == name), strict=True))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_table_keeps_printed_words_and_gives_the_value_in_force_with_its_grounds(
    client, ruled, form
):
    row = table(client, form)
    assert row["原文表述"] == "基本形成6处"
    assert (str(row["载明"]), str(row["现行值"])) == ("6", "5")
    assert row["变更依据"].startswith("裁定，") and row["变更依据"].endswith("：以小标题为准")


def test_the_api_names_the_printed_value_and_the_change(client, ruled):
    found = client.get("/api/v1/targets/logistics-parks/").json()
    assert found["value"] == 5
    assert found["stated_changes"] == [
        {
            "field": "value",
            "kind": "ruling",
            "printed": 6,
            "in_force": 5,
            "decided_on": f"{timezone.localdate():%Y-%m-%d}",
            "reason": "以小标题为准",
            "superseded_on": None,
        }
    ]
    then = client.get(f"/api/v1/targets/logistics-parks/?as_of={yesterday()}").json()
    assert (then["value"], then["stated_changes"]) == (6, [])


def test_changes_take_one_query_for_a_whole_list(client, ruled, django_assert_num_queries):
    client.get("/api/v1/targets/")
    with CaptureQueriesContext(connection) as one:
        client.get("/api/v1/targets/")
    for target in Target.objects.filter(value__isnull=False)[:9]:
        change_stated(target, "value", target.value + 1, kind="ruling", reason="x", user=None)
    with django_assert_num_queries(len(one)):
        client.get("/api/v1/targets/")


def test_a_list_of_records_and_a_card_of_the_map_mark_a_changed_figure(client):
    district = BusinessDistrict.objects.get(key="bd-eastern-core")
    name = "existing_retail_area_10k_m2"
    change_stated(
        district, name, Decimal("4.6"), kind="correction", reason="x", user=None, quote="q"
    )
    assert "更正 · 原文 4.5" in words(client, "/places/business-districts/")
    facts = client.get("/map/layers/business-districts.json").json()
    assert "（更正，原文4.5）" in str(facts)


# --- Findings ------------------------------------------------------------------------------------
def test_the_clause_says_what_is_ruled_on_and_what_holds_instead_of_its_words(client, ruled):
    target = Target.objects.for_lists().get(key="logistics-parks")
    clause = words(client, links.quote_url(target.citation_for("value")).split("#")[0])
    assert "已裁定" in clause
    assert "原文 6 → 现行 5 （裁定，" in clause.replace("(", "（").replace(", ", "，")


@pytest.mark.parametrize("path", [PARKS, "/places/facts/logistics-parks-in-heading/"])
def test_a_record_lists_the_findings_on_its_figures_with_their_state(client, parks, person, path):
    assert "尚未裁定" in words(client, path)
    ruling.rule_on(parks, 1, reason="以小标题为准", user=None)
    shown = client.get(path).content.decode()
    assert f"/plan/findings/{parks.key}/" in shown and "已裁定" in shown


def test_on_a_past_day_a_finding_was_not_ruled_on_yet(client, ruled):
    assert "已裁定" not in words(client, f"{PARKS}?as_of={yesterday()}")


# --- Traces and kept reports ---------------------------------------------------------------------
def test_a_trace_tells_the_ruling_in_words_with_its_finding(client, ruled):
    path = f"{PARKS}lineage/"
    shown = words(client, path)
    assert "裁定 · 原文 6" in shown and "目标值 6 → 5" in shown and "value 6" not in shown
    assert f'href="/plan/findings/{ruled.key}/"' in client.get(path).content.decode()
    assert "someone" not in shown
    assert "someone" not in client.get(f"{path}?format=json").content.decode()
    client.force_login(ruled.rulings.get().user)
    assert "someone" in words(client, path).split("矛盾裁定", 1)[1]


def test_a_kept_report_marks_a_ruled_figure_and_shows_parts(client, ruled):
    client.force_login(ruled.rulings.get().user)
    answer = client.post("/progress/reports/", {"title": "期末评估"})
    shown = words(client, answer.url)
    assert "裁定 · 原文 6" in shown
    assert re.search(r"1 带 2 轴 3 核 6 区", shown)
    trace = words(client, f"{answer.url}structure-urban/")
    assert re.search(r"1 带 2 轴 3 核 6 区", trace)


def test_the_evaluation_table_has_the_parts_as_printed(client):
    rows = client.get("/progress/evaluation/?format=csv").content.decode("utf-8-sig")
    assert ",1带2轴3核6区," in rows and ",1主3副5片," in rows
    assert "购物 40%、餐娱 25%" in rows


# --- Settings of the portal ----------------------------------------------------------------------
def test_the_portals_own_settings_are_no_figures_of_the_document(client):
    page = client.get(SALES).content.decode()
    for label, digits in (("允许偏差", "5%"), ("达到进度", "0.95"), ("数据有效期", "90")):
        fact = next(f for f in page.split('<div class="fact">') if f"<dt>{label}" in f)
        assert digits in fact and "to-text" not in fact
        assert '<a href="/progress/rules/">门户设置</a>' in fact
