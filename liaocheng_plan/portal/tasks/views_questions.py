"""“Please explain”: the staff's list of questions, asking, answering."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaocheng_plan.progress import questions
from liaocheng_plan.progress.models import Target, Task
from liaocheng_plan.progress.reach import Reach

from ..display import form_errors
from .presenters_questions import QuestionPresenter, about_url
from .question_forms import AnswerForm, AskForm

MOST = 200


@login_required
def inbox(request):
    """Open questions first, then answered ones; only those within reach."""
    reach = Reach(request.user)
    if not reach.may("view_question"):
        raise PermissionDenied
    visible = reach.questions()
    context = {
        "open": listed(visible.open(), reach),
        "answered": listed(visible.exclude(answers=None).order_by("-asked_at").distinct(), reach),
        "targets": Target.objects.count(),
        "tasks": Task.objects.count(),
    }
    return render(request, "portal/tasks/questions.html", context)


def listed(rows, reach):
    """Questions with the name and address of what they are about."""
    rows = list(rows[:MOST])
    names = names_of({row.about for row in rows})
    return [
        {
            "question": QuestionPresenter(row, reach),
            "name": names.get(row.about, row.about),
            "url": about_url(row.about),
        }
        for row in rows
    ]


def names_of(abouts):
    """`{about: name}` of tasks and targets."""
    found = {}
    for name, model in (("tasks", Task), ("targets", Target)):
        keys = [a.partition("/")[2] for a in abouts if a.startswith(f"{name}/")]
        rows = model.objects.filter(key__in=keys).values_list("key", "name")
        found |= {f"{name}/{key}": text for key, text in rows}
    return found


@require_POST
@login_required
def ask(request, name, key):
    """Ask on a task or a target."""
    about = f"{name}/{key}"
    row = questions.subject(about)
    if row is None:
        raise Http404
    form = AskForm(request.POST, prefix="ask")
    if form_errors.accepts(form, lambda data: questions.ask(about, user=request.user, **data)):
        messages.success(request, _("The question has been asked."))
        return redirect(about_url(about))
    context = {"form": form, "name": row.name, "url": about_url(about), "action": request.path}
    return render(request, "portal/tasks/question_form.html", context, status=400)


@require_POST
@login_required
def answer(request, pk):
    """Answer a question within reach."""
    row = get_object_or_404(Reach(request.user).questions(), pk=pk)
    form = AnswerForm(request.POST, prefix=f"answer-{pk}")
    if form_errors.accepts(form, lambda data: questions.answer(row, user=request.user, **data)):
        messages.success(request, _("The answer has been given."))
        return redirect(about_url(row.about))
    context = {"form": form, "name": row.text, "url": about_url(row.about), "action": request.path}
    return render(request, "portal/tasks/question_form.html", context, status=400)
