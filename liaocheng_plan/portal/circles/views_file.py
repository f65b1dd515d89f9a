"""The file of a circle, one of its types, and what staff found there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaocheng_plan import gap_sheets, registry
from liaocheng_plan.progress import circle_reports

from ..display import form_errors, lists
from ..reach.presenters import CircleReach
from ..surveys.presenters_lists import CircleSurveys
from . import guide_map
from .forms import VisitForm
from .forms_file import StatisticsForm
from .presenters_figures import FiguresPresenter
from .presenters_file import CirclePresenter, VisitsPresenter
from .presenters_gaps import SheetPresenter, standard_asked
from .presenters_nearest import NearestPresenter
from .presenters_outlets import OutletsPresenter
from .presenters_outlines import OutlinesPresenter, map_of
from .presenters_tasks_of import of_circle


def circle(request, key):
    """The file of a living or pilot circle, by its key alone."""
    return circle_page(request, circle_or_404(key))


def circle_or_404(key):
    """A circle of either kind."""
    for name in gap_sheets.offer().collections:
        row = lists.public(registry.get(name)).for_lists().filter(key=key).first()
        if row is not None:
            return row
    raise Http404


def circle_page(request, row, bound=None, status=200, report=None):
    """A circle under either of its addresses; `bound` and `report` are forms with errors."""
    offer, staff = gap_sheets.offer(), request.user.is_authenticated
    standards = offer.standards()
    standard, problem = standard_asked(request.GET, standards, offer.usual(row, standards))
    presenter, outlines = CirclePresenter(row, staff), OutlinesPresenter(row, request.user)
    found = {
        "place": presenter,
        "record": presenter,
        "map": map_of(request, outlines, presenter.layers, presenter.focus),
        "sheet": SheetPresenter(offer.sheets([row], standard)[0], staff),
        "standards": standards,
        "problem": problem,
        "visits": VisitsPresenter(row, request.user, bound),
        "outlines": outlines,
        "outlets": OutletsPresenter(row, request.user),
        "figures": FiguresPresenter(row, request.user, report),
        "tasks": of_circle(row),
        "surveys": CircleSurveys(row, presenter.focus, request.user),
        "reach": CircleReach(presenter.focus),
        "no_guide_map": guide_map.blank(row),
    }
    return render(request, "portal/circles/circle.html", found, status=status)


def circle_type(request, key, standard, type_key):
    """One type in one circle: what is known of it, what is needed, the nearest outlets."""
    row, offer = circle_or_404(key), gap_sheets.offer()
    chosen = next((s for s in offer.standards() if s.key == standard), None)
    if chosen is None:
        raise Http404
    staff = request.user.is_authenticated
    sheet = SheetPresenter(offer.sheets([row], chosen)[0], staff)
    line = sheet.row(type_key)
    if line is None:
        raise Http404
    found = {
        "record": CirclePresenter(row, staff),
        "sheet": sheet,
        "row": line,
        "nearest": NearestPresenter(row, line.row),
        "visits": VisitsPresenter(row, request.user, concept=line.row.concept),
    }
    return render(request, "portal/circles/circle_type.html", found)


@require_POST
@login_required
def record_visit(request, key):
    """Keep what was found on the spot."""
    row, offer = circle_or_404(key), gap_sheets.offer()
    form = VisitForm(request.POST)
    if form_errors.accepts(form, lambda data: offer.record(request.user, row, **data)):
        messages.success(request, _("The visit is recorded and counts as evidence."))
        return redirect("circle", key=key)
    return circle_page(request, row, form, 400)


@require_POST
@login_required
def withdraw_visit(request, key, pk):
    """Take an own visit of today back."""
    row, offer = circle_or_404(key), gap_sheets.offer()
    offer.withdraw(request.user, get_object_or_404(offer.visits(row), pk=pk))
    messages.success(request, _("The visit has been taken back; the history keeps it."))
    return redirect("circle", key=key)


@require_POST
@login_required
def report(request, key):
    """Keep statistics of the circle as drafts, or hand them in."""
    row = circle_or_404(key)
    form = StatisticsForm(request.POST, asked=circle_reports.asked_of(registry.of(row).name))
    hand_in = request.POST.get("action") == "submit"
    if form_errors.accepts(
        form, lambda data: circle_reports.report(request.user, row, hand_in=hand_in, **data)
    ):
        done = _("Handed in for review.") if hand_in else _("Saved as draft.")
        messages.success(request, done)
        return redirect("circle", key=key)
    return circle_page(request, row, status=400, report=form)
