"""The viewset class of each collection."""

from rest_framework.renderers import JSONRenderer

from liaocheng_plan import writing

from .list_parameters import parameters_for
from .ordering import sortable_names
from .records import geometry_name
from .renderers import GeoJSONRenderer
from .serializers import serializer_for
from .views import RecordViewSet
from .writing_views import WritableViewSet, writable


def viewset_for(collection):
    """The class of a collection, by what it declares of itself and of how it is written."""
    geometry, how = geometry_name(collection), writing.get(collection.name)
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
    if how:
        body |= writable(collection, how)
    base = WritableViewSet if how else RecordViewSet
    return type(f"{collection.model.__name__}ViewSet", (base,), body)
