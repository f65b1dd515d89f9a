"""What is computed of circles: gap sheets and coverage, as JSON."""

from django.http import Http404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from liaocheng_plan import gap_sheets, registry

from .answers_coverage import CoverageSerializer, coverage_of
from .answers_gaps import GapSheetSerializer
from .list_parameters import FORMAT
from .parameters import Parameter, unknown
from .problems import BadParameters
from .records import readable_records
from .views import Answering

STANDARD = Parameter("standard", _("Key of the standard to hold the circle against"))


def circle_of(collection, key):
    """The circle of a key; raises `Http404`."""
    row = readable_records(collection).filter(key=key).first()
    if row is None:
        raise Http404
    return row


def described(collection, title, answer, *parameters):
    """A decorator: how the address of a circle's sheet stands in the schema."""
    form = {"type": "string", "pattern": "^[a-z0-9-]+$"}
    key = OpenApiParameter("key", form, OpenApiParameter.PATH)
    asked = [
        OpenApiParameter(one.name, OpenApiTypes.STR, description=one.description)
        for one in parameters
    ]
    return extend_schema(
        responses=answer, summary=f"{collection.label_one}: {title}", parameters=[key, *asked]
    )


def gaps_view(kind):
    """The view of the gap sheets of one kind of circle."""

    class GapsView(Answering, APIView):
        """The gap sheet of a circle."""

        parameters = (FORMAT, STANDARD)

        @described(kind, _("gap sheet"), GapSheetSerializer, STANDARD)
        def get(self, request, key):
            """Hold the circle against the usual standard, or the one that is asked for."""
            circle, offer = circle_of(kind, key), gap_sheets.offer()
            standard = self.standard(offer, circle)
            sheet = offer.sheets([circle], standard)[0]
            return Response(GapSheetSerializer(sheet, context={"request": request}).data)

        def standard(self, offer, circle):
            """The standard; raises `BadParameters` for one that there is not."""
            rows, key = offer.standards(), self.asked.get("standard")
            if key is None:
                return offer.usual(circle, rows)
            found = [row for row in rows if row.key == key]
            if not found:
                choices = [row.key for row in rows]
                raise BadParameters({"standard": unknown("unknown_value", key, choices)})
            return found[0]

    return GapsView.as_view()


def coverage_view(kind):
    """The view of the coverage of one kind of circle."""

    class CircleCoverageView(Answering, APIView):
        """The coverage of a circle, with its computed reach."""

        @described(kind, _("coverage"), CoverageSerializer)
        def get(self, request, key):
            """The figures of the latest computation."""
            circle_of(kind, key)
            found = coverage_of(f"{kind.name}/{key}")
            return Response(CoverageSerializer(found).data)

    return CircleCoverageView.as_view()


class CoverageView(Answering, APIView):
    """The coverage of the whole city."""

    @extend_schema(responses=CoverageSerializer, summary=_("Coverage of the whole city"))
    def get(self, request):
        """The figures of the latest computation."""
        return Response(CoverageSerializer(coverage_of("")).data)


def addresses():
    """The addresses of all of these."""
    found = [path("v1/coverage/", CoverageView.as_view(), name="coverage")]
    for name in gap_sheets.offer().collections:
        kind = registry.get(name)
        for title, view in (("gaps", gaps_view(kind)), ("coverage", coverage_view(kind))):
            found.append(path(f"v1/{name}/<slug:key>/{title}/", view, name=f"{name}-{title}"))
    return found
