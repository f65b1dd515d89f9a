"""What residents send: kept once, without persons; floods held off, second answers counted."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from liaocheng_plan.organisation import roles
from liaocheng_plan.surveys import answering, floods, tokens
from liaocheng_plan.surveys.models import Answer

from . import kit

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(person):
    return kit.released(person(roles.BUREAU_EDITOR))


def send(survey, step="5", text="", browser="", address="192.0.2.7", age=60, form=None):
    names = [question.name for question in survey.questions.order_by("order")]
    given = {names[0]: [step], names[1]: ["pharmacy"], names[2]: text or "路灯不亮"}
    form = form or tokens.new_form(survey, age)
    return answering.receive(survey, given, form=form, address=address, browser=browser)


def test_an_answer_keeps_the_day_and_nothing_of_the_person(survey):
    answer, _mark = send(survey, text="找我13812345678")
    assert answer.answered_on == timezone.localdate()
    assert answer.doubt == ""
    stored = str(Answer.objects.filter(pk=answer.pk).values().get())
    assert "192.0.2.7" not in stored
    assert "13812345678" not in stored
    columns = {field.name for field in Answer._meta.fields}
    assert columns == {"id", "survey", "answered_on", "given", "doubt", "form", "browser"}


def test_one_form_counts_once(survey):
    form = tokens.new_form(survey, 60)
    send(survey, form=form)
    again, _mark = send(survey, form=form)
    assert again is None
    assert survey.answers.count() == 1


def test_the_same_browser_is_counted_as_a_suspect(survey):
    _answer, mark = send(survey)
    second, same = send(survey, step="4", browser=mark)
    assert (second.doubt, same) == ("again", mark)
    assert mark not in str(Answer.objects.values_list("browser", flat=True))
    assert survey.answers.count() == 2


def test_equal_answers_in_numbers_are_suspects_and_kept(survey):
    doubts = [send(survey)[0].doubt for _number in range(6)]
    assert doubts == ["", "", "", "", "burst", "burst"]
    assert send(survey, text="各不相同")[0].doubt == ""


@pytest.mark.parametrize("limit", ["ADDRESS_MOST", "SURVEY_MOST"])
def test_floods_are_refused_and_nothing_is_kept_of_them(survey, monkeypatch, limit):
    monkeypatch.setattr(floods, limit, 2)
    send(survey), send(survey)
    with pytest.raises(answering.Flooded):
        send(survey)
    assert survey.answers.count() == 2
    if limit == "ADDRESS_MOST":
        send(survey, address="192.0.2.8")  # others are not held off


def test_the_salt_of_yesterday_is_forgotten(survey, monkeypatch):
    first = floods.salt()
    assert floods.salt() == first
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    monkeypatch.setattr(floods.timezone, "localdate", lambda: tomorrow)
    assert floods.salt() != first


def test_forms_of_others_too_old_or_too_quick_are_refused(survey, person):
    other = kit.released(person(roles.BUREAU_EDITOR, name="other"))
    for form in (tokens.new_form(other, 60), "nonsense", tokens.new_form(survey)):
        with pytest.raises(ValidationError):
            send(survey, form=form)
    assert not survey.answers.exists()


def test_outside_its_days_nothing_is_taken(survey):
    survey.closes_on = survey.opens_on = timezone.localdate() - timezone.timedelta(days=1)
    with pytest.raises(answering.NotOpen):
        send(survey)


def test_what_is_sent_is_checked_question_by_question(survey):
    scale, types, text = survey.questions.order_by("order")
    sent = {scale.name: ["9"], types.name: ["pharmacy", "pharmacy"], text.name: ["长" * 501]}
    given, errors = answering.check([scale, types, text], lambda name: sent.get(name, []))
    assert given == {types.name: ["pharmacy"]}
    assert set(errors) == {scale.name, text.name}
    _given, errors = answering.check([scale], lambda name: [])
    assert set(errors) == {scale.name}  # it must be answered
    _given, errors = answering.check([scale], lambda name: ["1", "2"])
    assert set(errors) == {scale.name}
