"""The final evaluation: what was stated, reported and judged of every dated target, and why."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaocheng_plan.progress import explaining
from liaocheng_plan.progress.models import Target

from ..display import moments
from . import evaluation_files
from .presenters_evaluation import EvaluationPresenter
from .views import target_page


def evaluation(request):
    """The evaluation as a page to print; `?format=xlsx` and `?format=csv` as a table."""
    shown = EvaluationPresenter(moments.of(request))
    form = request.GET.get("format", "")
    if form and form not in evaluation_files.FORMATS:
        raise Http404(_("There is no such format."))
    if form:
        return evaluation_files.FORMATS[form](shown)
    context = {"evaluation": shown, "moment": shown.moment}
    return render(request, "portal/progress/evaluation.html", context)


@require_POST
def explain(request, key):
    """Write the bureau's explanation of a target; an empty text takes it back."""
    target = get_object_or_404(Target.objects.for_lists(series=True), key=key)
    try:
        explaining.explain(request.user, target, request.POST.get("text", ""))
    except ValidationError as error:
        moment = moments.of(request)
        return target_page(request, target, moment, errors=error.message_dict, status=422)
    messages.success(request, _("The explanation is saved."))
    return redirect("target", key=key)
