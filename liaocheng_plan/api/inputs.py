"""What a client may send: the fields that a collection declares as writable, and no others."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from .fields import KeyField, TermField
from .records import field_names, heavy_fields
from .serializers import ModelFields, term_name

LONGEST_TEXT = 2000


class Strict:
    """For serializers: a field that would be passed over is refused."""

    shown = ()

    def to_internal_value(self, data):
        """Python values of what was sent; raises on fields that cannot be written."""
        further = set(data) - set(self.fields) if isinstance(data, dict) else ()
        if further:
            raise serializers.ValidationError({n[:60]: self.refusal(n) for n in sorted(further)})
        return super().to_internal_value(data)

    def refusal(self, name):
        """Why a field cannot be written."""
        if name in self.shown:
            return serializers.ErrorDetail(_("This field cannot be written here."), "read_only")
        detail = _("There is no such field; those that can be written are: %(fields)s.")
        return serializers.ErrorDetail(detail % {"fields": ", ".join(self.fields)}, "unknown_field")


class StrictSerializer(Strict, serializers.Serializer):
    """Plain fields, and no others."""

    described = ""


class InputSerializer(Strict, ModelFields):
    """The writable fields of one collection; related records by key."""

    def build_relational_field(self, field_name, relation_info):
        """Any record of the related collection, by key."""
        field, related = relation_info.model_field, relation_info.related_model
        records = related._default_manager.defer(*heavy_fields(related))
        return KeyField, {"read_only": False, "queryset": records, "allow_null": field.null}

    def get_validators(self):
        """The subject's rules judge the whole, not the columns' constraints."""
        return []


def input_for(collection, how, whole=False, suffix=""):
    """The serializer of what may be sent; `whole` asks for all that a new record needs.

    Beside the declared fields it takes `state` where actions lead to one, and their texts.
    """
    needed = {name: {"required": whole and name in how.required} for name in how.fields}
    meta = {
        "model": collection.model,
        "collection": collection,
        "fields": [*how.fields, *transition_fields(how)],
        "extra_kwargs": needed,
    }
    shown = field_names(collection)
    body = {"Meta": type("Meta", (), meta), "shown": shown, **transitions(collection, how)}
    return type(f"{collection.model.__name__}{suffix}", (InputSerializer,), body)


def transition_fields(how):
    """Names of what leads to another state, with the texts that this asks for."""
    leading = any(action.state for action in how.actions)
    return [*(["state"] if leading else []), *how.texts]


def transitions(collection, how):
    """The fields of that name: a state among the collection's own, short texts."""
    fields = {name: text_field() for name in how.texts}
    if "state" in transition_fields(how):
        states = collection.model._meta.get_field("state").choices
        component = term_name(collection.model, "state")
        fields["state"] = TermField(states, component=component, required=False)
    return fields


def text_field():
    """A short text."""
    return serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_TEXT)


def action_input(collection, action):
    """The serializer of what an action asks for."""
    name = f"{collection.model.__name__}{action.name.title().replace('-', '')}"
    body = {field: text_field() for field in action.fields}
    body["described"] = action.label
    return type(f"{name}Serializer", (StrictSerializer,), body)
