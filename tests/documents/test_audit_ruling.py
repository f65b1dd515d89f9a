"""Bureau editors rule on findings; the ruling, not the print, is then used, and the print stays."""

import pytest
from django.core.exceptions import ValidationError

from liaocheng_plan.documents.audit import ruling, storing
from liaocheng_plan.documents.models import AuditFinding, AuditRuling, Fact, StatedChange
from liaocheng_plan.organisation import roles
from liaocheng_plan.progress.models import Target

pytestmark = pytest.mark.django_db


@pytest.fixture
def parks():
    return AuditFinding.objects.get(rule="count", what="商贸物流园区处数")


def values():
    """The two stated numbers of logistics parks."""
    heading = Fact.objects.get(key="logistics-parks-in-heading").value
    return Target.objects.get(key="logistics-parks").value, heading


def test_the_losing_figure_takes_the_value_and_the_printed_one_stays(parks):
    ruling.rule_on(parks, 0, reason="以总述为准", user=None)
    assert values() == (6, 6)
    change = StatedChange.objects.get()
    assert (change.kind, change.printed, change.value) == ("ruling", 5, 6)
    parks.refresh_from_db()
    assert parks.ruling["changed"] == [
        {"record": "facts/logistics-parks-in-heading", "field": "value"}
    ]


def test_the_audit_still_reads_what_is_printed_after_a_ruling(parks):
    ruling.rule_on(parks, 0, reason="以总述为准", user=None)
    storing.refresh()
    parks.refresh_from_db()
    assert parks.gone_at is None
    assert parks.arithmetic == "6处 = 6处 ≠ 5处"
    assert parks.ruling["value"] == 6


def test_a_later_ruling_replaces_the_first_and_both_stay_in_the_history(parks):
    ruling.rule_on(parks, 0, reason="以总述为准", user=None)
    ruling.rule_on(parks, 1, reason="以小标题为准", user=None)
    assert values() == (5, 5)
    assert AuditRuling.objects.filter(finding=parks).count() == 2
    ruling.rule_on(parks, 2, reason="以所列为准", user=None)
    assert values() == (6, 6)


def test_a_ruling_on_a_part_changes_that_part_alone():
    target = Target.objects.get(key="retail-terminals")
    finding = AuditFinding.objects.create(
        key="parts",
        name="x",
        kind="contradiction",
        settles=True,
        readings=[
            {"value": 12, "citation": None, "record": None, "field": None},
            {"value": 11, "citation": None, "record": target_ref(target), "field": "parts.1"},
        ],
    )
    ruling.rule_on(finding, 0, reason="以清单为准", user=None)
    target.refresh_from_db()
    assert [part["value"] for part in target.parts] == [25, 12, 18]
    assert target.parts[1]["label"] == "提升改造"


def target_ref(target):
    """How a reading names a target."""
    return f"targets/{target.key}"


def test_where_no_figure_is_concerned_the_ruling_is_only_recorded():
    finding = AuditFinding.objects.get(rule="rare-character")
    ruling.rule_on(finding, 1, reason="以枣为正字", user=None)
    finding.refresh_from_db()
    assert finding.ruling["changed"] == []
    assert not StatedChange.objects.exists()


@pytest.mark.parametrize(
    ("place", "reason", "field"), [(9, "x", "reading"), (None, "x", "reading"), (0, " ", "reason")]
)
def test_a_ruling_needs_a_reading_and_a_reason(parks, place, reason, field):
    with pytest.raises(ValidationError) as error:
        ruling.rule_on(parks, place, reason=reason, user=None)
    assert list(error.value.message_dict) == [field]
    assert not AuditRuling.objects.exists()


def test_what_holds_is_not_ruled_on():
    with pytest.raises(ValidationError):
        ruling.rule_on(AuditFinding.objects.holding().first(), 0, reason="x", user=None)


def test_a_ruled_finding_that_no_longer_arises_is_kept_as_gone(parks):
    ruling.rule_on(parks, 0, reason="以总述为准", user=None)
    fact = Fact.objects.get(key="logistics-parks-in-heading")
    AuditFinding.objects.filter(pk=parks.pk).update(key="count-something-else")
    report = storing.refresh()
    assert report.gone == 1
    assert AuditFinding.objects.get(key="count-something-else").gone_at is not None
    assert fact.value == 6


def test_the_editor_rules_on_the_page_and_others_cannot(client, signed_in, parks):
    address = f"/plan/findings/{parks.key}/"
    asked = {"reading": "0", "reason": "以总述为准"}
    assert client.post(address, asked).status_code == 403
    assert signed_in(roles.DISTRICT_EDITOR, "chiping").post(address, asked).status_code == 403
    assert values() == (6, 5)


