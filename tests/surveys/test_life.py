"""From draft to published: who may do what, and what is frozen."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.utils import timezone

from liaocheng_plan.ops import moving
from liaocheng_plan.organisation import roles
from liaocheng_plan.surveys import authoring, demand, life, results
from liaocheng_plan.surveys.models import Phase, Survey, SurveyResult

from . import kit

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(person):
    return person(roles.BUREAU_EDITOR, name="bureau")


@pytest.fixture
def district(person):
    return person(roles.DISTRICT_EDITOR, "chiping", name="district")


def test_a_district_editor_drafts_and_the_bureau_releases(bureau, district):
    survey = kit.draft(district)
    with pytest.raises(PermissionDenied):
        life.release(district, survey)
    life.propose(district, survey)
    with pytest.raises(ValidationError):
        life.send_back(bureau, survey, " ")
    life.send_back(bureau, survey, "题目太多")
    survey.refresh_from_db()
    assert (survey.state, survey.return_reason) == ("draft", "题目太多")
    life.propose(district, survey)
    assert life.release(bureau, survey).phase() == Phase.OPEN


@pytest.mark.parametrize("role", [roles.REVIEWER, roles.READER, roles.DISTRICT_EDITOR])
def test_others_make_none(person, role):
    with pytest.raises(PermissionDenied):
        kit.draft(person(role, "yanggu"))
    assert not Survey.objects.exists()


def test_released_questions_are_frozen_and_a_copy_begins_anew(bureau):
    survey = kit.released(bureau)
    question = survey.questions.first()
    for act in (
        lambda: authoring.change_question(bureau, question, text="另一题"),
        lambda: authoring.remove_question(bureau, question),
        lambda: authoring.add_question(bureau, survey, kind="text", text="更多"),
        lambda: authoring.remove(bureau, survey),
    ):
        with pytest.raises(ValidationError):
            act()
    days = {"opens_on": survey.opens_on, "closes_on": survey.closes_on}
    copy = authoring.copy(bureau, survey, **days, place="pilot-circles/pilot-10")
    assert (copy.state, copy.questions.count()) == ("draft", 3)
    assert copy.token != survey.token
    assert Survey.history.filter(id=survey.pk).count() >= 2


def test_types_are_those_of_the_circles_standard(bureau):
    keys = kit.draft(bureau).questions.get(kind="types").keys
    assert "pharmacy" in keys
    assert len(keys) == len(set(keys)) > 10


def test_days_decide_on_the_phase(bureau):
    survey, day = kit.released(bureau), timezone.localdate()
    assert survey.phase(day - timedelta(days=1)) == Phase.AHEAD
    assert survey.phase(survey.closes_on) == Phase.OPEN
    assert survey.phase(survey.closes_on + timedelta(days=1)) == Phase.CLOSED


def test_results_are_published_when_closed_and_frozen(bureau):
    survey = kit.released(bureau)
    kit.answers(survey, (0, 1, 2, 10, 20))
    with pytest.raises(ValidationError):
        life.publish(bureau, survey)
    result = life.publish(bureau, life.close(bureau, survey))
    scale = result.results[0]
    assert (result.answers, scale["all"]["n"]) == (33, 33)
    assert [cell["count"] for cell in scale["all"]["counts"]][:3] == [None] * 3
    assert scale["all"]["satisfied_share"] == 90.9  # 30 of 33
    life.unpublish(bureau, survey, "口径有误")
    assert not SurveyResult.objects.exists()
    assert SurveyResult.history.filter(history_type="-").get().history_change_reason == "口径有误"


def test_four_answers_are_never_published(bureau):
    survey = kit.closed(bureau, (0, 0, 0, 0, 4))
    with pytest.raises(ValidationError):
        life.publish(bureau, survey)


def test_a_move_to_another_database_carries_them_and_leaves_the_counters_behind():
    names = {model._meta.db_table for model in moving.all_models()}
    assert {"surveys_survey", "surveys_question", "surveys_answer", "surveys_surveyresult"} <= names
    assert "surveys_counters" not in names


def test_answers_are_never_lost_by_deleting(bureau):
    survey = kit.closed(bureau, (0, 0, 0, 5, 5))
    with pytest.raises(ProtectedError):
        survey.delete()


def test_exact_results_count_with_and_without_suspects(bureau):
    survey = kit.closed(bureau, (1, 2, 3, 4, 5), suspects=(0, 0, 0, 0, 3))
    found = results.exact(survey)
    scale = found["questions"][0]
    assert (found["answers"], found["suspects"], found["doubts"]) == (18, 3, {"again": 3})
    assert [cell["count"] for cell in scale["all"]["counts"]] == [1, 2, 3, 4, 8]
    assert [cell["count"] for cell in scale["without_suspects"]["counts"]] == [1, 2, 3, 4, 5]
    assert scale["without_suspects"]["mean"] == 3.7  # (1 + 4 + 9 + 16 + 25) / 15 = 3.67
    assert scale["all"]["satisfied_share"] == 66.7  # 12 of 18


def test_what_residents_miss_is_demand_of_the_latest_published_survey(bureau):
    survey = kit.released(bureau)
    types = survey.questions.get(kind="types")
    kit.answers(survey, (0, 0, 0, 8, 8))
    for number, answer in enumerate(survey.answers.order_by("id")):
        answer.given[types.name] = ["pharmacy"] if number < 12 else ["pharmacy", "wet-market"]
        answer.save()
    assert demand.demand(kit.PLACE) == {}
    result = life.publish(bureau, life.close(bureau, survey))
    found = demand.demand(kit.PLACE)
    assert found["pharmacy"] == (16, 16, result, None)
    assert found["wet-market"] == (None, 16, result, "small")
