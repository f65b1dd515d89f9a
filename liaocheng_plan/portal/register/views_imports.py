"""Imports of outlets: upload, preview, apply; the work itself is done by jobs."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from liaocheng_plan import outlet_registers
from liaocheng_plan.imports.refusing import FileRefused, sentence

from ..display import form_errors, workbooks
from ..rounds.round_access import demand
from .forms import ImportForm
from .presenters import RunPresenter, RunsPresenter
from .presenters_choosing import CHANGEABLE, ColumnsPresenter, TypesPresenter, said
from .presenters_problems import FILES, ProblemsPresenter

WAITING = ("mapping", *CHANGEABLE)
"""States in which a form that was refused can be sent again."""

CONFIRMED = ("leave_out", "datum_is_right")
"""What has to be ticked before an import is applied, where its preview asks for it."""


def importing(view):
    """A page for those who import: signed in, with the right, never cached."""

    @never_cache
    @login_required
    @wraps(view)
    def checked(request, *args, **kwargs):
        demand(outlet_registers.imports().may(request.user))
        return view(request, *args, **kwargs)

    return checked


@importing
def imports(request):
    """All imports, and the form for a new one."""
    form, status = ImportForm(), 200
    if request.method == "POST":
        form, status = ImportForm(request.POST, request.FILES), 422
        found = submitted(request, form)
        if found is not None:
            return redirect("import", pk=found.pk)
    context = {"form": form, "imports": RunsPresenter(request.user)}
    return render(request, "portal/register/imports.html", context, status=status)


def submitted(request, form):
    """The new run, or None where the form says why not."""
    made = []

    def submit(data):
        try:
            made.append(outlet_registers.imports().submit(request.user, **data))
        except FileRefused as error:
            reason = sentence(error.as_dict())
            raise ValidationError({"upload": reason}) from error

    return made[0] if form_errors.accepts(form, submit) else None


@importing
def template(request):
    """The workbook to fill in."""
    return workbooks.answer(outlet_registers.imports().template(), _("outlets"))


def run_or_404(request, pk):
    """A run that whoever asks may see."""
    return get_object_or_404(outlet_registers.imports().runs(request.user), pk=pk)


@importing
def run(request, pk):
    """One import: how far it is, what it asks, its preview, what became of it."""
    return page(request, run_or_404(request, pk))


def page(request, row, step="", refused=None, problem=""):
    """The page; `refused` is the form of a step that came back, `problem` why it did."""
    back = {"refused": refused, "problem": problem}
    context = {
        "run": RunPresenter(row),
        "problems": ProblemsPresenter(row),
        "columns": ColumnsPresenter(row, **back if step == "columns" else {}),
        "types": TypesPresenter(row, request.user, **back if step == "types" else {}),
    }
    status = 422 if problem else 200
    return render(request, "portal/register/import.html", context, status=status)


@importing
def problems(request, pk, kind):
    """What is wrong with the rows of the file, as a workbook or as CSV."""
    row, made = run_or_404(request, pk), FILES.get(kind)
    if made is None:
        raise Http404
    return made(ProblemsPresenter(row))


@importing
def progress(request, pk):
    """How far the job is, for the page that waits."""
    shown = RunPresenter(run_or_404(request, pk))
    return JsonResponse({"state": shown.run.state, **shown.progress})


@require_POST
@importing
def step(request, pk, step):
    """Apply, cancel, check again, or say what columns and words mean."""
    function = outlet_registers.imports().steps.get(step)
    if function is None:
        raise Http404
    row, given = run_or_404(request, pk), inputs(step, request.POST)
    try:
        function(request.user, row, **given)
    except ValidationError as error:
        problem = " ".join(error.messages)
        if "given" in given and row.state in WAITING:
            return page(request, row, step, given["given"], problem)
        messages.error(request, problem)
    return redirect("import", pk=pk)


def inputs(step, query):
    """What a step is given beside the run."""
    if step == "apply":
        return {name: name in query for name in CONFIRMED}
    return {"given": said(query, step)} if step in ("columns", "types") else {}
