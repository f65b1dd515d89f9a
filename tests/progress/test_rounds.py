"""Rounds as services: what is asked of whom, drafts, conflicts, carrying over, handing in."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from circles.models import LivingCircle, PilotCircle
from liaocheng_plan.progress import reviewing, rounds
from liaocheng_plan.progress.models import Observation, Round, Statistic, Submission, Target
from tests.progress.rounds_kit import approve, area, fill, lines, value


def slots(round_, key="chiping"):
    """The names of a form's lines."""
    return [line.slot for line in lines(round_, key)]


def submission(round_, key="chiping"):
    """An area's form, read anew."""
    return Submission.objects.get(round=round_, area__key=key)


class TestOpening:
    def test_it_asks_each_area_for_its_own_targets_and_circles(self, opened):
        round_ = opened()
        inside = PilotCircle.objects.filter(area__key="chiping")
        inside = inside.count() + LivingCircle.objects.filter(area__key="chiping").count()
        assert slots(round_)[0] == "targets~test-chiping"
        assert len(slots(round_)) == 1 + inside
        assert inside
        assert not set(slots(round_)) & set(slots(round_, "dongchangfu"))

    def test_a_circle_is_asked_of_one_area_only(self, opened, people):
        city = area().__class__.objects.get(kind="city")
        given = {"period": "2025", "due_on": timezone.localdate(), "name": "x"}
        shops = Statistic.objects.filter(key="shops")
        round_ = rounds.open_round(
            people["bureau"], areas=[city, area()], statistics=shops, **given
        )
        mine, rest = set(slots(round_)), set(slots(round_, city.key))
        assert mine
        assert rest
        assert not mine & rest

    def test_an_area_of_which_nothing_would_be_asked_is_named(self, people, opened):
        with pytest.raises(ValidationError) as refused:
            opened(areas=("chiping", "dongchangfu"), statistics=True) and rounds.open_round(
                people["bureau"],
                name="x",
                period="2025",
                due_on=timezone.localdate(),
                areas=[area()],
                targets=[Target.objects.get(key="test-dongchangfu")],
            )
        assert "茌平区" in str(refused.value.message_dict["areas"])
        assert Round.objects.count() == 1

    @pytest.mark.parametrize(
        ("change", "field"),
        [({"period": "2025-Q5"}, "period"), ({"areas": []}, "areas"), ({"targets": []}, "targets")],
    )
    def test_what_makes_no_sense_is_refused_by_field(self, people, change, field):
        given = {
            "name": "x",
            "period": "2025",
            "due_on": timezone.localdate(),
            "areas": [area()],
            "targets": list(Target.objects.filter(measure="")[:1]),
        }
        with pytest.raises(ValidationError) as refused:
            rounds.open_round(people["bureau"], **given | change)
        assert field in refused.value.message_dict
        assert not Round.objects.exists()

    @pytest.mark.parametrize("who", ["editor", "reviewer", "reader"])
    def test_only_the_bureau_opens_and_closes(self, people, opened, who):
        round_ = opened()
        with pytest.raises(PermissionDenied):
            rounds.open_round(
                people[who], name="x", period="2025", due_on=round_.due_on, areas=[area()]
            )
        with pytest.raises(PermissionDenied):
            rounds.close_round(people[who], round_)


class TestDrafts:
    def test_lines_that_say_nothing_new_cost_no_row(self, people, opened):
        round_ = opened()
        first, second = slots(round_)[:2]
        rounds.save_form(people["editor"], round_, area(), {first: value(3), second: value(None)})
        again = rounds.save_form(people["editor"], round_, area(), {first: value("3.0")})
        assert Observation.objects.count() == 1
        assert again == []
        assert submission(round_).state == "draft"

    def test_a_wrong_line_saves_none(self, people, opened):
        round_ = opened()
        first, second = slots(round_)[:2]
        with pytest.raises(ValidationError) as refused:
            rounds.save_form(people["editor"], round_, area(), {first: value(3), second: value(-1)})
        assert list(refused.value.message_dict) == [second]
        assert not Observation.objects.exists()

    def test_a_line_that_is_not_asked_is_refused(self, people, opened):
        round_ = opened()
        with pytest.raises(ValidationError):
            strange = {"targets~test-dongchangfu": value(3)}
            rounds.save_form(people["editor"], round_, area(), strange)
        assert not Observation.objects.exists()

    def test_nobody_writes_for_another_area(self, people, opened):
        round_ = opened()
        for who in ("editor", "reviewer", "reader"):
            with pytest.raises(PermissionDenied):
                fill(people[who], round_, key="dongchangfu")
        assert not Observation.objects.exists()

    def test_nothing_is_typed_into_a_closed_round(self, people, opened):
        round_ = opened()
        fill(people["editor"], round_)
        rounds.close_round(people["bureau"], round_)
        for act in (lambda: fill(people["editor"], round_, 8), lambda: hand_in(people, round_)):
            with pytest.raises(ValidationError):
                act()
        assert submission(round_).timeliness(round_.due_on + timedelta(days=1)) == "missing"


