"""The map in admin forms: draw, move or type a position without leaving the host."""

import json

from django.conf import settings
from django.forms.widgets import Media, Script
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from leaflet.forms.widgets import LeafletWidget

from .models import CITY_EXTENT


class PlaceGeometryWidget(LeafletWidget):
    """Point, line or area in WGS 84 on the portal's own backdrop.

    The form carries GeoJSON in a hidden textarea, which the script touches only when something is
    drawn, moved, typed or cleared: text that is saved beside it leaves the position as it was.
    """

    template_name = "leaflet/place_widget.html"
    geom_type = "Geometry"
    areas_only = False
    centre = ""  # `latitude longitude` where an empty map opens

    @property
    def media(self):
        """Leaflet and Leaflet.draw as classic scripts (draw is not strict), then ours."""
        return Media(
            css={
                "screen": [
                    "leaflet/leaflet.css",
                    "leaflet/draw/leaflet.draw.css",
                    "portal/map.css",
                    "portal/admin-map.css",
                ]
            },
            js=[
                "leaflet/leaflet.js",
                "leaflet/draw/leaflet.draw.js",
                Script("portal/admin-map.js", type="module"),
            ],
        )

    def serialize(self, value):
        """GeoJSON with every digit of the coordinates, so that a round trip changes nothing."""
        if not value:
            return ""
        if value.geom_type == "GeometryCollection":
            return value.geojson
        return json.dumps({"type": value.geom_type, "coordinates": value.coords})

    def get_context(self, name, value, attrs):
        """As django-leaflet's, with the address of the backdrop and the script's words."""
        context = super().get_context(name, value, attrs)
        context["backdrop_url"] = reverse("map-backdrop")
        context["extent"] = " ".join(str(edge) for edge in CITY_EXTENT)
        context["review_number"] = settings.MAP_REVIEW_NUMBER
        context["words"] = widget_words()
        context["areas_only"], context["centre"] = self.areas_only, self.centre
        return context

    def _render(self, template_name, context, renderer=None):
        """By the project's own template engine: forms look in apps only."""
        return mark_safe(render_to_string(template_name, context))


class AreaGeometryWidget(PlaceGeometryWidget):
    """Areas alone, on a map that opens where the area is expected."""

    geom_type = "MultiPolygon"
    areas_only = True

    def get_context(self, name, value, attrs):
        """As for every place, with a first hint about areas."""
        context = super().get_context(name, value, attrs)
        context["words"]["none"] = _("Nothing is drawn. Choose “Draw an area” and click around it.")
        return context


def widget_words():
    """Translated words of `admin-map.js`; `{…}` are filled in there."""
    return {
        "map": _("Position on the map"),
        "point": _("Draw a point"),
        "line": _("Draw a line"),
        "area": _("Draw an area"),
        "edit": _("Move or reshape"),
        "done": _("Done"),
        "cancel": _("Cancel"),
        "clear": _("Clear the position"),
        "undo": _("Back to the saved position"),
        "none": _("No position. Choose “Draw a point” and click on the map, or type coordinates."),
        "click_point": _("Click where the place is."),
        "click_line": _("Click along the line; click the last point again to finish."),
        "click_area": _("Click around the area; click the first point again to finish."),
        "drag": _("Drag the handles, then choose “Done”."),
        "placed": _("Position {where}. It is stored when you save the form."),
        "placed_in": _(
            "Position {where}, in {area} by the schematic boundary. "
            "It is stored when you save the form."
        ),
        "saved": _("Saved position {where}."),
        "cleared": _("The position is cleared. It is removed when you save the form."),
        "drawn": _("Shape with {count} points. It is stored when you save the form."),
        "unreadable": _("Give longitude, then latitude in degrees: 115.9826, 36.4573."),
        "crosses": _("The outline must not cross itself."),
        "outside": _("This lies outside Liaocheng. Longitude comes first: 115.9826, 36.4573."),
        "swapped": _("Latitude seems to come first; taken as longitude {lng}, latitude {lat}."),
        "review": _("Map review number {number}"),
        "unreviewed": _("Internal sketch, not reviewed"),
        "schematic": _("Boundaries and roads are schematic, for orientation only"),
        "network": _("The backdrop could not be loaded; the position can still be set."),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
    }
