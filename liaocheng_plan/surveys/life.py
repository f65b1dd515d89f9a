"""From draft to closed and published; each step by whom it belongs to.

All raise `PermissionDenied` where role or area do not allow it, `ValidationError` otherwise.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan.progress.reach import require

from . import places, results, telling
from .access import SurveyReach
from .models import Phase, Question, Survey, SurveyResult
from .suppression import LEAST


def locked(survey):
    """The survey, read anew and locked until the transaction ends."""
    return Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)


def demand_state(survey, *states):
    """`ValidationError` unless the survey is in one of the states."""
    if survey.state not in states:
        raise ValidationError(_("Somebody else was faster; look at the survey again."))


def check_whole(survey):
    """`ValidationError` unless the questionnaire can be answered."""
    if not survey.questions.exists():
        raise ValidationError(_("Add at least one question first."))
    if survey.closes_on < timezone.localdate():
        raise ValidationError(_("The last day has passed; change it first."))


@transaction.atomic
def propose(user, survey):
    """Hand a draft to the bureau, which releases it or sends it back."""
    require(SurveyReach(user).edits(survey))
    survey = locked(survey)
    demand_state(survey, Survey.State.DRAFT)
    check_whole(survey)
    survey.state, survey.return_reason = Survey.State.PROPOSED, ""
    survey.proposed_by = user
    survey.save()
    telling.proposed(user, survey)
    return survey


@transaction.atomic
def send_back(user, survey, reason):
    """Give a proposed survey back to be changed."""
    require(SurveyReach(user).releases())
    if not reason.strip():
        raise ValidationError({"reason": _("Say what has to be mended.")})
    survey = locked(survey)
    demand_state(survey, Survey.State.PROPOSED)
    survey.state, survey.return_reason = Survey.State.DRAFT, reason.strip()
    survey.save()
    telling.sent_back(user, survey)
    return survey


@transaction.atomic
def release(user, survey):
    """Freeze the questions; residents answer from the first day to the last."""
    require(SurveyReach(user).releases())
    survey = locked(survey)
    demand_state(survey, Survey.State.DRAFT, Survey.State.PROPOSED)
    check_whole(survey)
    freeze_types(survey)
    survey.state, survey.return_reason = Survey.State.RELEASED, ""
    survey.released_at, survey.released_by = timezone.now(), user
    survey.save()
    telling.released(user, survey)
    return survey


def freeze_types(survey):
    """Kinds of business as the circle's standard lists them on the day of the release."""
    for question in survey.questions.filter(kind=Question.Kind.TYPES):
        question.options = places.types_of(places.circle_of(survey.place))
        question.save()


@transaction.atomic
def close(user, survey):
    """Take no further answers, before the last day."""
    require(SurveyReach(user).releases())
    survey = locked(survey)
    if survey.phase() not in (Phase.AHEAD, Phase.OPEN):
        raise ValidationError(_("The survey is not running."))
    survey.closed_at = timezone.now()
    survey.save()
    return survey


@transaction.atomic
def publish(user, survey):
    """Publish the results of a closed survey under suppression; they are frozen."""
    require(SurveyReach(user).releases())
    survey = locked(survey)
    if survey.phase() != Phase.CLOSED:
        raise ValidationError(_("Results are published when the survey is closed."))
    if survey.is_published:
        raise ValidationError(_("The results are published already."))
    found = results.public(survey)
    if found["answers"] < LEAST:
        raise ValidationError(
            _("Fewer than %(least)d answers came in; nothing can be published.") % {"least": LEAST}
        )
    row = SurveyResult(
        key=survey.key,
        name=survey.title,
        survey=survey,
        place=survey.place,
        opens_on=survey.opens_on,
        closes_on=survey.last_day,
        answers=found["answers"],
        suspects=found["suspects"],
        results=found["questions"],
    )
    row._history_user = user
    row.save()
    return row


@transaction.atomic
def unpublish(user, survey, reason):
    """Take published results back with a reason; the history keeps them."""
    require(SurveyReach(user).releases())
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the results are taken back.")})
    survey = locked(survey)
    if not survey.is_published:
        raise ValidationError(_("The results are not published."))
    if survey.observation_id:
        raise ValidationError(_("Take the reported satisfaction back first; it rests on these."))
    row = survey.result
    row._history_user, row._change_reason = user, reason.strip()[:100]
    row.delete()
