"""What lies under the places: district boundaries and schematic roads, for orientation only."""

import hashlib
import json
from functools import lru_cache

from django.conf import settings
from django.db.models import Count, Max
from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from liaocheng_plan.organisation.models import Area

from .embedding import for_map_readers
from .presenters import geometry_dict


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
