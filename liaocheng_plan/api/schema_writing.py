"""The OpenAPI description of what writes: bodies, versions, repeats, refusals."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from . import shapes
from .bulk import MOST_ROWS, WrittenSerializer
from .repeats import HEADER, LONGEST
from .schema import REFUSALS, CollectionSchema

FURTHER = {
    "400": _("The content is no JSON, or a parameter is wrong."),
    "401": _("Without a token, or with one that opens nothing."),
    "403": _("Scope, role or area do not allow this."),
    "409": _("The state of the record does not allow this; `detail` says what to do instead."),
    "412": _("Somebody changed the record meanwhile: read it again."),
    "413": _("Too much at once."),
    "415": _("Only application/json is taken."),
    "422": _("Something is not valid; `errors` name field and reason, in bulk as rows.N.field."),
    "428": _("If-Match is missing."),
}
SUMMARIES = {
    "create": _("Make a record"),
    "update": _("Replace all writable fields"),
    "partial_update": _("Change single fields"),
    "destroy": _("Delete a record"),
    "bulk": _("Write several records: all or none"),
}
IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description=_("The ETag of the record as you read it, or its `etag`."),
)
REPEATABLE = OpenApiParameter(
    HEADER,
    {"type": "string", "maxLength": LONGEST, "pattern": "^[!-~]*$"},
    OpenApiParameter.HEADER,
    description=_("The same key with the same request is answered as the first time."),
)


class WritingSchema(CollectionSchema):
    """As reading, and what the collection's `how` declares."""

    @property
    def writes(self):
        """Whether the operation changes anything."""
        return self.method != "GET"

    @property
    def refused(self):
        """Writing is never "unchanged", and may be refused in more ways."""
        if not self.writes:
            return REFUSALS
        return dict(sorted({**REFUSALS, **FURTHER}.items()))

    def refusals(self, direction):
        """As inherited; writing knows no 304."""
        found = super().refusals(direction)
        if self.writes:
            del found["304"]
        return found

    def get_auth(self):
        """Writing needs somebody."""
        return [way for way in super().get_auth() if way or not self.writes]

    def get_extensions(self):
        """The scopes of which a token needs one."""
        scopes = [self.view.how.scope]
        if self.action:
            scopes = [self.action.scope]
        elif self.view.action in ("update", "partial_update", "bulk"):
            scopes = list(self.view.how.scopes)
        return {"x-scopes": scopes} if self.writes else {}

    @property
    def action(self):
        """The declared action that the operation takes, or None."""
        return getattr(getattr(self.view, self.view.action, None), "taken", None)

    def get_summary(self):
        """What the operation does."""
        if not self.writes:
            return super().get_summary()
        return str(self.action.label if self.action else SUMMARIES[self.view.action])

    def get_override_parameters(self):
        """The headers that writing uses."""
        if not self.writes:
            return []
        versioned = self.view.action not in ("create", "bulk")
        return [*([IF_MATCH] if versioned else []), REPEATABLE]

    def get_request_serializer(self):
        """What may be sent."""
        if self.action:
            return getattr(self.view, self.view.action).asked
        if self.view.action == "bulk":
            return {"application/json": self.rows()}
        return (
            self.view.part_class if self.view.action == "partial_update" else self.view.whole_class
        )

    def rows(self):
        """A bulk request: what a change takes, with key and version of what is changed."""
        part = self.resolve_serializer(self.view.part_class, "request").name
        named = {"key": shapes.TEXT, "etag": shapes.TEXT}
        row = {"allOf": [shapes.ref(part), {"type": "object", "properties": named}]}
        rows = {"type": "array", "items": row, "minItems": 1, "maxItems": MOST_ROWS}
        return {"type": "object", "required": ["rows"], "properties": {"rows": rows}}

    def get_response_serializers(self):
        """The record, or what became of each row."""
        if self.view.action == "bulk":
            return {200: WrittenSerializer}
        if self.action:
            return {200: self.view.serializer_class}
        return super().get_response_serializers()

    def get_examples(self):
        """What the collection gives as an example of a new record."""
        example = self.view.how.example
        if not example or self.view.action not in ("create", "bulk"):
            return []
        value = example if self.view.action == "create" else {"rows": [example]}
        return [OpenApiExample("example", value, request_only=True)]
