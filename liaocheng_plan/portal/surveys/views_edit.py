"""Making a questionnaire: the survey itself and its questions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from liaocheng_plan.progress.reach import require
from liaocheng_plan.surveys import authoring
from liaocheng_plan.surveys.access import SurveyReach
from liaocheng_plan.surveys.models import Question, Survey

from ..display import form_errors
from . import usual_questions
from .forms import QuestionForm, SurveyForm
from .presenters import QuestionPresenter, SurveyPresenter

MOVES = {"up": -1, "down": 1}


def page(request, template, form, found):
    """A page with a form; one that was refused answers 400."""
    status = 400 if form.errors else 200
    return render(request, template, {"form": form, **found}, status=status)


@login_required
def new(request):
    """Begin a survey of a circle; `?place=` names it already."""
    reach = SurveyReach(request.user)
    require(reach.makes())
    first = {"place": request.GET.get("place", "")}
    form = SurveyForm(request.POST or None, reach=reach, initial=first)
    made = []
    if request.method == "POST" and form_errors.accepts(
        form, lambda data: made.append(begin(request.user, data))
    ):
        return redirect("survey-edit", key=made[0].key)
    return page(request, "portal/surveys/survey_form.html", form, {"kinds": ()})


@transaction.atomic
def begin(user, data):
    """A new draft, with the usual questions where they are wanted."""
    usual = data.pop("usual")
    survey = authoring.create(user, **data)
    if usual:
        usual_questions.add(user, survey)
    return survey


def draft_or_404(request, key):
    """A survey that this person edits; frozen ones are refused."""
    survey = get_object_or_404(SurveyReach(request.user).surveys(), key=key)
    require(SurveyReach(request.user).edits(survey))
    if survey.state != Survey.State.DRAFT:
        raise PermissionDenied(_("The questions are frozen. Make a copy to change them."))
    return survey


@login_required
def edit(request, key):
    """Title, introduction, days and questions of a draft."""
    survey = draft_or_404(request, key)
    form = SurveyForm(request.POST or None, reach=SurveyReach(request.user), instance=survey)
    if request.method == "POST":
        if form_errors.accepts(form, lambda data: authoring.change(request.user, survey, **data)):
            messages.success(request, _("Saved."))
            return redirect("survey-edit", key=key)
        survey.refresh_from_db()
    found = {
        "survey": SurveyPresenter(survey, request),
        "kinds": QuestionPresenter.kinds(),
    }
    return page(request, "portal/surveys/survey_form.html", form, found)


@login_required
def add_question(request, key, kind):
    """A new question of a kind."""
    survey = draft_or_404(request, key)
    if kind not in Question.Kind.values:
        raise Http404
    form = QuestionForm(request.POST or None, kind=kind)
    if request.method == "POST":

        def act(data):
            return authoring.add_question(request.user, survey, kind=kind, **data)

        if form_errors.accepts(form, act):
            return redirect("survey-edit", key=key)
    return question_page(request, survey, kind, form)


@login_required
def question(request, key, pk):
    """Change, move or remove a question."""
    survey = draft_or_404(request, key)
    row = get_object_or_404(survey.questions, pk=pk)
    action = request.POST.get("action", "")
    if action in MOVES:
        authoring.move_question(request.user, row, MOVES[action])
        return redirect("survey-edit", key=key)
    if action == "remove":
        authoring.remove_question(request.user, row)
        return redirect("survey-edit", key=key)
    form = QuestionForm(request.POST or None, kind=row.kind, instance=row)
    if request.method == "POST":

        def act(data):
            return authoring.change_question(request.user, row, **data)

        if form_errors.accepts(form, act):
            return redirect("survey-edit", key=key)
    return question_page(request, survey, row.kind, form)


def question_page(request, survey, kind, form):
    """The form of one question."""
    found = {
        "survey": SurveyPresenter(survey, request),
        "kind": QuestionPresenter.words(kind),
    }
    return page(request, "portal/surveys/survey_question.html", form, found)
