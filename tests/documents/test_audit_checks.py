"""Checks that are data: refused where they cannot be made, and harmless where they break later."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import translation

from liaocheng_plan.documents.audit import Book, rules, storing
from liaocheng_plan.documents.audit.declaring import Rule
from liaocheng_plan.documents.loading import FixtureError, load, read
from liaocheng_plan.documents.models import (
    AuditFinding,
    AuditRun,
    Citation,
    DerivedFigure,
    Fact,
    PlanCheck,
)
from liaocheng_plan.organisation import roles

from . import invented_plan

pytestmark = pytest.mark.django_db
COUNT = {"stated": "targets/markets-count.value", "list": "markets"}


def refused(rule, settings):
    """The field and the sentence that refuse a check, in English."""
    check = PlanCheck(key="check-new", name="核对", rule=rule, settings=settings)
    with translation.override("en"), pytest.raises(ValidationError) as error:
        check.clean()
        check.clean_related()
    ((field, sentences),) = error.value.message_dict.items()
    return field, " ".join(sentences)


REFUSED = [
    ("cuont", COUNT, "rule", "no rule “cuont”"),
    ("count", ["markets"], "settings", "names with values"),
    ("count", {"list": "markets"}, "settings", "“stated” is missing"),
    ("count", {**COUNT, "lsit": "markets"}, "settings", "“lsit” is no setting"),
    ("count", {**COUNT, "distinct": "no"}, "settings", "write true or false"),
    ("growth", {"target": "a/b.c", "rate": "a/b.c", "years": "five"}, "settings", "above 0"),
    ("derive", {"multiply": "a/b.c", "divide": ["a/b.c"]}, "settings", "list of figures"),
    ("count", {**COUNT, "stated": "targets/marktes.value"}, "settings", "names no record"),
    ("count", {**COUNT, "list": "marktes"}, "settings", "“marktes” names no record"),
    ("count", {**COUNT, "list": "markets?plan_action=demolish"}, "settings", "no record"),
    ("count", {**COUNT, "stated": "targets/markets-count.vlaue"}, "settings", "no figure"),
    ("at-most", {"less": "facts/stock.value", "more": "facts/stock.unit"}, "settings", "unit"),
    ("count", {**COUNT, "list": "targets/total-area.value"}, "settings", "is no list"),
]


def test_a_check_that_cannot_be_made_is_refused_with_the_place():
    invented_plan.load()
    for rule, typed, field, said in REFUSED:
        where, sentence = refused(rule, typed)
        assert where == field and said in sentence, (rule, typed)


def test_the_checks_of_the_plan_can_be_made():
    for check in PlanCheck.objects.all():
        check.clean()
    assert AuditRun.objects.latest("id").problems == []


def test_the_admin_says_what_is_wrong_and_keeps_what_stands(signed_in):
    client = signed_in(roles.BUREAU_EDITOR)
    check = PlanCheck.objects.get(key="check-markets")
    address = f"/admin/documents/plancheck/{check.pk}/change/"
    typed = {"name": check.name, "rule": "count", "settings": '{"stated": "targets/x.value"}'}
    page = client.post(address, typed, headers={"accept-language": "zh-hans"})
    assert page.status_code == 200 and "缺少“list”" in page.content.decode()
    typed["settings"] = '{"stated": "targets/x.value", "list": "markets"}'
    page = client.post(address, typed, headers={"accept-language": "zh-hans"})
    assert "“targets/x.value”在规划记录中不存在" in page.content.decode()
    check.refresh_from_db()
    assert check.settings["stated"] == "targets/commodity-markets.value"


@pytest.mark.parametrize("wrong", ["targets/nothing.value", "targets/markets-count.vlaue"])
def test_a_fixture_with_a_broken_check_is_refused_whole(tmp_path, wrong):
    invented_plan.load()
    for file in invented_plan.DIRECTORY.glob("*.yaml"):
        (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    line = (
        f"- {{key: check-new, name: 新, rule: count, settings: {{stated: {wrong}, list: markets}}}}"
    )
    with (tmp_path / "plan-checks.yaml").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    before = PlanCheck.objects.count()
    with pytest.raises(FixtureError, match=r"plan-checks.yaml.*check-new.*settings"):
        load(read(tmp_path))
    assert PlanCheck.objects.count() == before


def broken():
    """A check broken behind the forms, as by a record that was deleted later."""
    PlanCheck.objects.filter(key="check-markets").update(
        settings={"stated": "targets/deleted.value", "list": "markets"}
    )


def test_a_broken_check_stops_neither_the_audit_nor_the_loading_of_the_plan():
    before = set(AuditFinding.objects.values_list("key", flat=True))
    broken()
    errors = StringIO()
    with translation.override("en"):
        call_command("audit_plan", stdout=StringIO(), stderr=errors)
    assert "check-markets" in errors.getvalue() and "targets/deleted.value" in errors.getvalue()
    call_command("load_plan", verbosity=0)
    assert set(AuditFinding.objects.values_list("key", flat=True)) == before
    assert DerivedFigure.objects.exists()


def test_the_page_says_what_could_not_be_checked_and_who_may_mend_it(client, signed_in):
    broken()
    storing.refresh()
    check = PlanCheck.objects.get(key="check-markets")
    link = f"/admin/documents/plancheck/{check.pk}/change/"
    page = client.get("/plan/findings/").content.decode()
    assert "targets/deleted.value" in page and "未能核对" in page and link not in page
    assert link in signed_in(roles.BUREAU_EDITOR).get("/plan/findings/").content.decode()


def test_a_figure_that_is_lost_later_is_a_problem_and_no_zero():
    Fact.objects.filter(key="outlet-area-2020").update(value=None)
    report = storing.refresh()
    assert {p["check"] for p in report.problems} == {"check-stock-and-target"}


def test_a_rule_that_fails_is_said_and_its_findings_stay(monkeypatch):
    def fail(book):
        raise ZeroDivisionError("division by zero")

    rule = rules()["parts"]
    monkeypatch.setitem(rules(), "parts", Rule(rule.name, rule.title, rule.why, fail))
    before = AuditFinding.objects.filter(rule="parts").count()
    report = storing.refresh()
    assert [(p["rule"], p["check"]) for p in report.problems] == [("parts", "")]
    assert "ZeroDivisionError" in report.problems[0]["reason"]["en"]
    assert before and AuditFinding.objects.filter(rule="parts").count() == before


def test_a_ruled_figure_counts_in_what_is_derived_and_is_printed_in_the_book():
    book = Book.read()
    row = next(row for row in book.rows if row.ref == "facts/outlet-area-2020")
    row.counting["value"] = 790
    assert row.value("value") == 800
    assert book.as_ruled().by_ref[row.ref].value("value") == 790
    assert Citation.objects.exists()
