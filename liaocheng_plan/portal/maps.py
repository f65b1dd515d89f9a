"""The map: its page, the backdrop and one JSON document per layer."""

import hashlib
import json
from functools import lru_cache, wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db.models import Count, Max
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from liaocheng_plan import registry
from liaocheng_plan.organisation.models import Area

from .map_filters import MapFilter
from .map_page import MapPage
from .map_presenters import LayerData, geometry_dict
from .map_words import words


def may_see_maps(user):
    """Whether maps are open to this user (`MAP_ACCESS`)."""
    return settings.MAP_ACCESS == "public" or user.is_authenticated


def for_map_readers(view):
    """Answer data requests of those who may not see maps with 403 and a stable code."""

    @wraps(view)
    def wrapped(request, **kwargs):
        if may_see_maps(request.user):
            return view(request, **kwargs)
        problem = {"code": "sign_in", "detail": _("Sign in to see the map.")}
        return JsonResponse(problem, status=403)

    return wrapped


def embed(request, collections=None, focus="", controls=None, identifier="map"):
    """What `portal/_map.html` needs to draw a map of these collections (all that are on, else).

    `focus` is `collection/key` of the place to show first. `controls` are of `layers` (a switch),
    `card` (a popup on selection), `areas` (numbers of places known by area only); by default all,
    and around one place the card alone.
    """
    shown = [registry.get(name) for name in collections] if collections else drawn_by_default()
    if controls is None:
        controls = "card" if focus else "layers card areas"
    return {
        "id": identifier,
        "words_id": f"{identifier}-words",
        "layers": " ".join(layer_url(c) for c in shown),
        "backdrop": reverse("map-backdrop"),
        "focus": focus,
        "controls": controls,
        "words": words(),
        "review_number": settings.MAP_REVIEW_NUMBER,
        "tianditu": settings.TIANDITU_KEY[0] if settings.TIANDITU_KEY else "",
        "allowed": may_see_maps(request.user),
    }


def drawn_by_default():
    """The collections whose layer is on unless the reader chooses otherwise."""
    return [c for c in registry.located_collections() if c.layer and c.layer.on]


def layer_url(collection):
    """Where a layer's data is."""
    return reverse("map-layer", args=[collection.name])


@require_safe
def map_page(request):
    """The map with its panel; without a script, the same places as lists."""
    if not may_see_maps(request.user):
        return redirect_to_login(request.get_full_path())
    chosen = MapFilter.from_query(request.GET)
    shown = embed(request, focus=chosen.place, controls="areas")
    page = MapPage(chosen, request.user)
    shown["layers"] = " ".join(layer["url"] for layer in page.layers if layer["on"])
    return render(request, "portal/map.html", {"map": shown, "page": page})


@require_safe
@for_map_readers
@cache_control(private=True, no_cache=True)
def layer(request, collection):
    """One layer as GeoJSON with its lists; takes the page's filters, and `bbox` for dense ones."""
    try:
        declared = registry.get(collection)
    except KeyError as error:
        raise Http404 from error
    if not declared.located or not declared.layer:
        raise Http404
    places = MapFilter.from_query(request.GET).apply(declared.model.objects.all())
    data = LayerData(declared, places.order_by(*declared.ordering), bbox(request.GET.get("bbox")))
    return JsonResponse(data.as_dict(), json_dumps_params={"ensure_ascii": False})


def bbox(text):
    """`(west, south, east, north)` of `minlon,minlat,maxlon,maxlat`; None if it is not one."""
    try:
        west, south, east, north = (float(part) for part in (text or "").split(","))
    except ValueError:
        return None
    return (west, south, east, north) if west <= east and south <= north else None


def backdrop_version(request, **_kwargs):
    """Changes with the areas and with the roads file."""
    rows = Area.objects.aggregate(n=Count("id"), latest=Max("updated_at"))
    stamp = f"{rows['n']} {rows['latest']} {roads_path().stat().st_mtime_ns}"
    return f'"{hashlib.sha256(stamp.encode()).hexdigest()[:24]}"'


@require_safe
@for_map_readers
@cache_control(private=True, no_cache=True)
@condition(etag_func=backdrop_version)
def backdrop(request):
    """District boundaries and schematic roads as GeoJSON: for orientation only."""
    return HttpResponse(backdrop_json(backdrop_version(request)), content_type="application/json")


@lru_cache(maxsize=2)
def backdrop_json(version):
    """The backdrop's text, made once for each version of its sources."""
    features = [area_feature(area) for area in Area.objects.filter(boundary__isnull=False)]
    features += [road_feature(road) for road in json.loads(roads_path().read_text())["features"]]
    answer = {"type": "FeatureCollection", "schematic": True, "features": features}
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def roads_path():
    """The schematic roads of the fixtures."""
    return settings.FIXTURES_DIR / "geometry" / "roads.geojson"


def area_feature(area):
    """An area's boundary; none of them is authoritative."""
    properties = {"kind": "area", "key": area.key, "name": area.name, "schematic": True}
    return {"type": "Feature", "properties": properties, "geometry": geometry_dict(area.boundary)}


def road_feature(road):
    """A schematic road with its name and how far off it may lie."""
    kept = {name: road["properties"].get(name) for name in ("name", "error_m", "extent")}
    properties = {"kind": "road", "schematic": True, **kept}
    return {"type": "Feature", "properties": properties, "geometry": road["geometry"]}
