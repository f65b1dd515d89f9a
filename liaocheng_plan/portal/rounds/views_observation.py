"""A single report: its versions, its correction, and its review."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from liaocheng_plan.progress import reviewing, rounds
from liaocheng_plan.progress.models import Observation, ReviewEvent
from liaocheng_plan.surveys.models import Survey

from ..display import links, report_states
from ..surveys.survey_words import in_language
from . import round_input
from .presenters import moment
from .presenters_lines import LinePresenter, said
from .round_access import staff_page


def seen_by(user):
    """Approved versions, replaced ones included, and the open ones that a user may see."""
    shown = Observation.objects.visible_to(user).values("pk")
    approved = Q(state=Observation.State.APPROVED)
    return Observation.objects.filter(approved | Q(pk__in=shown)).for_forms()


@staff_page
def observation(request, key):
    """One report with its versions; POST corrects, changes, hands in, approves or returns it."""
    rows = seen_by(request.user).select_related("round", "replaces", "approved_by")
    row = get_object_or_404(rows, key=key)
    line, typed, errors, status = rounds.line_of(row), None, [], 200
    if request.method == "POST":
        typed = round_input.Typed(stamps={line.slot: line.stamp})
        round_input.read_line(line, request.POST, typed)
        try:
            after = act(request, row, line, typed)
            return redirect("observation", key=after.key) if after else redirect("rounds")
        except ValidationError as error:
            errors, status = error.messages, 422
        except PermissionDenied as error:
            errors, status = [str(error)], 403
    shown = LinePresenter(line, typed, errors)
    context = {
        "report": row,
        "line": shown,
        "versions": versions(request.user, row),
        "errors": errors,
        "reason": request.POST.get("reason", ""),
        "source_url": links.path_url(row.source),
        "source_name": source_name(row.source),
        **possible(request.user, row),
    }
    return render(request, "portal/rounds/round_observation.html", context, status=status)


def source_name(path):
    """What a report follows from: a survey by its title, else `collection/key` as it stands."""
    name, _slash, key = path.partition("/")
    survey = Survey.objects.filter(key=key).first() if name == "surveys" else None
    return in_language(survey, "title") if survey else path


def possible(user, row):
    """What a user may do with a report in its state."""
    mine, stands = reviewing.may_report(user, row.area), row.superseded_at is None
    open_ = Observation.objects.filter(slot=row.slot).open().exclude(pk=row.pk)
    approved = row.state == Observation.State.APPROVED
    return {
        "may_correct": mine and approved and stands and not open_.exists(),
        "may_type": mine and row.state in ("draft", "returned"),
        "may_review": reviewing.may_review(user) and row.state == "submitted",
    }


def versions(user, row):
    """Every version of the same figure, newest first, with the steps of its review."""
    rows = seen_by(user).filter(slot=row.slot).order_by("-version", "-id")
    events = {}
    for event in ReviewEvent.objects.filter(observation__slot=row.slot).select_related("user"):
        events.setdefault(event.observation_id, []).append({"event": event, "at": moment(event.at)})
    return [
        {
            "report": version,
            "said": said(version),
            "state": report_states.of_report(version),
            "events": events.get(version.pk, []),
            "current": version.pk == row.pk,
        }
        for version in rows
    ]


@transaction.atomic
def act(request, row, line, typed):
    """Do what the button says; gives the report to go on with. Raises as `reviewing` does."""
    user, action = request.user, request.POST.get("action", "")
    reason = request.POST.get("reason", "")
    if action == "approve":
        reviewing.approve(user, [row])
        messages.success(request, _("Approved."))
        return row
    if action == "return":
        reviewing.send_back(user, [row], reason)
        messages.success(request, _("Returned."))
        return row
    if action == "withdraw":
        reviewing.withdraw(user, row)
        messages.success(request, _("The draft is deleted."))
        return row.replaces
    if typed.errors:
        raise ValidationError(typed.errors[line.slot])
    return typed_action(request, row, typed.values[line.slot], reason)


def typed_action(request, row, values, reason):
    """Correct an approved report, or change a draft; both may be handed in at once."""
    user = request.user
    if row.state == Observation.State.APPROVED:
        row = reviewing.correct(user, row, reason, **values)
    else:
        row = reviewing.change_draft(user, row, **values)
    if request.POST.get("action") == "submit":
        reviewing.submit(user, [row])
        messages.success(request, _("Handed in for review."))
    else:
        messages.success(request, _("Saved as draft."))
    return row
