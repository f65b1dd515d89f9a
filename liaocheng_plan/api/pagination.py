"""Pages that start after a record instead of counting rows: a deep page costs what the first does.

A cursor holds the order's values of the record that a page starts after, signed. Records that
come or go meanwhile shift no page.
"""

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from . import shapes
from .list_parameters import PAGE_SIZE
from .ordering import beyond, ordered, terms_for
from .problems import BadParameters, Wrong

COUNTED = 20_000  # Rows that are counted at most: some milliseconds.


class KeysetPagination(BasePagination):
    """`{next, previous, count, results}`; the view's `asked` has order, size and cursor."""

    def paginate_queryset(self, queryset, request, view=None):
        """The page's records in order; remembers what the links need."""
        asked = view.asked
        self.request = request
        self.size = asked.get("page_size", PAGE_SIZE)
        self.terms = terms_for(view.collection, asked.get("ordering", ()))
        self.signer = Signer(salt=" ".join((view.collection.name, *map(str, self.terms))))
        self.count = count(queryset)
        self.backwards, position = self.read_cursor(asked.get("cursor"))
        if position:
            queryset = queryset.filter(beyond(self.terms, position, self.backwards))
        rows = list(ordered(queryset, self.terms, self.backwards)[: self.size + 1])
        self.more = len(rows) > self.size
        self.started = position is not None
        self.page = rows[: self.size][:: -1 if self.backwards else 1]
        return self.page

    def read_cursor(self, cursor):
        """Direction and position of a cursor: nothing is the start, an empty position an end."""
        if cursor is None:
            return False, None
        try:
            backwards, values = self.signer.unsign_object(cursor)
            terms = self.terms if values else ()
            read = [term.read(value) for term, value in zip(terms, values, strict=True)]
        except (BadSignature, TypeError, ValueError, ValidationError):
            detail = _("Take the cursor from “next” or “previous” and keep the order as it was.")
            raise BadParameters({"cursor": Wrong("bad_cursor", detail)}) from None
        return backwards, read

    def link(self, backwards, record=None):
        """The page after a record (before it, when backwards); without one, the last or first."""
        address = self.request.build_absolute_uri()
        if record is None and not backwards:
            return remove_query_param(address, "cursor")
        position = [term.write(record) for term in self.terms] if record else []
        cursor = self.signer.sign_object([backwards, position], compress=True)
        return replace_query_param(address, "cursor", cursor)

    def next_link(self):
        """Where the list goes on, or None at its end."""
        if self.backwards:
            return self.link(False, self.page[-1] if self.page else None)
        return self.link(False, self.page[-1]) if self.more else None

    def previous_link(self):
        """Where the list came from, or None at its start."""
        if self.backwards:
            return self.link(True, self.page[0]) if self.more else None
        return self.link(True, self.page[0] if self.page else None) if self.started else None

    def get_paginated_response(self, data):
        """The page with its links."""
        return Response(
            {
                "next": self.next_link(),
                "previous": self.previous_link(),
                "count": self.count,
                "results": data,
            }
        )

    def get_paginated_response_schema(self, schema):
        """The page in OpenAPI terms."""
        return shapes.page(results=schema)


def count(queryset):
    """How many records a list has; None where counting them would cost more than the page."""
    found = queryset.order_by().values("pk")[: COUNTED + 1].count()
    return found if found <= COUNTED else None