def hand_in(people, round_, who="editor"):
    """Hand a form in."""
    return rounds.hand_in(people[who], round_, area())


class TestConflicts:
    """Somebody else saves a line between the moment a form is shown and the moment it is saved."""

    def shown(self, people, opened):
        round_ = opened()
        slot = slots(round_)[0]
        rounds.save_form(people["editor"], round_, area(), {slot: value(1)})
        return round_, slot, lines(round_)[0].stamp

    def test_a_line_that_both_changed_is_refused_and_nothing_is_saved(self, people, opened):
        round_, slot, stamp = self.shown(people, opened)
        other = slots(round_)[1]
        rounds.save_form(people["editor"], round_, area(), {slot: value(2)})
        with pytest.raises(ValidationError) as refused:
            rounds.save_form(
                people["bureau"],
                round_,
                area(),
                {slot: value(3), other: value(5)},
                {slot: stamp, other: ""},
            )
        assert list(refused.value.message_dict) == [slot]
        assert "editor" in refused.value.message_dict[slot][0]
        assert [row.value for row in Observation.objects.all()] == [2]

    def test_a_line_that_was_not_touched_is_left_to_the_other(self, people, opened):
        round_, slot, stamp = self.shown(people, opened)
        rounds.save_form(people["editor"], round_, area(), {slot: value(2)})
        rounds.save_form(people["bureau"], round_, area(), {slot: value(1)}, {slot: stamp})
        assert Observation.objects.get().value == 2

    def test_the_same_change_twice_is_no_conflict(self, people, opened):
        round_, slot, stamp = self.shown(people, opened)
        rounds.save_form(people["editor"], round_, area(), {slot: value(2)})
        assert (
            rounds.save_form(people["bureau"], round_, area(), {slot: value(2)}, {slot: stamp})
            == []
        )


class TestCarryingOver:
    def test_last_times_figures_fill_empty_lines_only_and_bring_no_note(self, people, opened):
        before = opened("2025-Q2")
        first = slots(before)[0]
        fill(people["editor"], before)
        rounds.save_form(people["editor"], before, area(), {first: value(7, "盘点")})
        reviewing.approve(people["reviewer"], hand_in(people, before))
        now = opened("2025-Q3")
        rounds.save_form(people["editor"], now, area(), {first: value(9)})
        saved = rounds.carry_over(people["editor"], now, area())
        assert len(saved) == len(slots(now)) - 1
        assert {row.value for row in saved} == {Decimal(7)}
        assert {row.note for row in saved} == {""}
        assert lines(now)[0].report.value == 9

    def test_one_line_takes_over_what_it_had(self, people, opened):
        approve(people, opened("2025-Q2"))
        now = opened("2025-Q3")
        slot = slots(now)[0]
        rounds.save_form(people["editor"], now, area(), {slot: value(9)})
        rounds.carry_over(people["editor"], now, area(), slot)
        assert [line.report and line.report.value for line in lines(now)][:2] == [7, None]

    def test_last_time_is_the_latest_approved_period_before(self, people, opened):
        approve(people, opened("2025-Q1"), 1)
        approve(people, opened("2025-Q2"), 2)
        fill(people["editor"], opened("2025-09"), 3)  # never approved
        assert {line.before.value for line in lines(opened("2025-Q4"))} == {2}


class TestHandingIn:
    def test_empty_lines_are_named_and_nothing_is_handed_in(self, people, opened):
        round_ = opened()
        first, *rest = slots(round_)
        rounds.save_form(people["editor"], round_, area(), {first: value(3)})
        with pytest.raises(ValidationError) as refused:
            hand_in(people, round_)
        assert set(refused.value.message_dict) == set(rest)
        assert Observation.objects.get().state == "draft"

    def test_a_note_stands_in_for_a_missing_value_and_a_zero_is_a_value(self, people, opened):
        round_ = opened()
        first, *rest = slots(round_)
        given = {slot: value(0) for slot in rest} | {first: value(None, "尚未统计")}
        rounds.save_form(people["editor"], round_, area(), given)
        rows = hand_in(people, round_)
        assert {row.state for row in rows} == {"submitted"}
        assert Observation.objects.get(target__key="test-chiping").value is None

    def test_late_then_done_stays_late(self, people, opened):
        round_ = opened(due=0)
        Round.objects.update(due_on=timezone.localdate() - timedelta(days=1))
        assert submission(round_).timeliness() == "missing"
        approve(people, Round.objects.get())
        found = submission(round_)
        assert (found.state, found.timeliness()) == ("approved", "late")
        assert submission(round_, "dongchangfu").timeliness() == "missing"

    def test_returned_after_the_due_date_and_mended_stays_on_time(self, people, opened):
        round_ = opened(due=0)
        fill(people["editor"], round_)
        reviewing.send_back(people["reviewer"], hand_in(people, round_), "请核对")
        later = round_.due_on + timedelta(days=3)
        assert submission(round_).timeliness(later) == "on_time"
