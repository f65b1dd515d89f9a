"""Records as pages show them: kinds of value, citations, lists, history, stated changes."""

from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from circles.models import BusinessType, PilotCircle
from liaocheng_plan import registry
from liaocheng_plan.documents.models import AuditFinding, Document, StatedChange
from liaocheng_plan.portal.circles.presenters_file import CirclePresenter
from liaocheng_plan.portal.display import fields, links, values
from liaocheng_plan.portal.places import presenters_history, presenters_places
from markets.models import Market
from tests import factories

pytestmark = pytest.mark.django_db


def record(collection, key):
    """One record as its page fetches it."""
    return registry.get(collection).model.objects.for_lists().get(key=key)


def test_a_value_shows_its_kind_and_its_citation():
    shown = values.show(
        record("business-districts", "bd-eastern-core"), "existing_retail_area_10k_m2"
    )
    assert (shown.shape, shown.kind) == ("number", "stated")
    assert shown.content["digits"] == "4.5"
    assert shown.cite.quote == "规划区域内存量规模约4.5万平方米"


def test_a_derived_value_is_marked_as_derived():
    shown = values.show(record("logistics-parks", "park-1"), "area_ha")
    assert (shown.kind, shown.content["digits"]) == ("derived", "400")
    assert shown.cite is None


def test_missing_is_said_by_who_would_have_given_it():
    with override("en"):
        circle = record("living-circles", "circle-07")
        assert values.show(circle, "population").content == "Not stated"
        assert values.show(circle, "pilot").content == "Not matched"
        centre = record("logistics-centres", "centre-2")
        assert values.show(centre, "area_ha").content == "Cannot be derived"


def test_years_are_not_grouped_by_thousands():
    plan = Document.objects.for_lists().get(key="commerce-plan")
    assert values.show(plan, "period_start").content["digits"] == "2021"
    assert values.text_of(1987, "built_year") == "1987"
    assert values.text_of(65000) == "65,000"


def test_a_number_inside_a_structured_field_leads_to_its_own_words():
    (card,) = values.show(record("pilot-circles", "pilot-06"), "anchors").content
    cells = {str(text): unquote(text.url) for _label, text in card["pairs"]}
    assert "quote=总建筑面积5.1万平方米" in cells["51,000"]
    assert "quote=地下一层" in cells["1"]
    assert cells["商业综合体"] == ""


def test_every_part_of_a_structured_field_has_a_name():
    for collection in registry.collections():
        for row in collection.model.objects.all():
            for name in collection.fields:
                if (collection.name, name) in OF_THE_AUDIT:
                    continue
                for part in parts_of(getattr(row, name, None)):
                    assert part in fields.PARTS, f"{collection.name}.{name}: {part}"


OF_THE_AUDIT = {
    ("audit-findings", "readings"),
    ("audit-findings", "ruling"),
    ("derived-figures", "inputs"),
    ("plan-checks", "settings"),
}
"""Pages of their own show these, part by part."""


def parts_of(value):
    """Names of the parts of a structured value."""
    rows = value if isinstance(value, list) else [value]
    return {part for row in rows if isinstance(row, dict) for part in row}


def test_every_declared_field_has_a_name_in_both_languages():
    with override("zh-hans"):
        for collection in registry.collections():
            for name in collection.fields:
                label = fields.label(collection.model, name)
                assert label != name, f"{collection.name}.{name}"
                assert not label.isascii(), f"{collection.name}.{name}: {label}"


def test_a_unit_is_set_apart_from_the_name_of_a_measure_only():
    with override("en"):
        model = registry.get("pilot-circles").model
        assert fields.label_and_unit(model, "area_km2") == ("Area", "km²")
        assert fields.label_and_unit(model, "location_text") == ("Where, as printed", "")


def test_a_citation_beside_a_figure_does_not_repeat_the_records_own():
    shown = values.show(record("living-circles", "circle-07"), "location_text")
    assert shown.cite.where == ""
    year = values.show(record("pilot-circles", "pilot-10"), "year")
    assert year.cite.where == "便民生活圈方案 三（二）"


def test_no_stored_form_reaches_the_reader(client):
    area = client.get("/places/areas/dongchangfu/", headers={"accept-language": "en"})
    assert b"MULTIPOLYGON" not in area.content
    assert b"outlined, schematic" in area.content
    task = values.show(record("tasks", "scheme-task-1"), "responsible")
    assert task.content[0] == {"text": "市商务局", "url": "/places/departments/commerce/"}
    with override("en"):
        assert (
            values.show(record("tasks", "scheme-task-1"), "light").content == "no due date stated"
        )


