"""The write side: one viewset for every collection that declares how it is written.

Each request is one transaction. A record is locked before its version is compared, so that of two
clients who change the same state exactly one succeeds.
"""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.decorators import action as route
from rest_framework.response import Response

from . import versions
from .access import MayWrite, require
from .bulk import write_rows
from .inputs import action_input, input_for
from .parsers import StrictJSONParser
from .problems import Refused
from .refusing import rules
from .repeats import once
from .schema_writing import WritingSchema
from .views import RecordViewSet


class WritableViewSet(RecordViewSet):
    """Reading as everywhere, and writing as the collection's `how` declares: see `writable`."""

    how = None
    http_method_names = ("get", "head", "options", "post", "put", "patch", "delete")
    parser_classes = [StrictJSONParser]
    permission_classes = [MayWrite]
    schema = WritingSchema()

    def update(self, request, *args, **kwargs):
        """Replace all writable fields: what is not sent becomes empty."""
        return self.partial_update(request, *args, whole=True, **kwargs)

    @once
    def partial_update(self, request, *args, whole=False, **kwargs):
        """Change the fields that are sent; a state that is sent is led to."""
        record = self.locked(kwargs["key"])
        versions.check(record, request.headers.get("If-Match"))
        with rules():
            record = self.alter(record, request.data, whole)
        return self.answer(record)

    @once
    def bulk(self, request, *args, **kwargs):
        """Make and change several records: all or none."""
        return Response({"results": write_rows(self, request.data)})

    def make(self, data):
        """A new record of what was sent, led to its state; runs inside `rules`."""
        require(self.request, self.how.scope)
        if not self.how.create:
            raise Refused(409, "not_created_here", _("Records of this kind are not made here."))
        values, state, texts = self.read(data, whole=True)
        record = self.how.create(self.request.user, values)
        return self.lead(record, state, texts)

    def alter(self, record, data, whole=False):
        """A record with what was sent, led to its state; runs inside `rules`."""
        values, state, texts = self.read(data, whole)
        if whole:
            values = {name: self.empty(name) for name in self.how.fields} | values
        if values:
            require(self.request, self.how.scope)
            record = self.how.change(self.request.user, record, values)
        return self.lead(record, state, texts)

    def read(self, data, whole):
        """`(values, state, texts)` of what was sent; raises DRF's `ValidationError`."""
        found = (self.whole_class if whole else self.part_class)(data=data)
        found.is_valid(raise_exception=True)
        values = dict(found.validated_data)
        texts = {name: values.pop(name) for name in self.how.texts if name in values}
        return values, values.pop("state", None), texts

    def empty(self, name):
        """What a field holds when nothing is sent for it."""
        field = self.collection.model._meta.get_field(name)
        return field.get_default() if field.has_default() or not field.null else None

    def lead(self, record, state, texts):
        """Take the action that leads to a state, unless the record is there already."""
        if state is None or state == record.state:
            return record
        action = self.how.leading_to(state)
        if action is None:
            raise Refused(409)
        return self.act(record, action, {n: t for n, t in texts.items() if n in action.fields})

    def act(self, record, action, texts):
        """Take an action."""
        require(self.request, action.scope)
        return action.function(self.request.user, record, **texts)

    def locked(self, key):
        """The record that the user may see, locked until the end of the transaction."""
        visible = self.get_queryset().filter(key=key).values_list("pk", flat=True).first()
        try:
            return self.collection.model.objects.select_for_update().get(pk=visible)
        except self.collection.model.DoesNotExist:
            raise Http404 from None

    def address(self, record):
        """The record's own address."""
        name = f"api:{self.collection.name}-detail"
        return self.request.build_absolute_uri(reverse(name, args=[record.key]))

    def answer(self, record, status_code=status.HTTP_200_OK, headers=None):
        """The record as a reader would get it now."""
        shown = self.get_queryset().get(pk=record.pk)
        self.version = versions.version_of(shown)
        return Response(self.get_serializer(shown).data, status_code, headers=headers)


@once
def create(self, request, *args, **kwargs):
    """Make a record."""
    require(request, self.how.scope)
    with rules():
        record = self.make(request.data)
    return self.answer(record, status.HTTP_201_CREATED, {"Location": self.address(record)})


@once
def destroy(self, request, *args, **kwargs):
    """Delete a record."""
    require(request, self.how.scope)
    record = self.locked(kwargs["key"])
    versions.check(record, request.headers.get("If-Match"))
    with rules():
        self.how.delete(request.user, record)
    return Response(status=status.HTTP_204_NO_CONTENT)


def taking(action, collection):
    """The method of a viewset that takes an action."""
    fields = action_input(collection, action)

    @once
    def take(self, request, *args, **kwargs):
        record = self.locked(kwargs["key"])
        require(request, action.scope)
        versions.check(record, request.headers.get("If-Match"))
        with rules():
            found = fields(data=request.data or {})
            found.is_valid(raise_exception=True)
            record = self.act(record, action, found.validated_data)
        return self.answer(record)

    take.__name__ = f"take_{action.name.replace('-', '_')}"
    take.__doc__ = str(action.label)
    take.asked, take.taken = fields, action
    return route(detail=True, methods=["post"], url_path=action.name)(take)


def writable(collection, how):
    """What makes the viewset class of a collection writable."""
    body = {
        "how": how,
        "whole_class": input_for(collection, how, whole=True, suffix="New"),
        "part_class": input_for(collection, how, suffix="Change"),
        "bulk": route(detail=False, methods=["post"])(WritableViewSet.bulk),
    }
    if how.create:
        body["create"] = create
    if how.delete:
        body["destroy"] = destroy
    for action in how.actions:
        method = taking(action, collection)
        body[method.__name__] = method
    return body
