"""The forms of an answer beside plain JSON, and how a client chooses one."""

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import JSONRenderer


class GeoJSONRenderer(JSONRenderer):
    """Records as features, a page of a list as a FeatureCollection with its links.

    The view's `geometry_name` says which field is the geometry; a feature's id is the key.
    """

    media_type = "application/geo+json"
    format = "geojson"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        """GeoJSON of records; the description that OPTIONS asks for stays as it is."""
        view = renderer_context["view"]
        if view.action in ("list", "retrieve"):
            convert = self.collection if view.action == "list" else self.feature
            data = convert(data, view)
        return super().render(data, accepted_media_type, renderer_context)

    def collection(self, data, view):
        """A FeatureCollection of `{next, previous, count, results}`."""
        address = view.request.build_absolute_uri()
        links = (("self", address), ("next", data["next"]), ("prev", data["previous"]))
        return {
            "type": "FeatureCollection",
            "features": [self.feature(record, view) for record in data["results"]],
            "links": [
                {"rel": rel, "href": href, "type": self.media_type} for rel, href in links if href
            ],
            **{name: data[name] for name in ("next", "previous", "count")},
        }

    def feature(self, record, view):
        """A feature of one record."""
        properties = dict(record)
        return {
            "type": "Feature",
            "id": properties.pop("key"),
            "geometry": properties.pop(view.geometry_name),
            "properties": properties,
        }


class Negotiation(DefaultContentNegotiation):
    """As DRF, but an unknown `?format=` is 406 as an unknown `Accept` is."""

    def filter_renderers(self, renderers, format):
        """The renderers of that format; raises `NotAcceptable` where there is none."""
        found = [renderer for renderer in renderers if renderer.format == format]
        if not found:
            raise NotAcceptable(available_renderers=renderers)
        return found
