"""Findings keep up with the records: the worker checks again after changes, once."""

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from liaocheng_plan.documents.audit import jobs, recent, storing
from liaocheng_plan.documents.models import AuditFinding, AuditRun, DerivedFigure, StatedChange
from liaocheng_plan.documents.stating import change_stated
from liaocheng_plan.organisation import roles
from liaocheng_plan.progress.models import Target
from logistics.models import LogisticsCentre

pytestmark = pytest.mark.django_db


@pytest.fixture
def fresh():
    """The plan, audited a moment ago."""
    storing.refresh()
    return recent.last_run()


def correct(value=7):
    """Staff correct a stated figure."""
    grounds = {"kind": StatedChange.Kind.CORRECTION, "reason": "抄录有误", "quote": "七处"}
    change_stated(Target.objects.get(key="logistics-parks"), "value", value, user=None, **grounds)


def test_nothing_is_queued_while_nothing_changes(fresh):
    assert not recent.is_stale(fresh)
    assert not jobs.queue_if_stale()


def test_many_changes_queue_one_job_that_makes_the_findings_new(fresh):
    correct(7)
    correct(8)
    assert jobs.queue_if_stale()
    assert not jobs.queue_if_stale()
    assert DBTaskResult.objects.filter(task_path=jobs.check_again.module_path).count() == 1
    jobs.check_again.func()
    assert AuditFinding.objects.get(what="商贸物流园区处数").arithmetic == "6处 ≠ 8处 ≠ 5处"
    assert not recent.is_stale(recent.last_run())


def test_a_deleted_record_and_a_new_text_count_as_changes(fresh):
    LogisticsCentre.objects.first().delete()
    assert recent.is_stale(fresh)


def test_what_no_document_states_is_no_change(fresh, django_user_model):
    from tests import factories

    factories.outlet()
    assert not recent.is_stale(fresh)


def test_the_page_says_as_of_when_and_that_records_changed(client, fresh):
    page = client.get("/plan/findings/").content.decode()
    assert f"{timezone.localtime(fresh.read_at):%H:%M}" in page
    assert "此后记录有改动" not in page
    correct()
    for path in ("/plan/findings/", "/plan/derived/"):
        assert "此后记录有改动" in client.get(path).content.decode()


def test_derived_figures_are_kept_and_follow_a_correction(fresh):
    area = DerivedFigure.objects.get(group="hectares", name=LogisticsCentre.objects.first().name)
    unchanged = DerivedFigure.objects.exclude(pk=area.pk).count()
    centre = LogisticsCentre.objects.first()
    LogisticsCentre.objects.filter(pk=centre.pk).update(scale_mu=150)
    storing.refresh()
    area.refresh_from_db()
    assert (area.value, area.calculation) == (10, "150 ÷ 15")
    assert DerivedFigure.objects.exclude(pk=area.pk).count() == unchanged
    assert DerivedFigure.objects.filter(updated_at__gt=fresh.read_at).exists()


def test_the_api_gives_derived_figures_with_formula_and_cited_inputs(client):
    answer = client.get("/api/v1/derived-figures/?group=hectares").json()["results"][0]
    assert answer["value_kinds"]["value"] == "derived"
    assert answer["formula"] == "规模（亩）÷ 15"
    assert answer["inputs"][0]["citation"]["quote"]
    assert client.get(f"/api/v1/derived-figures/{answer['key']}/").json()["unit"] == "公顷"


def test_nobody_types_what_is_computed(signed_in):
    client = signed_in(roles.BUREAU_EDITOR)
    for name, model in (("auditfinding", AuditFinding), ("derivedfigure", DerivedFigure)):
        row = model.objects.first()
        assert client.get(f"/admin/documents/{name}/{row.pk}/change/").status_code == 200
        typed = {"name": "x", "value": "1"}
        assert client.post(f"/admin/documents/{name}/{row.pk}/change/", typed).status_code == 403
    assert AuditRun.objects.exists()


def test_nobody_who_writes_waits_while_the_rules_run(monkeypatch):
    """On SQLite a transaction keeps all other writers waiting; the rules take seconds."""
    outside, seen = len(connection.savepoint_ids), []
    run = storing.run
    monkeypatch.setattr(
        storing, "run", lambda book: seen.append(len(connection.savepoint_ids)) or run(book)
    )
    storing.refresh()
    assert seen == [outside]
