"""Reporting rounds: the matrix, opening one, who handed in, closing."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaocheng_plan.organisation.roles import limited_areas
from liaocheng_plan.progress import rounds as rules
from liaocheng_plan.progress.models import Round, Submission

from ..display import workbooks
from . import round_sheets
from .forms import OpenRoundForm
from .presenters import matrix
from .round_access import demand, staff_page

MOST = 24
OPENS = "progress.open_round"


@staff_page
def rounds(request):
    """The latest rounds by area."""
    found = list(Round.objects.all()[:MOST])
    shown = matrix(found, submissions(request.user, found), request.user)
    context = {"matrix": shown, "may_open": request.user.has_perm(OPENS), "most": MOST}
    return render(request, "portal/rounds/rounds.html", context)


def submissions(user, found):
    """The forms of rounds that a user may see, in the order of areas."""
    rows = Submission.objects.filter(round__in=found).of_areas(limited_areas(user))
    return rows.select_related("round", "area").defer("area__boundary").order_by("area_id")


@staff_page
def opening(request):
    """Open a round."""
    demand(request.user.has_perm(OPENS))
    form = OpenRoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.save(request.user)
        if made is not None:
            messages.success(request, _("The round is open; the areas have been told."))
            return redirect("round", key=made.key)
    status = 422 if form.errors else 200
    return render(request, "portal/rounds/round_open.html", {"form": form}, status=status)


@staff_page
def overview(request, key):
    """One round: which area handed in when, and how far each form is."""
    found = get_object_or_404(Round, key=key)
    shown = matrix([found], submissions(request.user, [found]), request.user)
    context = {
        "round": shown.rounds[0],
        "may_close": request.user.has_perm(OPENS),
        "asks": found.targets.count() + found.statistics.count(),
    }
    return render(request, "portal/rounds/round.html", context)


@require_POST
@staff_page
def close(request, key):
    """Close a round; what is missing stays missing."""
    rules.close_round(request.user, get_object_or_404(Round, key=key))
    messages.success(request, _("The round is closed. What is missing stays missing."))
    return redirect("round", key=key)


@staff_page
def sheet(request, key):
    """The whole round as a workbook: the forms, and every line of them."""
    found = get_object_or_404(Round, key=key)
    demand(request.user.has_perm("progress.view_unapproved"))
    book = round_sheets.of(found, submissions(request.user, [found]), request.user)
    return workbooks.answer(book, found.name)