def test_the_page_of_a_ruling_shows_it_and_refuses_one_without_reason(signed_in, parks):
    editor, address = signed_in(roles.BUREAU_EDITOR), f"/plan/findings/{parks.key}/"
    refused = editor.post(address, {"reading": "0", "reason": ""})
    assert refused.status_code == 422
    assert 'aria-invalid="true"' in refused.content.decode()
    page = editor.post(address, {"reading": "0", "reason": "以总述为准"}, follow=True)
    assert "以总述为准" in page.content.decode()
    heading = editor.get("/places/facts/logistics-parks-in-heading/").content.decode()
    assert "以总述为准" in heading
    assert "<s" in heading


def test_who_ruled_is_not_public(client, signed_in, parks):
    address = f"/plan/findings/{parks.key}/"
    signed_in(roles.BUREAU_EDITOR).post(address, {"reading": "0", "reason": "以总述为准"})
    assert "someone" not in client.get(address).content.decode()
    api = client.get(f"/api/v1/audit-findings/{parks.key}/").json()
    assert api["ruling"]["reason"] == "以总述为准"
    assert "someone" not in str(api)


def test_inputs_of_the_arithmetic_are_no_readings_to_choose():
    stock = AuditFinding.objects.filter(rule="increment")
    assert stock.count() == 2
    for finding in stock:
        assert finding.alternatives == []
        assert {42, "4.5", "2.58"} <= {str_or_int(r["value"]) for r in finding.readings}
        with pytest.raises(ValidationError):
            ruling.rule_on(finding, 0, reason="x", user=None)


def str_or_int(value):
    """A value of a reading that a set can hold."""
    return value if isinstance(value, str | int) else str(value)


@pytest.mark.parametrize("verdict", ["both_hold", "as_printed", "error_noted"])
def test_where_there_is_nothing_to_choose_the_ruling_says_how_it_is_taken(verdict):
    finding = AuditFinding.objects.filter(rule="increment").first()
    made = ruling.rule_on(finding, None, reason="口径不同", user=None, verdict=verdict)
    finding.refresh_from_db()
    assert (made.verdict, made.reading) == (verdict, None)
    assert finding.ruling["verdict"] == verdict
    assert finding.ruling["changed"] == []
    assert not StatedChange.objects.exists()


def test_an_unknown_verdict_is_refused(parks):
    with pytest.raises(ValidationError):
        ruling.rule_on(parks, None, reason="x", user=None, verdict="perhaps")


def test_the_page_offers_the_readings_and_the_other_rulings(signed_in):
    editor = signed_in(roles.BUREAU_EDITOR)
    stock = AuditFinding.objects.filter(rule="increment").first()
    page = editor.get(f"/plan/findings/{stock.key}/").content.decode()
    assert 'value="both_hold"' in page
    assert 'type="radio" name="reading" value="0"' not in page
    address = f"/plan/findings/{stock.key}/"
    asked = {"reading": "both_hold", "reason": "口径不同"}
    page = editor.post(address, asked, follow=True).content.decode()
    assert "并无矛盾，两者均成立" in page
    assert "口径不同" in page


def test_the_number_of_different_names_can_be_chosen():
    markets = AuditFinding.objects.get(rule="count", what="商品交易市场处数")
    told = [(reading["says"], reading["value"]) for reading in markets.readings[:3]]
    assert told == [("stated", 20), ("listed", "20"), ("distinct", "19")]
    twins = markets.readings[3:]
    assert {reading["value"] for reading in twins} == {"聊城城东智慧农贸批发市场"}
    assert len({reading["record"] for reading in twins}) == len(twins) == 2
    assert markets.alternatives == [0, 1, 2]
    ruling.rule_on(markets, 2, reason="重复一处", user=None)
    assert Target.objects.get(key="commodity-markets").value == 19


def test_what_a_ruling_changed_is_named(client, signed_in, parks):
    address = f"/plan/findings/{parks.key}/"
    signed_in(roles.BUREAU_EDITOR).post(address, {"reading": "0", "reason": "以总述为准"})
    page = client.get(address).content.decode()
    assert "targets/logistics-parks</" not in page
    assert "facts/logistics-parks-in-heading</" not in page


def test_the_ruling_says_what_kind_of_user_decided(client, signed_in, parks):
    address = f"/plan/findings/{parks.key}/"
    signed_in(roles.BUREAU_EDITOR).post(address, {"reading": "0", "reason": "以总述为准"})
    found = client.get(f"/api/v1/audit-findings/{parks.key}/").json()["ruling"]
    assert found["decided_by"] == "bureau_editor"
    assert found["decided_on"]
    assert found["verdict"] == "reading"
