"""Taking in what a resident sends: is it one of ours, is it whole, may it be a second one?"""

import json
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import floods, tokens
from .masking import mask
from .models import Answer, Doubt, Phase, Question
from .models.questions import MOST_TEXT

QUICKEST = 3  # seconds in which nobody reads and fills in a form
SAID_ENOUGH = 3  # answered questions from which equal answers are no mere chance


class NotOpen(ValidationError):
    """The survey takes no answers today."""


class Flooded(ValidationError):
    """Too many answers at the moment; what was typed can be sent again later."""


def receive(survey, given, *, form, address, browser=""):
    """Keep one answer; returns `(answer or None, browser mark)`.

    `given` is `{question name: keys or text}` as checked by `check`; `form` the signed one-time
    form, `address` where the request came from (counted, never kept), `browser` the mark that the
    browser brought along. None: this very form was received before. Raises `NotOpen`, `Flooded`,
    or `ValidationError` for a form that is too old or was filled in faster than a person can.
    """
    if survey.phase() != Phase.OPEN:
        raise NotOpen(_("This survey takes no answers today."))
    read = tokens.read_form(survey, form)
    if read is None:
        raise ValidationError(_("The form was open for too long. Please send it once more."))
    number, age = read
    if age < QUICKEST:
        raise ValidationError(_("That was very quick. Please look it over and send it once more."))
    if floods.is_flooded(survey, address):
        raise Flooded(
            _("Too many answers are coming in. Please wait some minutes and send it once more.")
        )
    return keep(survey, masked(survey, given), number, browser)


def keep(survey, given, number, browser):
    """Store an answer once."""
    mark = browser or tokens.new_browser()
    answer = Answer(
        survey=survey,
        answered_on=timezone.localdate(),
        given=given,
        doubt=doubt_of(survey, given, browser),
        form=number,
        browser=tokens.hashed(survey, mark),
    )
    try:
        with transaction.atomic():
            answer.save()
    except IntegrityError:
        return None, mark
    return answer, mark


def doubt_of(survey, given, browser):
    """Whether an answer may be somebody's second."""
    again = browser and survey.answers.filter(browser=tokens.hashed(survey, browser)).exists()
    burst = len(given) >= SAID_ENOUGH and floods.is_burst(survey, fingerprint(given))
    if again:
        return Doubt.AGAIN
    return Doubt.BURST if burst else Doubt.NONE


def fingerprint(given):
    """Equal for equal answers."""
    return sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()


def masked(survey, given):
    """Answers without numbers that tell who somebody is."""
    return {name: mask(value) if isinstance(value, str) else value for name, value in given.items()}


def check(questions, sent):
    """`(given, errors)` of raw values: `sent(name)` gives the list of texts sent for a question.

    Questions left out are left out of `given`; `errors` is `{question name: sentence}`.
    """
    given, errors = {}, {}
    for question in questions:
        values = [v.replace("\r\n", "\n") for v in sent(question.name) if v.strip()]
        problem = problem_of(question, values)
        if problem:
            errors[question.name] = problem
        elif values:
            is_text = question.kind == Question.Kind.TEXT
            given[question.name] = values[0].strip() if is_text else ordered(question, values)
    return given, errors


def ordered(question, values):
    """Chosen keys, each once, in the order of the options."""
    return [key for key in question.keys if key in values]


def problem_of(question, values):
    """What is wrong with the values of one question, or None."""
    if not values:
        return _("Please answer this question.") if question.required else None
    if question.kind == Question.Kind.TEXT:
        if len(values[0]) > MOST_TEXT:
            return _("Please write at most %(most)d characters; these are %(number)d.") % {
                "most": MOST_TEXT,
                "number": len(values[0]),
            }
        return None
    if set(values) - set(question.keys):
        return _("Please choose one of the answers.")
    if len(set(values)) > 1 and not question.is_several:
        return _("Please choose only one answer.")
    return None