def test_issuers_stand_in_printed_order():
    scheme = Document.objects.for_lists().get(key="circle-scheme")
    issuers = [link["text"] for link in values.show(scheme, "issuers").content]
    assert issuers[0] == "聊城市商务局"
    assert issuers[-1] == "国家金融监督管理总局聊城监管分局"
    assert len(issuers) == 17


def test_a_finding_shows_both_readings_and_that_it_is_open():
    finding = AuditFinding(
        key="parks",
        name="物流园区",
        kind="miscount",
        readings=[
            {
                "value": 5,
                "citation": {"document": "commerce-plan", "section": "专栏7", "quote": "5处"},
            }
        ],
    )
    finding.save()
    rows = values.show(finding, "readings").content["rows"]
    assert rows == [["5", "商业网点规划 专栏7", "5处"]]
    with override("en"):
        assert values.show(finding, "ruling").content == "Not ruled on yet"


def test_lists_that_no_document_states_are_named_together():
    presenter = CirclePresenter(record("pilot-circles", "pilot-06"))
    unstated = {value.name for value in presenter.unstated}
    assert "brands" in unstated
    assert not unstated & {value.name for value in presenter.rest}


def test_an_area_shows_the_places_of_all_areas_below_it():
    groups = presenters_places.present(record("areas", "liaocheng")).related
    counts = {group["label"]: group["count"] for group in groups}
    below = Market.objects.exclude(area=None).count()
    assert counts[registry.get("markets").label] == below


def test_history_shows_what_staff_changed_and_not_the_loading():
    market = Market.objects.get(key="market-06")
    assert presenters_history.history(market) == []
    assert presenters_history.recent() == []
    market.status = "under_way"
    market.status_note = "内部"
    market.save()
    with override("en"):
        (entry,) = presenters_history.history(market)
        assert [(c.label, c.before, c.after) for c in entry["changes"]] == [
            ("Status", "not reported", "under way")
        ]
        labels = [c.label for c in presenters_history.history(market, staff=True)[0]["changes"]]
        assert "Note on the status" in labels
    (line,) = presenters_history.recent()
    assert (line["name"], line["url"]) == (market.name, "/places/markets/market-06/")


def changes_of(record):
    """`[(field, before, after), …]` of the history of a record, newest first."""
    return [
        (change.label, change.before, change.after)
        for entry in presenters_history.history(record)
        for change in entry["changes"]
    ]


def test_history_names_records_before_and_after_in_a_fixed_number_of_queries():
    pilots = list(PilotCircle.objects.order_by("id")[:3])
    other = factories.outlet(name="老王理发")
    outlet = factories.outlet(name="老王理发店")
    for pilot in pilots:
        outlet.pilot = pilot
        outlet.save()
    with CaptureQueriesContext(connection) as captured:
        few = changes_of(outlet)
    assert ("试点生活圈", pilots[1].name, pilots[2].name) in few
    assert ("试点生活圈", "—", pilots[0].name) in few
    outlet.pilot = None
    outlet.merged_into = other
    outlet.save()
    outlet.business_type = BusinessType.objects.first()
    outlet.save()
    with CaptureQueriesContext(connection) as again:
        many = changes_of(outlet)
    assert ("并入", "—", "老王理发") in many
    assert len(again) == len(captured) + 2  # two more kinds of records, whatever their number
    gone = factories.outlet(name="老王")
    other.merged_into = gone
    other.save()
    other.merged_into = None
    other.save()
    gone.delete()
    assert ("并入", "已删除的记录", "—") in changes_of(other)


def test_a_deleted_record_is_named_without_a_link():
    Market.objects.get(key="market-06").delete()
    (line,) = presenters_history.recent()
    assert line["url"] == ""


def test_a_changed_figure_stands_beside_the_printed_one(client):
    district = record("business-districts", "bd-eastern-core")
    StatedChange.objects.create(
        record=district,
        field="positioning",
        kind="amendment",
        printed="原定位",
        previous="原定位",
        value="新定位",
        reason="规划修订",
        decision="市政府专题会议",
    )
    page = client.get(links.record_url(district)).content.decode()
    assert "原定位" in page
    assert "新定位" in page
    assert "市政府专题会议" in page


def test_a_list_is_filtered_by_area_with_all_below(client):
    def shown(query):
        return client.get(f"/places/markets/?{query}").context["page"].paginator.count

    everything = Market.objects.count()
    assert shown("") == everything
    assert shown("area=chiping") == Market.objects.filter(area__key="chiping").count() + (
        Market.objects.filter(area__parent__key="chiping").count()
    )
    assert shown("area=none") == Market.objects.filter(area=None).count()
    assert shown("area=nothing") == 0
    assert shown("action=build") == 7
    assert shown("status=done") == 0
    assert shown("precision=area&action=build") <= 7
