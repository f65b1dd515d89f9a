"""“Please explain”: asking and answering on a task or a target.

Both raise `PermissionDenied` where role or area do not allow it and `ValidationError` by field;
the signals of `progress.signals` are sent when the row is committed.
"""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from liaocheng_plan import registry

from . import signals
from .models import Answer, Question
from .models.questions import ABOUT
from .reach import Reach, require


@transaction.atomic
def ask(about, text, *, user, area=None, department=None):
    """Ask on a record (`tasks/plan-task-1-1`), of an area, a department or whoever knows."""
    require(Reach(user).may("ask_question"))
    if subject(about) is None:
        raise ValidationError(_("There is no such task or target."))
    if area and department:
        raise ValidationError({"area": _("Ask an area or a department, not both.")})
    question = Question(
        about=about, text=text.strip(), asked_by=user, area=area, department=department
    )
    question.full_clean()
    question.save()
    transaction.on_commit(partial(signals.question_asked.send, Question, question=question))
    return question


@transaction.atomic
def answer(question, text, *, user):
    """Answer a question; a further answer supplements the first."""
    require(Reach(user).answers(question))
    given = Answer(question=question, text=text.strip(), answered_by=user)
    given.full_clean()
    given.save()
    transaction.on_commit(partial(signals.question_answered.send, Answer, answer=given))
    return given


def subject(about):
    """The task or target that `collection/key` names, or None."""
    name, _slash, key = about.partition("/")
    if name not in ABOUT:
        return None
    return registry.get(name).model.objects.filter(key=key).first()
