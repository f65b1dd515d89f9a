"""Coverage as JSON: figures with the method, the factor, the network's day and the rule."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from liaocheng_plan import coverage_results, coverage_words

from .fields import rounded


class CoverageResultSerializer(serializers.Serializer):
    """One figure, or the reason why there is none."""

    described = _("Coverage by one kind of business, or by all basic types of a standard")

    kind_of_business = serializers.CharField(source="concept.key", allow_null=True, default=None)
    standard = serializers.CharField(source="standard.key", allow_null=True, default=None)
    name = serializers.SerializerMethodField()
    people = serializers.IntegerField(allow_null=True)
    people_in_reach = serializers.IntegerField(source="people_in", allow_null=True)
    people_low = serializers.IntegerField(allow_null=True)
    people_high = serializers.IntegerField(allow_null=True)
    share = serializers.SerializerMethodField(help_text=_("Of people; 1 is all"))
    communities = serializers.IntegerField(allow_null=True)
    communities_qualifying = serializers.IntegerField(source="communities_in", allow_null=True)
    communities_not_judged = serializers.IntegerField(source="communities_unknown", allow_null=True)
    area_share = serializers.FloatField(
        source="area_in",
        allow_null=True,
        help_text=_(
            "Only where nobody is known to live there; no share of people. Of the circle’s outline;"
            " for the city of all circles’ outlines together, not of the city’s area"
        ),
    )
    area_outside_network = serializers.FloatField(
        source="area_off", allow_null=True, help_text=_("Of the same area; in no share")
    )
    places_outside_network = serializers.IntegerField(
        source="places_off",
        allow_null=True,
        help_text=_("Where people live farther from any street than network_limit_m"),
    )
    people_outside_network = serializers.IntegerField(
        source="people_off", allow_null=True, help_text=_("Who lives there; in no other number")
    )
    people_undecided = serializers.IntegerField(
        source="people_unsure",
        allow_null=True,
        help_text=_(
            "Whom an outlet outside the network alone may serve: within radius_m in a straight"
            " line; in no other number"
        ),
    )
    communities_undecided = serializers.IntegerField(
        source="communities_off",
        allow_null=True,
        help_text=_("Which these people decide; in no other number"),
    )
    outlets = serializers.IntegerField()
    outlets_outside_network = serializers.IntegerField(
        source="outlets_off", allow_null=True, help_text=_("Among the outlets; they reach nobody")
    )
    outlets_to_be_checked = serializers.IntegerField(source="outlets_uncertain")
    radius_m = serializers.IntegerField(allow_null=True)
    reason = serializers.SerializerMethodField(help_text=_("Why there is no figure"))
    types_without_outlet = serializers.ListField(
        child=serializers.CharField(),
        source="lacking",
        help_text=_("With the reason outlets_off: without an outlet on the street network"),
    )
    value_kind = serializers.SerializerMethodField()

    def get_name(self, result) -> str:
        """What is covered, as printed."""
        return (result.concept or result.standard).name

    def get_share(self, result) -> float | None:
        """People in reach ÷ people; null where one is not known."""
        if result.people_in is None or not result.people:
            return None
        return round(result.people_in / result.people, 6)

    def get_reason(self, result) -> str | None:
        """A stable code; null where there is a figure."""
        return result.reason or None

    def get_value_kind(self, result) -> str:
        """Always derived."""
        return "derived"


class CoverageMethodSerializer(serializers.Serializer):
    """How it was computed."""

    described = _("How coverage was computed, and on what it rests")

    way = serializers.ChoiceField(["straight", "network"])
    words = serializers.CharField()
    factor = serializers.CharField(allow_null=True)
    factor_low_reach = serializers.CharField(allow_null=True)
    factor_high_reach = serializers.CharField(allow_null=True)
    network_limit_m = serializers.IntegerField(
        source="far_m",
        allow_null=True,
        default=None,
        help_text=_("What lies farther from any street is outside the network, and unknown"),
    )
    minutes = serializers.IntegerField()
    radius_m = serializers.IntegerField()
    barriers = serializers.BooleanField()
    crossings = serializers.IntegerField()
    community_share_min = serializers.CharField()


class CoverageDatasetSerializer(serializers.Serializer):
    """One dataset that a run used."""

    described = _("Data that coverage rests on")

    name = serializers.CharField()
    source = serializers.CharField()
    as_of = serializers.DateField()


class CoverageSerializer(serializers.Serializer):
    """The latest run with the figures of one place."""

    described = _("Coverage, with method, factor, day of the network and rule version")

    computed = serializers.BooleanField(help_text=_("False before the first computation"))
    place = serializers.CharField(allow_null=True, help_text=_("Null for the whole city"))
    outline = serializers.CharField(allow_null=True)
    read_at = serializers.DateTimeField(allow_null=True)
    rule = serializers.CharField(allow_null=True)
    network_date = serializers.DateField(allow_null=True)
    changed_since = serializers.ListField(child=serializers.CharField())
    method = CoverageMethodSerializer(allow_null=True)
    datasets = serializers.DictField(child=CoverageDatasetSerializer())
    results = CoverageResultSerializer(many=True)
    reach = serializers.JSONField(
        allow_null=True, help_text=_("The circle’s computed reach as GeoJSON, WGS 84")
    )


def coverage_of(place):
    """What `CoverageSerializer` writes of a circle (`collection/key`), or "" for the city."""
    offer = coverage_results.offer()
    run = offer.latest()
    reach = offer.outline(place) if place else None
    found = {"computed": run is not None, "place": place or None, "reach": shape(reach)}
    if run is None:
        nothing = dict.fromkeys(("outline", "read_at", "rule", "network_date", "method"))
        return found | nothing | {"changed_since": [], "datasets": {}, "results": []}
    results, datasets = offer.results(run, place), run.basis["datasets"]
    return found | {
        "outline": next((row.outline for row in results), "") or None,
        "read_at": run.read_at,
        "rule": run.basis["rule"]["key"],
        "network_date": datasets.get("streets", {}).get("as_of"),
        "changed_since": offer.changed(run),
        "method": {**run.method, "words": coverage_words.way(run.method, run.basis)},
        "datasets": datasets,
        "results": results,
    }


def shape(outline):
    """An outline as GeoJSON; None for none."""
    if outline is None:
        return None
    return {"type": "MultiPolygon", "coordinates": rounded(outline.geometry.coords)}
