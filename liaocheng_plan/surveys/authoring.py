"""Making a questionnaire: drafts only; what is released is frozen, a copy begins anew.

All raise `PermissionDenied` where role or area do not allow it, `ValidationError` by field.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from liaocheng_plan.progress.reach import require

from . import places, telling
from .access import SurveyReach
from .models import Question, Survey
from .models.questions import STEPS
from .tokens import new_token

FIELDS = ("title", "title_en", "intro", "intro_en", "opens_on", "closes_on")
ASKED = ("text", "text_en", "options", "required", "satisfaction")
MOST_QUESTIONS, MOST_OPTIONS = 30, 20


@transaction.atomic
def create(user, *, place, **values):
    """A new draft about a circle, without questions."""
    reach = SurveyReach(user)
    require(reach.makes())
    if places.circle_of(place) is None:
        raise ValidationError({"place": _("Choose a circle.")})
    require(reach.covers(place))
    survey = Survey(place=place, made_by=user, **values)
    survey.key = f"survey-{new_token()[:8]}"  # not of the token: keys are public
    return checked(survey)


@transaction.atomic
def change(user, survey, **values):
    """Change title, introduction or days of a draft."""
    survey = editable(user, survey)
    for name in FIELDS:
        if name in values:
            setattr(survey, name, values[name])
    return checked(survey)


def checked(survey):
    """Save a survey whose fields are right."""
    if survey.closes_on and survey.opens_on and survey.closes_on < survey.opens_on:
        raise ValidationError({"closes_on": _("The last day lies before the first.")})
    survey.full_clean()
    survey.save()
    return survey


def editable(user, survey):
    """The survey, locked; refuses one that is no draft any more."""
    require(SurveyReach(user).edits(survey))
    found = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if found.state != Survey.State.DRAFT:
        raise ValidationError(_("The questions are frozen. Make a copy to change them."))
    return found


@transaction.atomic
def add_question(user, survey, *, kind, **values):
    """Add a question at the end of a draft."""
    survey = editable(user, survey)
    if survey.questions.count() >= MOST_QUESTIONS:
        raise ValidationError(
            _("At most %(most)d questions: nobody answers more.") % {"most": MOST_QUESTIONS}
        )
    last = survey.questions.aggregate(last=Max("order"))["last"] or 0
    return written(Question(survey=survey, kind=kind, order=last + 1), values)


@transaction.atomic
def change_question(user, question, **values):
    """Change a question of a draft; its kind stays."""
    editable(user, question.survey)
    return written(question, values)


def written(question, values):
    """Save a question with what was typed; there is one satisfaction question at most."""
    for name in ASKED:
        if name in values:
            setattr(question, name, values[name])
    question.satisfaction = question.satisfaction and question.kind == Question.Kind.SCALE
    if question.kind == Question.Kind.TYPES:
        question.options = places.types_of(places.circle_of(question.survey.place))
    check_options(question)
    if question.satisfaction:
        for other in question.survey.questions.filter(satisfaction=True).exclude(pk=question.pk):
            other.satisfaction = False
            other.save()
    question.full_clean(validate_constraints=False)
    question.save()
    return question


def check_options(question):
    """`ValidationError` unless a question has the answers that its kind needs."""
    texts = [option["text"] for option in question.options]
    if question.kind == Question.Kind.TEXT:
        question.options = []
    elif question.kind == Question.Kind.SCALE and len(texts) != STEPS:
        refuse(_("Give the five steps in words, the lowest first, one per line."))
    elif question.kind in Question.CHOICES and not 2 <= len(texts) <= MOST_OPTIONS:
        refuse(_("Give 2 to %(most)d answers, one per line.") % {"most": MOST_OPTIONS})
    elif len(set(texts)) < len(texts):
        refuse(_("One answer stands twice."))


def refuse(sentence):
    """Raise on the options."""
    raise ValidationError({"options": sentence})


@transaction.atomic
def move_question(user, question, step):
    """Move a question up (-1) or down (1)."""
    survey = editable(user, question.survey)
    rows = list(survey.questions.order_by("order", "id"))
    here = rows.index(question)
    there = min(max(here + step, 0), len(rows) - 1)
    rows.insert(there, rows.pop(here))
    for order, row in enumerate(rows, 1):
        if row.order != order:
            row.order = order
            row.save()


@transaction.atomic
def remove_question(user, question):
    """Delete a question of a draft; nobody has answered it yet."""
    editable(user, question.survey)
    question.delete()


@transaction.atomic
def remove(user, survey):
    """Delete a draft; what was ever released is kept with its answers."""
    survey = editable(user, survey)
    for question in survey.questions.all():
        question.delete()
    survey.delete()
    telling.removed(survey)


@transaction.atomic
def copy(user, survey, *, opens_on, closes_on, place=""):
    """A new draft with the same questions, of the same circle or another one."""
    reach = SurveyReach(user)
    require(reach.makes() and (survey.is_published or reach.sees(survey)))
    texts = {name: getattr(survey, name) for name in ("title", "title_en", "intro", "intro_en")}
    days = {"opens_on": opens_on, "closes_on": closes_on}
    made = create(user, place=place or survey.place, copied_from=survey, **texts, **days)
    for question in survey.questions.order_by("order", "id"):
        values = {name: getattr(question, name) for name in ASKED}
        add_question(user, made, kind=question.kind, **values)
    return made
