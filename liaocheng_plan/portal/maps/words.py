"""The words of the map's scripts, in the reader's language."""

from django.conf import settings
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _


def words():
    """Translated words by the names that the scripts use; `{…}` are filled in there."""
    return {
        "map": _("Map of the plan's places"),
        "layers": _("Layers"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "city": _("Whole city"),
        "fit_city": _("Show the whole city"),
        "places": _("Places"),
        "fit_places": _("Show where the places are"),
        "review": _("Map review number {number}"),
        "unreviewed": _("Internal sketch, not reviewed"),
        "schematic": _("Boundaries and roads are schematic, for orientation only"),
        "loading": _("Loading the map…"),
        "network": _("The network is gone; what was loaded stays."),
        "server": _("The portal could not answer; what was loaded stays."),
        "forbidden": _("Sign in to see the map."),
        "tiles": _("The base map does not answer; schematic roads are shown instead."),
        "retry": _("Try again"),
        "sign_in": _("Sign in"),
        "sign_in_url": resolve_url(settings.LOGIN_URL),
        "close": _("Close"),
        # Translators: between the parts of a spoken line; in Chinese ，
        "comma": _(", "),
        "open": _("Open its page"),
        "derived": _("derived"),
        "exact": _("surveyed position"),
        "source": _("source’s coordinates"),
        "provisional": _("position to be checked"),
        "within": _("{precision}, within {metres} m"),
        "unlocated": _("to be located"),
        "only_area": _("known only to be in {area}"),
        "area_count": _("{count} more known only to be here"),
        "area_total": _("{count} more known only by area"),
        "several": _("{count} places at this spot"),
        "more": _("Show {count} more"),
        "summary": _("{count} places, {drawn} on the map"),
        "coverage_city": _("Whole city"),
        "coverage_how": _("How it was computed"),
        "coverage_people": _("of the people"),
        "coverage_shows": _("What is drawn"),
        "coverage_ground": _("Barriers and crossings"),
        "coverage_on": _("Coverage: {shown}"),
        "no_data": _("No data"),
        "dense": _("Many places: zoom in to see them one by one."),
    }
