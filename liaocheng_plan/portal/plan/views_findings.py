"""What the plan's self-audit found, rulings on it, and the figures that follow from stated ones."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from liaocheng_plan.documents.audit import jobs, ruling
from liaocheng_plan.documents.models import AuditFinding

from ..display.filters import asked
from . import presenters_derived, presenters_findings
from .presenters_runs import RunPresenter

MAY_RULE = "documents.add_statedchange"


def findings(request):
    """Findings by kind; a bureau editor may have the plan checked again (POST)."""
    if request.method == "POST":
        if not request.user.has_perm(MAY_RULE):
            raise PermissionDenied
        jobs.queue()
        messages.success(request, _("The check is queued; its result stands here in a minute."))
        return redirect("findings")
    names = presenters_findings.FILTERS
    context = {
        "page": presenters_findings.FindingsPresenter({n: asked(request.GET, n) for n in names}),
        "may_rule": request.user.has_perm(MAY_RULE),
        "run": RunPresenter(),
    }
    return render(request, "portal/plan/findings.html", context)


def finding(request, key):
    """One finding: readings, arithmetic, ruling; a bureau editor rules on it (POST)."""
    row = get_object_or_404(AuditFinding, key=key)
    may_rule, errors = request.user.has_perm(MAY_RULE), {}
    if request.method == "POST":
        if not may_rule:
            raise PermissionDenied
        errors = decide(row, request)
        if not errors:
            messages.success(request, _("The ruling is recorded."))
            return redirect("finding", key=key)
    context = {
        "finding": presenters_findings.FindingPresenter(row, request.user.is_authenticated),
        "may_rule": may_rule and row.kind != AuditFinding.Kind.HOLDS and not row.gone_at,
        "errors": errors,
        "typed": {name: request.POST.get(name, "") for name in ("reading", "reason")},
    }
    return render(request, "portal/plan/finding.html", context, status=422 if errors else 200)


def decide(row, request):
    """Make the ruling that a form asks for; `{field: messages}` where it cannot be made."""
    chosen = request.POST.get("reading", "")
    place = int(chosen) if chosen.isascii() and chosen.isdigit() else None
    verdict = chosen if chosen in ruling.Verdict.values else ruling.Verdict.READING
    given = {"reason": request.POST.get("reason", ""), "user": request.user, "verdict": verdict}
    try:
        ruling.rule_on(row, place, **given)
    except ValidationError as error:
        return error.message_dict
    return {}


def derived(request):
    """Every figure that follows from stated ones, with formula, inputs and citations."""
    context = {**presenters_derived.sheet(), "run": RunPresenter()}
    return render(request, "portal/plan/derived.html", context)
