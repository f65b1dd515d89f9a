"""The outlines of a circle: as data of its map, and the page on which staff draw them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from liaocheng_plan import circle_files

from ..display import form_errors
from ..maps.embedding import for_map_readers
from .forms_file import OutlineForm
from .presenters_file import CirclePresenter
from .presenters_outlines import OutlinesPresenter, as_geojson
from .views_file import circle_or_404


@require_safe
@for_map_readers
@cache_control(private=True, no_cache=True)
def data(request, key):
    """The outlines as GeoJSON (WGS 84)."""
    answer = as_geojson(circle_or_404(key))
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


@login_required
def outlines(request, key):
    """Draw, replace or read an outline from a file."""
    circle = circle_or_404(key)
    shown = OutlinesPresenter(circle, request.user)
    if not shown.may:
        raise PermissionDenied
    form, draw = form_for(request, shown), circle_files.offer().draw
    if request.method == "POST" and form_errors.accepts(
        form, lambda data: draw(request.user, circle, **data)
    ):
        messages.success(request, _("The outline is stored; the older one is kept."))
        return redirect("circle-outlines", key=key)
    found = {"record": CirclePresenter(circle, True), "outlines": shown, "form": form}
    found["kind"] = form["kind"].value()
    status = 400 if form.is_bound else 200
    return render(request, "portal/circles/circle_outlines.html", found, status=status)


def form_for(request, shown):
    """The form for the kind that `?kind=` names, with the outline that there is."""
    kinds = circle_files.offer().drawn
    kind = request.GET.get("kind") if request.GET.get("kind") in kinds else kinds[-1]
    shape, position = shown.shapes.get(kind), shown.circle.geometry
    first = {"kind": kind}
    if shape is not None:
        names = ("source", "as_of", "error_m", "geometry")
        first |= {name: getattr(shape, name) for name in names}
    centre = position.centroid if position else None
    return OutlineForm(request.POST or None, request.FILES or None, initial=first, centre=centre)


@require_POST
@login_required
def remove(request, key, kind):
    """Take an outline away; the history keeps it."""
    circle = circle_or_404(key)
    try:
        circle_files.offer().remove(request.user, circle, kind)
        messages.success(request, _("The outline is removed; the history keeps it."))
    except ValidationError as error:  # somebody else was faster, or it is computed
        messages.error(request, " ".join(error.messages))
    return redirect("circle-outlines", key=key)
