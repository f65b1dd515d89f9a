"""The API's description and the pages to try it, served from the portal itself."""

from functools import cache

from django.conf import settings
from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.response import Response

from .list_parameters import FORMAT
from .parameters import Parameter, Terms
from .views import Answering

LANGUAGE = Terms("lang", choices=tuple(dict(settings.LANGUAGES)))


class SchemaView(Answering, SpectacularAPIView):
    """The OpenAPI description, as YAML or JSON."""

    renderer_classes = SpectacularAPIView.renderer_classes
    parameters = (FORMAT, LANGUAGE)

    def _get_schema_response(self, request):
        return Response(description(get_language()))


@cache
def description(language):
    """The description in one language; it is the same for everybody."""
    return SchemaGenerator().get_schema(public=True)


class DocsView(Answering, SpectacularSwaggerSplitView):
    """Swagger UI; its script has an address of its own, so no policy has to allow inline ones."""

    renderer_classes = SpectacularSwaggerSplitView.renderer_classes
    parameters = (FORMAT, LANGUAGE, Parameter("script"))
    template_name = "api/docs.html"
    url_name = "api:schema"
