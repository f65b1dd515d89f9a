"""The guide map of a circle as a file."""

import logging
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .. import views_system
from ..display import links
from ..maps import embedding
from . import guide_map as sheets
from .views_file import circle_or_404

log = logging.getLogger("liaocheng_plan.guide_map")


@require_safe
@cache_control(private=True, no_cache=True)
def guide_map(request, key):
    """The PDF; `?size=A4|A3`, `?lang=zh-hans|en` (the reader's language, unless said otherwise)."""
    if not embedding.may_see_maps(request.user):
        return redirect_to_login(request.get_full_path())
    circle = circle_or_404(key)
    size = request.GET.get("size", "A4").upper()
    language = request.GET.get("lang", get_language())
    if size not in sheets.SIZES:
        raise BadRequest(_("Choose A4 or A3 as the size."))
    if language not in dict(settings.LANGUAGES):
        raise BadRequest(_("Choose zh-hans or en as the language."))
    if sheets.blank(circle):
        return nothing_to_draw(request, circle, language)
    url = public_url(request, links.record_url(circle))
    try:
        with override(language):
            made = sheets.pdf(circle, url, size)
    except sheets.FontMissing as error:
        log.error("guide map: no TrueType font at %s", error)
        return views_system.failure(request, "503.html", 503, {"said": missing_font(error)})
    return answer(made, f"{circle.name}-{size}.pdf")


def nothing_to_draw(request, circle, language):
    """404 with the reason: a sheet of paper would stay almost empty."""
    with override(language):
        found = {"circle": circle, "url": links.record_url(circle)}
        return views_system.failure(request, "portal/circles/guide_map_missing.html", 404, found)


def public_url(request, path):
    """The address that a phone finds: below `SITE_URL`, unless that names this machine alone."""
    if urlsplit(settings.SITE_URL).hostname in ("127.0.0.1", "localhost"):
        return request.build_absolute_uri(path)
    return f"{settings.SITE_URL}{path}"


def answer(made, name):
    """The file, shown by the browser under a name that it can be kept by."""
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    return response


def missing_font(error):
    """What the administrator has to do."""
    return _(
        "The Chinese font for PDF files is missing on the server (%(path)s). Install the package "
        "fonts-wqy-zenhei, or name a TrueType font in PDF_FONT."
    ) % {"path": error}
