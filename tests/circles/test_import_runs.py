"""An import from the file to the register, and what a second one of the same file does."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection
from django.utils import timezone

from circles.models import CircleAssignment, Outlet, OutletImport, OutletImportRow
from circles.register import applying, assigning, bulk, jobs, preview, runs, staging
from liaocheng_plan.organisation import roles
from tests.circles.imports_kit import HEAD, ROWS, applied, checked, problems

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bureau(person):
    return person(roles.BUREAU_EDITOR)


def test_the_preview_writes_nothing_and_applying_writes_all(bureau):
    run = checked(bureau)
    assert (run.state, run.refusal) == ("ready", None)
    assert run.counts == {"n": 3, "refused": 0, "flagged": 0, "missing": 0}
    assert not Outlet.objects.exists()
    applied(bureau)
    one, two, three = Outlet.objects.order_by("id")
    assert (one.name, one.employees, one.is_chain) == ("家家悦（柳园店）", 6, True)
    assert (float(one.floor_area_m2), one.opened_on) == (120.5, date(2020, 5, 1))
    assert (one.geometry.coords, one.location_precision) == ((115.98, 36.45), "source")
    assert (one.area.key, one.area_basis) == ("dongchangfu", "located")
    assert (two.floor_area_m2, two.is_chain, two.opened_on) == (None, None, None)
    assert (three.geometry, three.location_precision, three.area.key) == (None, "area", "chiping")
    for outlet in (one, two, three):
        outlet.full_clean()
        entry = outlet.history.get()
        assert (entry.history_type, entry.history_user) == ("+", bureau)
        assert entry.history_change_reason.startswith("import ")
        assert entry.name == outlet.name
    assert not OutletImportRow.objects.exclude(run=run).exists()


def test_the_same_file_again_changes_nothing_and_says_so(bureau):
    applied(bureau)
    before = list(Outlet.objects.order_by("id").values())
    run = checked(bureau)
    assert run.counts == {"u": 3, "refused": 0, "flagged": 0, "missing": 0}
    with pytest.raises(ValidationError):
        runs.decide(bureau, run)
    assert list(Outlet.objects.order_by("id").values()) == before


def test_a_later_file_changes_closes_and_confirms(bureau, client):
    applied(bureau)
    moment = timezone.now().isoformat()
    rows = ROWS.replace("120.5,6", "130,6").replace(
        "柳园路2号,,,115.981,36.451,,,,,", "柳园路2号,,,115.981,36.451,,,,,2026-03-20"
    )
    run = checked(bureau, HEAD + rows, as_of=date(2026, 4, 1))
    assert run.counts == {"c": 1, "x": 1, "f": 1, "refused": 0, "flagged": 0, "missing": 0}
    runs.apply(runs.decide(bureau, run))
    one, two, three = Outlet.objects.order_by("id")
    assert (one.floor_area_m2, two.closed_on) == (130, date(2026, 3, 20))
    assert {o.source_on for o in (one, two, three)} == {date(2026, 4, 1)}
    assert list(Outlet.objects.operating().order_by("id")) == [one, three]
    assert [h.floor_area_m2 for h in one.history.order_by("history_id")] == [120.5, 130]
    seen = client.get("/api/v1/outlets/", {"updated_since": moment}).json()
    assert {row["key"] for row in seen["results"]} == {one.key, two.key, three.key}


def shown(run):
    """What the preview shows: `{name of the outlet: {field: (before, after)}}`."""
    return {
        outlet.name: {str(label): (before, after) for label, before, after in fields}
        for _line, outlet, fields in preview.changes(run)
    }


def test_the_preview_shows_how_far_another_datum_moves_outlets(bureau):
    applied(bureau)
    Outlet.objects.filter(source_ref="A2").update(location_precision="surveyed")
    found = shown(checked(bureau, datum="gcj02"))
    datum = ("WGS 84 或 CGCS2000（天地图、GPS）", "GCJ-02（高德、腾讯）")
    before, after = found["家家悦（柳园店）"]["位置"]
    assert before == "115.980000, 36.450000"
    assert after.startswith("115.974") and after.endswith("，移动 506 米")
    assert found["家家悦（柳园店）"]["来源坐标系"] == datum
    assert found["老王理发"] == {"来源坐标系": datum}  # what staff surveyed stays


def test_the_preview_shows_another_area_and_circle(bureau):
    applied(bureau)
    found = shown(checked(bureau, HEAD + ROWS.replace("2号,,", "2号,茌平区,circle-09")))
    area, circle = found["老王理发"]["所在区域"], found["老王理发"]["便民生活圈"]
    assert [str(one) for one in area] == ["东昌府区", "茌平区"]
    assert (circle[0], circle[1].key) == (None, "circle-09")


def test_an_older_file_of_the_source_is_refused(bureau):
    applied(bureau)
    with pytest.raises(runs.FileRefused) as error:
        checked(bureau, as_of=date(2026, 2, 1))
    assert error.value.code == "older"
    assert checked(bureau, as_of=date(2026, 2, 1), source="另一来源").state == "ready"


def test_without_numbers_an_outlet_is_found_by_name_place_and_type(bureau):
    bare = "名称,业态,地址\n便利蜂,便利店,一路1号\n便利蜂,便利店,二路2号\n"
    applied(bureau, bare)
    run = checked(bureau, bare + "便利蜂,早餐店,一路1号\n")
    assert (run.counts.get("u"), run.counts.get("n")) == (2, 1)


def test_what_staff_decided_is_not_overwritten(bureau):
    applied(bureau)
    outlet = Outlet.objects.get(source_ref="A1")
    outlet.location_precision, outlet.employees = "surveyed", 9
    outlet.geometry.x = 115.99
    outlet.save()
    assert checked(bureau).counts["u"] == 3  # staff's own correction is no change of the source
    applied(bureau, HEAD + ROWS.replace("120.5,6", "130,7").replace("115.98,", "115.97,"))
    outlet.refresh_from_db()
    assert (outlet.geometry.x, outlet.location_precision) == (115.99, "surveyed")
    assert (outlet.floor_area_m2, outlet.employees) == (130, 7)


def test_a_column_that_is_missing_leaves_its_field_alone_and_a_blank_cell_empties_it(bureau):
    applied(bureau)
    applied(bureau, "网点编号,网点名称,是否连锁\nA1,家家悦（柳园店）,\n")
    outlet = Outlet.objects.get(source_ref="A1")
    assert (outlet.is_chain, outlet.employees, outlet.geometry.x) == (None, 6, 115.98)
    assert (outlet.area.key, outlet.datum) == ("dongchangfu", "wgs84")


def test_original_coordinates_are_kept_and_converted_once(bureau):
    applied(bureau, "编号,名称,经度,纬度\n1,店,116.00572697,36.45012873\n", datum="gcj02")
    outlet = Outlet.objects.get()
    assert outlet.geometry.x == pytest.approx(116.0, abs=1e-7)
    assert (outlet.datum, outlet.given_longitude) == ("gcj02", 116.00572697)


def test_a_register_that_changed_since_the_preview_is_shown_anew(bureau):
    run = checked(bureau)
    other = checked(bureau)
    runs.apply(runs.decide(bureau, other))
    run = runs.decide(bureau, run)
    runs.apply(run)
    run.refresh_from_db()
    assert (run.state, run.counts["u"]) == ("ready", 3)
    assert {"code": "changed"} in run.hints
    assert Outlet.history.count() == 3


def test_a_row_whose_outlet_went_meanwhile_is_new_again(bureau):
    applied(bureau)
    run = checked(bureau)
    Outlet.objects.get(source_ref="A2").delete()
    assert staging.compare(run) == {"u": 2, "n": 1}


def test_a_preview_that_still_holds_is_not_written_again(bureau):
    applied(bureau)
    run, written = checked(bureau), []

    def count(execute, sql, params, many, context):
        found = execute(sql, params, many, context)
        written.extend([context["cursor"].rowcount] * sql.startswith("UPDATE"))
        return found

    OutletImportRow.objects.update(action="n")
    with connection.execute_wrapper(count):
        assert staging.compare(run) == staging.compare(run) == {"u": 3}
    assert written == [3, 0, 0, 0]


def test_statements_over_millions_of_rows_have_no_time_limit():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no limit")
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() != ("0",)
    with bulk.unlimited() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


def moments(*minutes):
    return [datetime(2026, 5, 1, 2, minute, tzinfo=UTC) for minute in minutes]


def keys_since(client, moment):
    seen = client.get("/api/v1/outlets/", {"updated_since": moment.isoformat()})
    return {row["key"] for row in seen.json()["results"]}


def test_what_was_dated_before_it_was_seen_is_not_missed(bureau, client):
    run = applied(bureau)
    one = Outlet.objects.first()
    assert run.began_at == one.updated_at < run.applied_at
    began, between, ended, soon, later = moments(0, 5, 10, 11, 12)
    OutletImport.objects.update(began_at=began, applied_at=ended)
    Outlet.objects.update(updated_at=began)
    Outlet.objects.filter(pk=one.pk).update(updated_at=later)
    every = set(Outlet.objects.values_list("key", flat=True))
    for moment in (began, between, ended, soon):
        assert keys_since(client, moment) == every, moment
    assert keys_since(client, later) == {one.key}


def test_an_assignment_by_place_is_not_missed_either(bureau, client):
    applied(bureau)
    assigning.assign_all(Outlet.objects.all())
    assigning.assign_all(Outlet.objects.all())
    latest, first = CircleAssignment.objects.order_by("-pk")
    assert first.began_at < first.assigned_at <= latest.began_at
    began, between, ended, later = moments(0, 5, 10, 12)
    CircleAssignment.objects.filter(pk=first.pk).update(began_at=began, assigned_at=ended)
    OutletImport.objects.update(began_at=None)
    Outlet.objects.update(updated_at=began)
    assert len(keys_since(client, between)) == 3
    assert not keys_since(client, later)


def test_a_job_that_breaks_leaves_nothing_and_an_interrupted_one_can_run_again(bureau, monkeypatch):
    run = runs.decide(bureau, checked(bureau))
    with monkeypatch.context() as patch:
        patch.setattr(applying, "added", lambda *_: ("SELECT wrong FROM %s WHERE %s = %s", []))
        with pytest.raises(DatabaseError):
            jobs.step(runs.apply, run.pk)
    run.refresh_from_db()
    assert (run.state, Outlet.objects.count()) == ("failed", 0)
    OutletImport.objects.update(state="applying")  # as a killed worker leaves it
    jobs.step(runs.apply, run.pk)
    jobs.step(runs.apply, run.pk)
    assert (Outlet.objects.count(), Outlet.history.count()) == (3, 3)


def test_a_cancelled_import_writes_nothing(bureau):
    run = checked(bureau)
    runs.cancel(bureau, run)
    jobs.step(runs.apply, run.pk)
    jobs.step(runs.check, run.pk)
    run.refresh_from_db()
    assert (run.state, OutletImportRow.objects.count()) == ("cancelled", 0)
    with pytest.raises(ValidationError):
        runs.decide(bureau, run)


def test_a_district_imports_only_its_own_outlets(person):
    editor = person(roles.DISTRICT_EDITOR, "chiping")
    run = checked(editor)
    assert problems(run) == {(2, "not_yours"), (3, "not_yours")}
    with pytest.raises(ValidationError):
        runs.decide(editor, run)
    runs.apply(runs.decide(editor, run, leave_out=True))
    assert Outlet.objects.get().source_ref == "A3"
    other = person(roles.DISTRICT_EDITOR, "yanggu", name="other")
    assert not runs.visible(other).exists()
    with pytest.raises(PermissionDenied):
        runs.visible(person(roles.READER, name="reader"))
