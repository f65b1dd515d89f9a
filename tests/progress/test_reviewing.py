"""The life of a report: every step, who may take it, and that a refusal changes nothing."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from liaocheng_plan.progress import reviewing, rounds
from liaocheng_plan.progress.models import Notice, Observation, ReviewEvent
from tests.progress.rounds_kit import approve, area, fill, lines, value

State = Observation.State


@pytest.fixture
def draft(people, opened):
    """A draft of 茌平区's target."""
    round_ = opened(statistics=False)
    return fill(people["editor"], round_)[0]


def at(row):
    """A report's state, read anew."""
    return Observation.objects.get(pk=row.pk).state


def submitted(people, row):
    """The same report, handed in."""
    return reviewing.submit(people["editor"], [row])[0]


STEPS = {
    "submit": lambda people, row: reviewing.submit(people["editor"], [row]),
    "approve": lambda people, row: reviewing.approve(people["reviewer"], [row]),
    "return": lambda people, row: reviewing.send_back(people["reviewer"], [row], "请核对"),
    "change": lambda people, row: reviewing.change_draft(people["editor"], row, value=9),
    "correct": lambda people, row: reviewing.correct(people["editor"], row, "漏报", value=9),
    "withdraw": lambda people, row: reviewing.withdraw(people["editor"], row),
}
ALLOWED = {
    "draft": {"submit", "change", "withdraw"},
    "submitted": {"approve", "return"},
    "returned": {"submit", "change"},
    "approved": {"correct"},
}


def bring(people, row, state):
    """Bring a draft to a state by the steps that lead there."""
    if state != "draft":
        submitted(people, row)
    if state == "returned":
        STEPS["return"](people, row)
    if state == "approved":
        STEPS["approve"](people, row)
    return Observation.objects.get(pk=row.pk)


@pytest.mark.parametrize("state", ALLOWED)
@pytest.mark.parametrize("step", STEPS)
def test_each_state_allows_its_own_steps_and_no_other(people, draft, state, step):
    row = bring(people, draft, state)
    count = Observation.objects.count()
    if step in ALLOWED[state]:
        STEPS[step](people, row)
        return
    with pytest.raises(ValidationError):
        STEPS[step](people, row)
    assert at(row) == state
    assert Observation.objects.count() == count


@pytest.mark.parametrize("who", ["editor", "other", "reader", "bureau"])
def test_only_a_reviewer_decides(people, draft, who):
    submitted(people, draft)
    for step in (
        lambda: reviewing.approve(people[who], [draft]),
        lambda: reviewing.send_back(people[who], [draft], "x"),
    ):
        with pytest.raises(PermissionDenied):
            step()
    assert at(draft) == "submitted"


def test_nobody_reviews_the_own_report(people, draft):
    people["reviewer"].user_permissions.add(
        *people["bureau"].groups.get().permissions.filter(codename="report_observation")
    )
    both = type(people["reviewer"]).objects.get(pk=people["reviewer"].pk)
    reviewing.change_draft(both, draft, value=5)
    reviewing.submit(both, [draft])
    with pytest.raises(PermissionDenied):
        reviewing.approve(both, [draft])
    assert at(draft) == "submitted"


def test_one_report_that_cannot_be_approved_keeps_all_from_it(people, opened):
    rows = fill(people["editor"], opened())
    reviewing.submit(people["editor"], rows[:1])
    with pytest.raises(ValidationError):
        reviewing.approve(people["reviewer"], rows[:2])
    assert at(rows[0]) == "submitted"


def test_a_return_needs_a_reason_which_stays_with_the_report(people, draft):
    submitted(people, draft)
    with pytest.raises(ValidationError):
        reviewing.send_back(people["reviewer"], [draft], "  ")
    reviewing.send_back(people["reviewer"], [draft], "请核对口径")
    assert Observation.objects.get().return_reason == "请核对口径"
    assert ReviewEvent.objects.filter(reason="请核对口径").exists()


def test_a_value_or_a_note_is_needed_to_hand_in(people, opened):
    round_ = opened(statistics=False)
    slot = lines(round_)[0].slot
    row = rounds.save_form(people["editor"], round_, area(), {slot: value(None, "尚无")})[0]
    rounds.save_form(people["editor"], round_, area(), {slot: value(None)})
    with pytest.raises(ValidationError):
        reviewing.submit(people["editor"], [row])
    assert at(row) == "draft"


def test_a_correction_counts_only_once_approved_and_both_versions_stay(people, opened):
    first = approve(people, opened(statistics=False))[0]
    second = reviewing.correct(people["editor"], first, "漏报一家", value=8)
    assert [row.value for row in Observation.objects.standing()] == [7]
    reviewing.submit(people["editor"], [second])
    reviewing.approve(people["reviewer"], [second])
    assert [(row.value, row.version) for row in Observation.objects.standing()] == [(8, 2)]
    assert Observation.objects.count() == 2
    with pytest.raises(ValidationError):
        reviewing.correct(people["editor"], first, "再改", value=9)


def test_a_correction_of_another_area_or_without_reason_is_refused(people, opened):
    row = approve(people, opened(statistics=False))[0]
    with pytest.raises(PermissionDenied):
        reviewing.correct(people["other"], row, "漏报", value=8)
    with pytest.raises(ValidationError):
        reviewing.correct(people["editor"], row, " ", value=8)
    assert Observation.objects.count() == 1


def test_a_correction_under_way_is_what_the_form_shows(people, opened):
    round_ = opened(statistics=False)
    row = approve(people, round_)[0]
    reviewing.correct(people["editor"], row, "漏报", value=8)
    assert lines(round_)[0].report.value == 8
    assert round_.submissions.get(area=area()).state == "approved"


class TestTelling:
    """Who is told of which step."""

    def told(self, kind):
        return sorted(
            Notice.objects.filter(kind=kind).values_list("recipient__username", flat=True)
        )

    def test_the_reporters_of_each_area_are_told_of_a_round(self, opened):
        opened()
        assert self.told("opened") == ["editor", "other"]

    def test_an_area_without_reporters_is_the_bureaus(self, people, opened):
        people["other"].areas.clear()
        opened()
        assert self.told("opened") == ["bureau", "editor"]

    def test_reviewers_are_told_once_of_a_form_and_the_reporter_of_the_decision(
        self, people, opened
    ):
        round_ = opened()
        fill(people["editor"], round_)
        rows = rounds.hand_in(people["editor"], round_, area())
        assert len(rows) > 1
        assert self.told("submitted") == ["reviewer"]
        reviewing.send_back(people["reviewer"], rows[:1], "请核对")
        assert self.told("returned") == ["editor"]
        assert "请核对" in Notice.objects.get(kind="returned").text
        reviewing.approve(people["reviewer"], rows[1:])
        assert self.told("approved") == ["editor"]

    def test_a_correction_is_told_as_such(self, people, opened):
        row = approve(people, opened(statistics=False))[0]
        second = reviewing.correct(people["editor"], row, "漏报一家", value=8)
        reviewing.submit(people["editor"], [second])
        notice = Notice.objects.get(kind="corrected")
        assert notice.recipient.username == "reviewer"
        assert "漏报一家" in notice.text
        assert second.key in notice.link

    def test_a_refused_step_tells_nobody(self, people, draft):
        before = Notice.objects.count()
        with pytest.raises(ValidationError):
            reviewing.approve(people["reviewer"], [draft])
        assert Notice.objects.count() == before
