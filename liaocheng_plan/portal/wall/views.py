"""The wall for a big screen: fetch, present, render."""

from math import isfinite

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..display.filters import asked
from ..maps import embedding
from .presenters import SCENES, WallPresenter

SECONDS, REFRESH = 20, 60
SHORTEST, LONGEST = 0.05, 3600


@require_safe
@never_cache
def wall(request):
    """Scenes that change by themselves; `?scene=` fixes one, `?seconds=` and `?refresh=` pace."""
    problems = []
    scene = chosen_scene(request, problems)
    pace = {
        "seconds": seconds(request, "seconds", SECONDS, problems),
        "refresh": seconds(request, "refresh", REFRESH, problems),
    }
    allowed = embedding.may_see_maps(request.user)
    context = {
        "wall": WallPresenter(with_map=allowed),
        "map": embedding.embed(request, controls="areas", identifier="wall-map"),
        "scene": scene,
        "pace": pace,
        "problems": problems,
        "words": words(),
    }
    return render(request, "portal/wall/wall.html", context)


def chosen_scene(request, problems):
    """The scene that the address fixes, "" for all; says so where there is no such scene."""
    scene = asked(request.GET, "scene")
    if scene and scene not in SCENES:
        text = _("There is no scene “%(scene)s”; the scenes are: %(known)s.")
        problems.append(text % {"scene": scene[:40], "known": ", ".join(SCENES)})
        return ""
    return scene


def seconds(request, name, default, problems):
    """A pace in seconds; says so where it is none."""
    text = asked(request.GET, name)
    try:
        value = float(text) if text else default
    except ValueError:
        value = float("nan")
    if isfinite(value) and SHORTEST <= value <= LONGEST:
        return value
    said = _("%(name)s=%(text)s is no number of seconds from %(low)s to %(high)s.")
    problems.append(said % {"name": name, "text": text[:40], "low": SHORTEST, "high": LONGEST})
    return default


def words():
    """What the script says, in the reader's language; `{…}` are filled in there."""
    return {
        "updated": _("updated {ago}"),
        "now": _("updated just now"),
        "offline": _("No connection since {time}; what was loaded stays on screen"),
    }
