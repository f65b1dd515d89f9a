"""Which planned circle a pilot is: hints to decide by, and the bureau's decision."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from circles import matching
from circles.models import LivingCircle, PilotCircle
from liaocheng_plan.organisation import roles

pytestmark = pytest.mark.django_db


def pilot(number):
    return PilotCircle.objects.for_lists().get(number=number)


def planned(number):
    return LivingCircle.objects.get(number=number)


@pytest.fixture
def editor(person):
    return person(roles.BUREAU_EDITOR)


def test_no_pilot_is_matched_until_somebody_says_so():
    assert [other for _pilot, other in matching.rows()] == [None] * 11


@pytest.mark.parametrize(
    ("road", "stem"),
    [("花园北路", "花园"), ("花园路", "花园"), ("顺河南街", "顺河"), ("铁路", "铁")],
)
def test_sections_of_a_road_are_one_road(road, stem):
    assert matching.stem(road) == stem


def test_words_in_common_are_name_roads_and_area():
    found = {c.circle.number: c.words for c in matching.candidates(pilot(5))}
    assert found[23] == ("八一",)  # 茌平八一 is another place, so a word is but a hint
    assert found[7] == ("兴华西路", "东昌府区")
    assert found[22] == ()


def test_candidates_are_all_planned_circles_nearest_first_and_unknown_distances_last():
    found = [c.metres for c in matching.candidates(pilot(7))]
    known = [m for m in found if m is not None]
    assert len(found) == 25
    assert known
    assert found == sorted(known) + [None] * (25 - len(known))


def test_a_decision_is_kept_with_who_and_when_and_can_be_replaced(editor):
    matching.decide(editor, pilot(1), planned(16), "同在湖南路")
    matching.decide(editor, pilot(1), planned(18))
    matching.decide(editor, pilot(1), None)
    matching.reopen(editor, pilot(1))
    told = [(d.circle and d.circle.number, d.none, d.by) for d in matching.past(pilot(1))]
    assert told == [
        (None, False, editor),
        (None, True, editor),
        (18, False, editor),
        (16, False, editor),
    ]
    assert matching.past(pilot(1))[-1].note == "同在湖南路"
    assert not LivingCircle.objects.filter(pilot__isnull=False).exists()


def test_a_pilot_is_one_circle_and_a_circle_is_one_pilot(editor):
    matching.decide(editor, pilot(1), planned(16))
    matching.decide(editor, pilot(1), planned(18))
    assert list(pilot(1).planned_circles.values_list("number", flat=True)) == [18]
    with pytest.raises(ValidationError):
        matching.decide(editor, pilot(2), planned(18))
    assert pilot(2).matched_at is None  # what is refused changes nothing


def test_none_of_them_excludes_a_match_by_any_way(editor):
    matching.decide(editor, pilot(1), None)
    circle = planned(18)
    circle.pilot = pilot(1)
    with pytest.raises(ValidationError) as error:
        circle.full_clean()
    assert "pilot" in error.value.error_dict


@pytest.mark.parametrize("role", [roles.DISTRICT_EDITOR, roles.REVIEWER, roles.READER])
def test_only_the_bureau_decides(person, role):
    with pytest.raises(PermissionDenied):
        matching.decide(person(role, "liaocheng"), pilot(1), planned(18))


def test_the_public_decides_nothing():
    assert not matching.may_decide(AnonymousUser())
