"""Surveys: the list, one survey with its results, and what is done with it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from liaocheng_plan.surveys import authoring, life, places, satisfaction
from liaocheng_plan.surveys.access import SurveyReach
from liaocheng_plan.surveys.models import Survey

from ..display import form_errors
from .forms import CopyForm, ReasonForm
from .presenters import SurveyPresenter
from .presenters_lists import RowPresenter, clauses

MOST = 300


@never_cache
def surveys(request):
    """Published surveys; for staff also those on their way, within reach."""
    reach = SurveyReach(request.user)
    shown = Q(result__isnull=False) | Q(pk__in=reach.surveys().values("pk"))
    rows = list(Survey.objects.filter(shown).select_related("result")[:MOST])
    names = places.names_of({row.place for row in rows})
    found = {
        "rows": [RowPresenter(row, names) for row in rows],
        "makes": reach.makes(),
        "clauses": clauses(),
    }
    return render(request, "portal/surveys/surveys.html", found)


def survey_or_404(request, key):
    """A survey that is published or within reach."""
    row = get_object_or_404(Survey.objects.select_related("result", "observation"), key=key)
    if not row.is_published and not SurveyReach(request.user).sees(row):
        raise Http404
    return row


@never_cache
def survey(request, key):
    """One survey."""
    return survey_page(request, survey_or_404(request, key))


def survey_page(request, row, refused=None, problem="", status=200):
    """The page; `refused` are forms that came back, `problem` a sentence above all."""
    found = {"survey": SurveyPresenter(row, request, refused), "problem": problem}
    found["clauses"] = clauses()
    return render(request, "portal/surveys/survey.html", found, status=status)


@require_POST
@login_required
def act(request, key):
    """Do what the button says."""
    row, action = survey_or_404(request, key), request.POST.get("action", "")
    if action in SIMPLE:
        return simple(request, row, *SIMPLE[action])
    if action in WITH_REASON:
        return with_reason(request, row, action, *WITH_REASON[action])
    if action == "copy":
        return copy(request, row)
    if action == "hand_in":
        return simple(request, row, hand_in(request), _("Handed in; a reviewer approves it."))
    raise Http404


def simple(request, row, service, sentence):
    """An action without further words."""
    try:
        made = service(request.user, row)
    except ValidationError as error:
        row = survey_or_404(request, row.key)
        return survey_page(request, row, problem=" ".join(error.messages), status=400)
    messages.success(request, sentence)
    gone = service is authoring.remove
    return redirect("surveys") if gone else redirect("survey", key=getattr(made, "key", row.key))


def with_reason(request, row, action, service, sentence):
    """An action that asks why."""
    form = ReasonForm(request.POST, prefix=action)
    if form_errors.accepts(form, lambda data: service(request.user, row, data["reason"])):
        messages.success(request, sentence)
        still = SurveyReach(request.user).sees(row)
        return redirect("survey", key=row.key) if still else redirect("surveys")
    return survey_page(request, survey_or_404(request, row.key), {action: form}, status=400)


def copy(request, row):
    """A new draft with the same questions."""
    form, made = CopyForm(request.POST, reach=SurveyReach(request.user), survey=row), []
    if form_errors.accepts(form, lambda d: made.append(authoring.copy(request.user, row, **d))):
        messages.success(request, _("This is the copy; change what is different."))
        return redirect("survey-edit", key=made[0].key)
    return survey_page(request, row, {"copy": form}, status=400)


def hand_in(request):
    """Report the chosen figure of the chosen subject."""

    def act(user, row):
        name, _colon, key = request.POST.get("subject", "").partition(":")
        found = [s for s in satisfaction.subjects(row) if s._meta.model_name == name]
        subject = next((s for s in found if s.key == key), None)
        if subject is None:
            raise ValidationError(_("Choose what the figure reports."))
        satisfaction.hand_in(user, row, side=request.POST.get("side", ""), subject=subject)
        return row

    return act


SIMPLE = {
    "propose": (life.propose, gettext_lazy("Handed to the bureau, which releases it.")),
    "release": (life.release, gettext_lazy("Released. The questions are frozen.")),
    "close": (life.close, gettext_lazy("Closed. No further answers are taken.")),
    "publish": (life.publish, gettext_lazy("The results are published.")),
    "remove": (authoring.remove, gettext_lazy("The draft is deleted.")),
}
WITH_REASON = {
    "return": (life.send_back, gettext_lazy("Sent back.")),
    "unpublish": (life.unpublish, gettext_lazy("Taken back; the history keeps the results.")),
    "take_back": (
        satisfaction.take_back,
        gettext_lazy("Handed in as a correction; a reviewer approves it."),
    ),
}
