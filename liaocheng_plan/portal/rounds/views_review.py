"""The reviewer's page of an area's form: approve, or return with a reason."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaocheng_plan.progress import reviewing, rounds

from . import presenters_lines
from .round_access import form_of, staff_page
from .views_form import about


@staff_page
def review(request, key, area):
    """Every line beside last time's; POST decides on all that were handed in, or the marked."""
    round_, place, submission = form_of(request.user, key, area)
    lines = rounds.asked_of(round_, place)
    errors, status = [], 200
    if request.method == "POST":
        try:
            messages.success(request, decide(request, lines))
            return redirect("round-review", key=key, area=area)
        except ValidationError as error:
            errors, status = error.messages, 422
        except PermissionDenied as error:
            errors, status = [str(error)], 403
    waiting = [line.report for line in lines if line.report and line.report.state == "submitted"]
    context = {
        **about(request, round_, submission, lines),
        "groups": presenters_lines.groups(lines),
        "errors": errors,
        "waiting": len(waiting),
        "marked": request.POST.getlist("line"),
        "reason": request.POST.get("reason", ""),
        "events": submission.events.select_related("user"),
    }
    return render(request, "portal/rounds/round_review.html", context, status=status)


def decide(request, lines):
    """Approve or return; gives what was done in words. Raises as `reviewing` does."""
    action, marked = request.POST.get("action", ""), set(request.POST.getlist("line"))
    waiting = {
        line.slot: line.report
        for line in lines
        if line.report is not None and line.report.state == "submitted"
    }
    if action.endswith("-marked"):
        waiting = {slot: row for slot, row in waiting.items() if slot in marked}
    if not waiting:
        raise ValidationError(_("Mark at least one line that waits for review."))
    if action.startswith("approve"):
        done = reviewing.approve(request.user, waiting.values())
        text = ngettext("%(n)d line approved.", "%(n)d lines approved.", len(done))
    else:
        done = reviewing.send_back(request.user, waiting.values(), request.POST.get("reason", ""))
        text = ngettext("%(n)d line returned.", "%(n)d lines returned.", len(done))
    return text % {"n": len(done)}
