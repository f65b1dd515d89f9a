"""What every page needs: configuration that templates show, and where in the portal it stands."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

NAVIGATION = (
    ("home", _("Home")),
    ("map", _("Map")),
    ("progress", _("Progress")),
    ("plan", _("Plan")),
    ("circles", pgettext_lazy("menu", "Circles")),
    ("places", _("Places")),
    ("search", _("Search")),
)
SECTION_OF_PATH = {"coverage": "circles", "surveys": "circles", "s": "circles", "outlets": "places"}
OTHER_LANGUAGE = {"zh-hans": ("en", "English"), "en": ("zh-hans", "中文")}


def portal(request):
    """Navigation, the other language, and the map's review number for the notice on every map."""
    language = get_language() or settings.LANGUAGE_CODE
    code, name = OTHER_LANGUAGE.get(language, OTHER_LANGUAGE["zh-hans"])
    return {
        "map_review_number": settings.MAP_REVIEW_NUMBER,
        "navigation": navigation(request.path),
        "other_language": {"code": code, "name": name, "lang": html_language(code)},
        "html_lang": html_language(language),
        "unread_notices": lambda: unread(request),
    }


def unread(request):
    """How many notices wait for whoever is signed in; asked for only where a page shows it."""
    user = getattr(request, "user", None)
    return user.notices.unread().count() if user and user.is_authenticated else 0


def navigation(path):
    """The main menu as `{label, url, current}`; a page below a section marks that section."""
    first = path.strip("/").split("/")[0]
    section = SECTION_OF_PATH.get(first, first or "home")
    return [
        {"label": label, "url": reverse(name), "current": name == section}
        for name, label in NAVIGATION
    ]


def html_language(code):
    """Django's language code as the `lang` attribute writes it."""
    return "zh-Hans" if code == "zh-hans" else code
