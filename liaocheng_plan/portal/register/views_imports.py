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
    """One import: how far it is, its preview, what became of it."""
    context = {"run": RunPresenter(run_or_404(request, pk))}
    return render(request, "portal/register/import.html", context)


@importing
def progress(request, pk):
    """How far the job is, for the page that waits."""
    shown = RunPresenter(run_or_404(request, pk))
    return JsonResponse({"state": shown.run.state, **shown.progress})


@require_POST
@importing
def step(request, pk, step):
    """Apply, cancel or check again."""
    function = outlet_registers.imports().steps.get(step)
    if function is None:
        raise Http404
    given = {"leave_out": "leave_out" in request.POST} if step == "apply" else {}
    try:
        function(request.user, run_or_404(request, pk), **given)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("import", pk=pk)
