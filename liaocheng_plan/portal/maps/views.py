"""The map: its page, and one JSON document per layer."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from liaocheng_plan import registry

from ..reach.presenters_on_map import MapCoverage
from .embedding import embed, for_map_readers, may_see_maps
from .map_filters import MapFilter
from .page import MapPage
from .presenters import LayerData


@require_safe
def map_page(request):
    """The map with its panel; without a script, the same places as lists."""
    if not may_see_maps(request.user):
        return redirect_to_login(request.get_full_path())
    chosen = MapFilter.from_query(request.GET)
    shown = embed(request, focus=chosen.place, controls="areas")
    page = MapPage(chosen, request.user)
    shown["layers"] = " ".join(layer["url"] for layer in page.layers if layer["on"])
    return render(request, "portal/maps/map.html", {"map": shown, "page": page})


@require_safe
@for_map_readers
@cache_control(private=True, no_cache=True)
def layer(request, collection):
    """One layer as GeoJSON with its lists; takes the page's filters, and `bbox` for dense ones.

    The layer of outlets takes `coverage`, a kind of business: then it has its open outlets alone.
    """
    try:
        declared = registry.get(collection)
    except KeyError as error:
        raise Http404 from error
    if not declared.located or not declared.layer:
        raise Http404
    chosen = MapFilter.from_query(request.GET)
    places = chosen.apply(MapCoverage(chosen.coverage).places(declared))
    data = LayerData(declared, places.order_by(*declared.ordering), bbox(request.GET.get("bbox")))
    return JsonResponse(data.as_dict(), json_dumps_params={"ensure_ascii": False})


def bbox(text):
    """`(west, south, east, north)` of `minlon,minlat,maxlon,maxlat`; None if it is not one."""
    try:
        west, south, east, north = (float(part) for part in (text or "").split(","))
    except ValueError:
        return None
    return (west, south, east, north) if west <= east and south <= north else None
