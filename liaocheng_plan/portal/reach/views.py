"""Coverage: who lives within a walk of what, the data behind it, and computing it anew."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from liaocheng_plan import coverage_results, gap_sheets

from ..display import form_errors
from ..maps import embedding
from .forms import DataForm, StartForm
from .presenters import CoveragePresenter
from .presenters_data import DataPresenter
from .presenters_on_map import MapCoverage


@require_safe
def coverage(request):
    """The coverage of the city or of one circle."""
    shown = CoveragePresenter(request.GET, request.user)
    rule = {"rule": shown.run.rule.key} if shown.run else None
    found = {
        "coverage": shown,
        "start": StartForm(initial=rule) if shown.may else None,
        "map": reach_map(request, shown),
    }
    return render(request, "portal/reach/reach.html", found)


def reach_map(request, shown):
    """The circles with their computed reach, past barriers; around one circle where it is asked."""
    collections = gap_sheets.offer().collections
    found = embedding.embed(request, collections, focus=shown.place or "", controls="layers card")
    return found | {"outlines": shown.outlines_url}


@require_POST
@login_required
def start(request):
    """Queue a computation; a job does it."""
    form, offer = StartForm(request.POST), coverage_results.offer()
    if form_errors.accepts(form, lambda data: offer.start(request.user, data["rule"])):
        messages.success(request, _("The computation is queued; this page shows how far it is."))
    else:
        messages.error(request, _("Choose one of the rules."))
    return redirect("reach")


@require_safe
@never_cache
def state(request):
    """How far the computation is, for the page's script."""
    run = coverage_results.offer().pending()
    waiting = run is not None and run.state in ("waiting", "running")
    return JsonResponse({"busy": waiting, "progress": run.progress if run else 100})


@require_safe
@embedding.for_map_readers
@cache_control(private=True, no_cache=True)
def outlines(request):
    """Computed reach, barriers and crossings as GeoJSON (WGS 84)."""
    shown = CoveragePresenter(request.GET, request.user)
    answer = {"type": "FeatureCollection", "features": shown.features}
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


@require_safe
@embedding.for_map_readers
@cache_control(private=True, no_cache=True)
def on_map(request):
    """What the map's page shows of coverage: `?coverage=` a kind of business, or the whole rule."""
    shown = MapCoverage(request.GET.get("coverage", ""))
    return JsonResponse(shown.as_dict(), json_dumps_params={"ensure_ascii": False})


def data(request):
    """The data behind it; staff add files."""
    form = None
    shown = DataPresenter(request.user)
    if shown.may:
        form = DataForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        return add(request, form)
    return render(request, "portal/reach/reach_data.html", {"data": shown, "form": form})


@login_required
def add(request, form):
    """Take a file in; a job reads it."""
    offer = coverage_results.offer()
    form = form or DataForm(request.POST, request.FILES)
    if form_errors.accepts(form, lambda given: offer.give(request.user, **given)):
        messages.success(request, _("The file is kept; reload to see how it was read."))
        return redirect("reach-data")
    shown = {"data": DataPresenter(request.user), "form": form}
    return render(request, "portal/reach/reach_data.html", shown, status=400)


@require_POST
@login_required
def use(request, pk):
    """Put a dataset in force, or compute without its kind."""
    offer = coverage_results.offer()
    row = get_object_or_404(offer.datasets(), pk=pk)
    offer.use(request.user, row, in_force="off" not in request.POST)
    messages.success(request, _("Done. The figures follow when coverage is computed again."))
    return redirect("reach-data")
