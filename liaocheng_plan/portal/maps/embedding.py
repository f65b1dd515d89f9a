"""A map within a page: which layers it draws, and who may see it."""

from functools import wraps

from django.conf import settings
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from liaocheng_plan import registry

from .words import words


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
    """What `portal/parts/_map.html` needs to draw these collections (else all that are on).

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
