"""Coverage of the text: what is printed in each section, and who holds it or why nobody does."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from liaocheng_plan.documents.models import Clause
from liaocheng_plan.documents.texts import coverage as covering

from . import presenters_coverage
from .presenters_plan import ClausePresenter, DocumentPresenter

MAY_DECIDE = "documents.change_coveragedecision"


def coverage(request):
    """Every section of every attached text with its counts."""
    return render(request, "portal/plan/coverage.html", {"texts": presenters_coverage.texts()})


def clause(request, key):
    """One section: everything printed in it; bureau editors accept or dismiss what is open."""
    row = get_object_or_404(Clause.objects.select_related("document"), key=key)
    if request.method == "POST":
        return decide(request, row)
    whole = DocumentPresenter(row.document)
    context = {
        "clause": row,
        "document": whole,
        "presenter": ClausePresenter(row, whole.clauses),
        "coverage": presenters_coverage.of_clause(row),
        "may_decide": request.user.has_perm(MAY_DECIDE),
    }
    return render(request, "portal/plan/clause_coverage.html", context)


def decide(request, row):
    """Take one decision; what is wrong with it is said above the list."""
    if not request.user.has_perm(MAY_DECIDE):
        raise PermissionDenied
    asked = {name: request.POST.get(name, "").strip() for name in ("words", "reason", "about")}
    try:
        if request.POST.get("verdict") == "held":
            covering.accept(
                row, asked["words"], asked["about"], request.user, reason=asked["reason"]
            )
        else:
            covering.dismiss(row, asked["words"], asked["reason"], request.user)
    except ValidationError as error:
        messages.error(request, f"{asked['words']}: {' '.join(error.messages)}")
    else:
        messages.success(request, _("Decided: %(words)s") % {"words": asked["words"]})
    return HttpResponseRedirect(request.path)
