"""The read side: one viewset for every declared collection, the root, and what is not there."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import patch_cache_control, patch_vary_headers, set_response_etag
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from liaocheng_plan import registry

from .answers import RootSerializer
from .list_parameters import FORMAT, parameters_for
from .ordering import sortable_names
from .pagination import KeysetPagination, count
from .parameters import read_query
from .records import geometry_name, public_records
from .renderers import GeoJSONRenderer, Negotiation
from .serializers import serializer_for

READING = ("get", "head", "options")


class ReadOnly:
    """What all addresses share: reading only, known parameters only, an ETag on every answer."""

    content_negotiation_class = Negotiation
    renderer_classes = [JSONRenderer]
    http_method_names = READING
    parameters = (FORMAT,)

    def initial(self, request, *args, **kwargs):
        """Refuse other methods before anything else, and a query that is not understood."""
        if request.method.lower() not in READING:
            raise MethodNotAllowed(request.method)
        super().initial(request, *args, **kwargs)
        if request.method != "OPTIONS":
            self.asked = read_query(request.query_params, self.parameters)

    def finalize_response(self, request, response, *args, **kwargs):
        """Mark the answer so that caches ask whether it still holds."""
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.exception:
            response.accepted_renderer = JSONRenderer()
        patch_cache_control(response, no_cache=True)
        patch_vary_headers(response, ["Accept"])
        response.add_post_render_callback(set_response_etag)
        return response


class RecordViewSet(ReadOnly, ListModelMixin, RetrieveModelMixin, GenericViewSet):
    """The records of one collection; `viewset_for` makes the class."""

    collection = None
    geometry_name = None
    list_parameters = ()
    lookup_field = "key"
    lookup_value_regex = "[a-z0-9-]+"
    pagination_class = KeysetPagination

    @property
    def parameters(self):
        """What the query may ask for."""
        return self.list_parameters if self.action == "list" else (FORMAT,)

    def get_queryset(self):
        """What everybody may read."""
        return public_records(self.collection)

    def filter_queryset(self, queryset):
        """The list narrowed as asked, or the one record asked for."""
        for parameter in self.parameters:
            if parameter.name in self.asked:
                queryset = parameter.narrow(queryset, self.asked[parameter.name])
        return queryset


def viewset_for(collection):
    """The viewset class of a collection."""
    geometry = geometry_name(collection)
    body = {
        "collection": collection,
        "list_parameters": parameters_for(collection, sortable_names(collection)),
        "serializer_class": serializer_for(collection),
    }
    if geometry:
        body |= {
            "geometry_name": geometry,
            "renderer_classes": [JSONRenderer, GeoJSONRenderer],
            "properties_class": serializer_for(collection, ("key", geometry), "Properties"),
        }
    return type(f"{collection.model.__name__}ViewSet", (RecordViewSet,), body)


class RootView(ReadOnly, APIView):
    """All collections with their names, addresses and numbers of records."""

    @extend_schema(responses=RootSerializer)
    def get(self, request):
        """List the collections."""
        return Response({"collections": [describe(c, request) for c in registry.collections()]})


def describe(collection, request):
    """One collection: `count` is null where counting would take long."""
    return {
        "name": collection.name,
        "label": str(collection.label),
        "count": count(public_records(collection)),
        "located": collection.located,
        "note": str(collection.note),
        "url": request.build_absolute_uri(reverse(f"api:{collection.name}-list")),
    }


class NothingHere(ReadOnly, APIView):
    """Every other address: a problem, or the way to the same address with its closing slash."""

    schema = None

    def initial(self, request, *args, **kwargs):
        """Raise `Http404` whatever the method is."""
        raise Http404

    def dispatch(self, request, *args, **kwargs):
        """Point to the address with a slash where there is one."""
        path = request.path_info
        if not path.endswith("/") and leads_somewhere(f"{path}/"):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{request.path}/{'?' * bool(query)}{query}")
        return super().dispatch(request, *args, **kwargs)


def leads_somewhere(path):
    """Whether an address belongs to a view of its own."""
    try:
        return resolve(path).url_name != "nothing"
    except Resolver404:
        return False
