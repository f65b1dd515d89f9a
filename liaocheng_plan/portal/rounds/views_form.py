"""An area's form: typed, saved as drafts, handed in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaocheng_plan.progress import reviewing, rounds

from . import presenters_lines, round_input
from .presenters import FormPresenter
from .round_access import demand, form_of, staff_page

TAKE = "take:"


@staff_page
def form(request, key, area):
    """The form; POST saves what was typed, then does what the button says."""
    round_, place, submission = form_of(request.user, key, area)
    lines = rounds.asked_of(round_, place)
    typed, errors = None, {}
    if request.method == "POST":
        demand(reviewing.may_report(request.user, place))
        action = request.POST.get("action", "save")
        typed = round_input.read(lines, request.POST)
        errors, said = act(request.user, round_, place, typed, action)
        if action == "autosave":
            return told(round_, place, errors)
        if not errors:
            messages.success(request, said)
            return redirect("round-form", key=key, area=area)
        lines = rounds.asked_of(round_, place)
        submission.refresh_from_db()
    context = {
        **about(request, round_, submission, lines),
        "groups": presenters_lines.groups(lines, typed, errors),
        "errors": errors,
        "form_errors": errors.get("", []),
    }
    return render(request, "portal/rounds/round_form.html", context, status=422 if errors else 200)


def about(request, round_, submission, lines):
    """What form and review both show."""
    return {
        "round": round_,
        "form": FormPresenter(submission, request.user),
        "filled": presenters_lines.progress(lines),
        "may_type": round_.closed_at is None
        and reviewing.may_report(request.user, submission.area)
        and any(not line.locked for line in lines),
        "may_review": reviewing.may_review(request.user),
    }


def act(user, round_, area, typed, action):
    """Save, then take over or hand in; `({slot: messages}, what was done)`.

    A form with a line that cannot be read is not saved at all; a form that cannot be handed in
    stays saved as drafts.
    """
    if typed.errors:
        return typed.errors, ""
    try:
        saved = rounds.save_form(user, round_, area, typed.values, typed.stamps)
        if action == "submit":
            rounds.hand_in(user, round_, area)
            return {}, _("Handed in for review.")
        if action.startswith(TAKE):
            slot = action[len(TAKE) :]
            saved = rounds.carry_over(user, round_, area, None if slot == "all" else slot)
    except ValidationError as error:
        return by_slot(error), ""
    text = ngettext("%(n)d line saved as draft.", "%(n)d lines saved as drafts.", len(saved))
    return {}, text % {"n": len(saved)}


def by_slot(error):
    """`{slot: messages}`; what concerns no single line stands under "" ."""
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


def told(round_, area, errors):
    """What the page's script needs after saving by itself: the new stamps, or what is wrong."""
    stamps = {line.slot: line.stamp for line in rounds.asked_of(round_, area)}
    at = timezone.localtime().strftime("%H:%M")
    answer = {"errors": errors} if errors else {"stamps": stamps, "at": at}
    return JsonResponse(answer, status=422 if errors else 200)
