"""The OpenAPI description: what drf-spectacular cannot see by itself, for all collections."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent

from . import problems, shapes, tables
from .answers import ProblemSerializer, RootSerializer
from .renderers import GeoJSONRenderer

GEOJSON = GeoJSONRenderer.media_type
REFUSALS = {
    "304": _("Nothing has changed since the ETag that If-None-Match names."),
    "400": _("A parameter is wrong; `errors` name it and say how to mend it."),
    "401": _("The token opens nothing: it is unknown, expired or revoked."),
    "404": _("There is no such record."),
    "406": _("Not available in the format asked for."),
    "429": _("Too many requests; `Retry-After` says when to try again."),
}
ETAG = {"ETag": {"schema": {"type": "string"}, "description": _("For If-None-Match.")}}
RETRY = {"Retry-After": {"schema": {"type": "integer"}, "description": _("Seconds to wait.")}}


class CollectionSchema(AutoSchema):
    """Parameters, answers and names after the view's collection."""

    refused = REFUSALS

    @property
    def collection(self):
        """The view's collection; None for the root."""
        return getattr(self.view, "collection", None)

    def get_tags(self):
        """One group per collection."""
        return [self.collection.name] if self.collection else ["api"]

    def get_auth(self):
        """Reading needs no login; with one it may show more."""
        return [{}, *(way for way in super().get_auth() if way)]

    def get_summary(self):
        """The collection's name; a single record by the name of one."""
        if not self.collection:
            return str(RootSerializer.described)
        listed = self._is_list_view()
        return str(self.collection.label if listed else self.collection.label_one)

    def get_description(self):
        """Why a collection may be empty."""
        return str(self.collection.note) if self.collection else ""

    def _get_filter_parameters(self):
        """The address's own parameters; `format` is described with the answers."""
        wanted = self.view.parameters if self.collection and self.method == "GET" else ()
        return [found.as_openapi() for found in wanted if found.name != "format"]

    def _map_serializer_field(self, field, direction, bypass_extensions=False):
        """As inherited; a named component that may be null says so without doubt."""
        found = super()._map_serializer_field(field, direction, bypass_extensions)
        if found and found.get("nullable") and "allOf" in found:
            found["oneOf"] = [*found.pop("allOf"), {"enum": [None]}]
        return found

    def _map_basic_serializer(self, serializer, direction):
        """As inherited, described by the collection's name or the part's own words."""
        found = super()._map_basic_serializer(serializer, direction)
        if hasattr(serializer, "Meta"):
            return {**found, "description": str(serializer.Meta.collection.label_one)}
        return {**found, "description": str(serializer.described)}

    def _get_response_bodies(self, direction="response"):
        """As inherited, with GeoJSON, ETag and the problems that may come instead."""
        bodies = super()._get_response_bodies(direction)
        (success,) = bodies.values()
        content = success.get("content", {})
        if GEOJSON in content:
            content[GEOJSON] = {"schema": self.features(direction)}
        for form in {made.media_type for made in tables.RENDERERS} & set(content):
            content[form] = {"schema": {"type": "string", "format": "binary"}}
        success["headers"] = ETAG
        return bodies | self.refusals(direction)

    def refusals(self, direction):
        """What may come instead, as problems."""
        problem = self.resolve_serializer(ProblemSerializer, direction).ref
        bodies = {code: {"description": str(text)} for code, text in self.refused.items()}
        for code in set(bodies) - {"304"}:
            bodies[code]["content"] = {problems.MEDIA_TYPE: {"schema": problem}}
        bodies["429"]["headers"] = RETRY
        return bodies

    def features(self, direction):
        """The records as GeoJSON."""
        properties = self.resolve_serializer(self.view.properties_class, direction).name
        name = properties.removesuffix("Properties")
        one = self.component(f"{name}Feature", shapes.feature(properties))
        if not self._is_list_view():
            return one
        many = shapes.feature_collection(f"{name}Feature")
        return self.component(f"{name}FeatureCollection", many)

    def component(self, name, schema):
        """Add a named schema and refer to it."""
        found = ResolvedComponent(
            name=name, type=ResolvedComponent.SCHEMA, schema=schema, object=name
        )
        self.registry.register_on_missing(found)
        return shapes.ref(name)
