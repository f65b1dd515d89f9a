"""The read side: one viewset for every declared collection, the root, and what is not there."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import patch_cache_control, patch_vary_headers, set_response_etag
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.metadata import SimpleMetadata
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from liaocheng_plan import registry, writing
from liaocheng_plan.progress.periods import day_end

from . import tables, versions
from .access import reader
from .answers import RootSerializer
from .list_parameters import AS_OF, FORMAT
from .pagination import KeysetPagination, count
from .parameters import read_query
from .records import readable_records
from .renderers import Negotiation

READING = ("get", "head", "options")


class Described(SimpleMetadata):
    """What OPTIONS tells; what can be written is described at /api/schema/."""

    def determine_actions(self, request, view):
        """Nothing."""


class Answering:
    """What all addresses share: known methods and parameters only, an ETag on every answer."""

    content_negotiation_class = Negotiation
    renderer_classes = [JSONRenderer]
    metadata_class = Described
    http_method_names = READING
    parameters = (FORMAT,)
    version, known = None, False

    def initial(self, request, *args, **kwargs):
        """Refuse other methods before anything else, and a query that is not understood."""
        if request.method not in self.allowed_methods:
            raise MethodNotAllowed(request.method)
        super().initial(request, *args, **kwargs)
        self.known = request.user.is_authenticated
        if request.method != "OPTIONS":
            self.asked = read_query(request.query_params, self.parameters)

    def finalize_response(self, request, response, *args, **kwargs):
        """Mark the answer so that caches ask whether it still holds."""
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.streaming:
            return self.let_ask(response)
        if response.exception:
            response.accepted_renderer = JSONRenderer()
        response.add_post_render_callback(self.mark)
        return self.let_ask(response)

    def let_ask(self, response):
        """Caches ask, and keep the answers to different readers and forms apart."""
        patch_cache_control(response, no_cache=True, **({"private": True} if self.known else {}))
        patch_vary_headers(response, ["Accept", "Authorization", "Cookie"])
        return response

    def mark(self, response):
        """Set the ETag: that of a record begins with its version."""
        if self.version and not response.exception:
            return versions.mark(response, self.version)
        return set_response_etag(response)


class RecordViewSet(Answering, ListModelMixin, RetrieveModelMixin, GenericViewSet):
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
        if self.action == "list":
            return self.list_parameters
        return (FORMAT, AS_OF) if self.collection.past and self.action == "retrieve" else (FORMAT,)

    @property
    def day(self):
        """The past day that is asked for, or None."""
        return self.asked.get("as_of")

    def get_renderers(self):
        """The collection's forms; a list comes as a table as well."""
        further = [made() for made in tables.RENDERERS] if self.action == "list" else []
        return [*super().get_renderers(), *further]

    def list(self, request, *args, **kwargs):
        """A page of the list; as a table the whole of it."""
        form = request.accepted_renderer.format
        if form in tables.FORMS:
            return tables.answer(self, self.filter_queryset(self.get_queryset()), form)
        return super().list(request, *args, **kwargs)

    def get_queryset(self):
        """What whoever asks may read."""
        user = reader(self.request, self.collection)
        return readable_records(self.collection, user, self.day and day_end(self.day))

    def filter_queryset(self, queryset):
        """The list narrowed as asked, or the one record asked for."""
        for parameter in self.parameters:
            if parameter.name in self.asked:
                queryset = parameter.narrow(queryset, self.asked[parameter.name])
        return queryset

    def paginate_queryset(self, queryset):
        """The page's records, as they were where a past day is asked for."""
        return self.put_back(super().paginate_queryset(queryset))

    def put_back(self, rows):
        """Rows with the values of the day that is asked for."""
        put_back = self.collection.past.put_back if self.day else None
        return put_back(rows, self.day) if put_back else rows

    def get_object(self):
        """The record asked for; remembers its version where the collection is written to."""
        (record,) = self.put_back([super().get_object()])
        if writing.get(self.collection.name):
            self.version = versions.version_of(record)
        return record


class RootView(Answering, APIView):
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
        "count": count(readable_records(collection, reader(request, collection))),
        "located": collection.located,
        "note": str(collection.note),
        "url": request.build_absolute_uri(reverse(f"api:{collection.name}-list")),
    }


class NothingHere(Answering, APIView):
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
