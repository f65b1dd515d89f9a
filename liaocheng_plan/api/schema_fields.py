"""The OpenAPI description of single fields and of how a client proves who it is."""

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.extensions import (
    OpenApiAuthenticationExtension,
    OpenApiSerializerFieldExtension,
)

from liaocheng_plan import writing

from . import shapes


class TokenScheme(OpenApiAuthenticationExtension):
    """Personal tokens."""

    target_class = "liaocheng_plan.api.authentication.PersonalToken"
    name = "token"

    def get_security_definition(self, auto_schema):
        """Bearer, with the scopes in words."""
        scopes = "\n".join(f"* `{scope.name}` {scope.label}" for scope in writing.scopes())
        text = _("A token of one’s own, made at /account/tokens/. Scopes:")
        return {"type": "http", "scheme": "bearer", "description": f"{text}\n{scopes}"}


class SessionScheme(OpenApiAuthenticationExtension):
    """Signed in to the portal in the same browser."""

    target_class = "liaocheng_plan.api.authentication.Session"
    name = "session"

    def get_security_definition(self, auto_schema):
        """The session's cookie; writing needs the header X-CSRFToken as well."""
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


class TermExtension(OpenApiSerializerFieldExtension):
    """Terms of fixed lists as named enumerations, each term with its label."""

    target_class = "liaocheng_plan.api.fields.TermField"

    def get_name(self):
        """The name of the list."""
        return self.target.component

    def map_serializer_field(self, auto_schema, direction):
        """The terms."""
        terms = self.target.choices
        labels = "\n".join(f"* `{term}` {label}" for term, label in terms.items())
        return {"type": "string", "enum": list(terms), "description": labels}


class KeyExtension(OpenApiSerializerFieldExtension):
    """Related records by key."""

    target_class = "liaocheng_plan.api.fields.KeyField"

    def map_serializer_field(self, auto_schema, direction):
        """A key."""
        return {"type": "string"}


class ShapeExtension(OpenApiSerializerFieldExtension):
    """JSON columns by their declared form."""

    target_class = "liaocheng_plan.api.fields.ShapedField"

    def map_serializer_field(self, auto_schema, direction):
        """The form, or any JSON value."""
        return dict(shapes.SHAPES.get(self.target.shape, {}))


class GeoExtension(OpenApiSerializerFieldExtension):
    """Geometry as one named component."""

    target_class = "liaocheng_plan.api.fields.GeoField"
    priority = 1

    def get_name(self):
        """The component's name."""
        return "Geometry"

    def map_serializer_field(self, auto_schema, direction):
        """Any geometry but a collection of them."""
        return shapes.GEOMETRY
