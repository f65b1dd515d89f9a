"""A gap sheet as JSON: a circle against a standard, each state with its evidence."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from liaocheng_plan import gap_sheets

from .answers import CitationSerializer
from .fields import NumberField, TermField

CHECKS = [(check.value, check.value) for check in gap_sheets.Check]
STATES = [(state.value, state.value) for state in gap_sheets.State]
KINDS = [(kind, kind) for kind in ("clause", "outlet", "visit")]


MATCHED = _("Key of the circle that the bureau matched to this one, where it is said of that")


def key_of(circle):
    """The key of a circle, or None."""
    return circle.key if circle else None


class EvidenceSerializer(serializers.Serializer):
    """One thing known of a kind of business; who was there is not public."""

    described = _("One thing known of a type: a clause, open outlets, or a visit")

    kind = TermField(KINDS, component="EvidenceKind")
    says = TermField(
        [(s, s) for s in ("present", "absent")],
        component="EvidenceSays",
    )
    word = serializers.CharField()
    on = serializers.DateField(allow_null=True)
    outlets = serializers.SerializerMethodField(help_text=_("Number of open outlets"))
    citation = serializers.SerializerMethodField()
    matched_circle = serializers.SerializerMethodField(help_text=MATCHED)

    def get_matched_circle(self, evidence) -> str | None:
        """The key of the matched circle that it is said of; null where it is the circle itself."""
        return key_of(evidence.twin)

    def get_outlets(self, evidence) -> int | None:
        """How many open outlets; null where it is no outlet."""
        return evidence.count if evidence.kind == "outlet" else None

    def get_citation(self, evidence) -> CitationSerializer(allow_null=True):
        """The printed words with the page that highlights them."""
        return cited(evidence.citation, self.context["request"])


def cited(citation, request):
    """A citation with its page; None for none."""
    if citation is None:
        return None
    return citation.as_dict() | {"page": request.build_absolute_uri(citation.page)}


class GapRowSerializer(serializers.Serializer):
    """One type of a list."""

    described = _("One type of a list in one circle")

    key = serializers.CharField(source="type.key")
    name = serializers.CharField(source="type.name")
    tier = serializers.CharField(source="type.tier")
    kind_of_business = serializers.SerializerMethodField(
        help_text=_("Key of the crosswalk’s entry")
    )
    state = TermField(STATES, component="GapState")
    evidence = EvidenceSerializer(many=True)
    maybe = EvidenceSerializer(many=True, help_text=_("What may mean it; it proves nothing"))

    def get_kind_of_business(self, row) -> str | None:
        """The kind of business that the type names."""
        return row.concept.key if row.concept else None


class GapReasonSerializer(serializers.Serializer):
    """One criterion of a standard."""

    described = _("One criterion: what is required, what was found, and the outcome")

    criterion = serializers.CharField()
    required = NumberField(max_digits=16, decimal_places=4)
    found = NumberField(max_digits=16, decimal_places=4, allow_null=True)
    unknown = serializers.IntegerField()
    measure = serializers.CharField(help_text=_("What is measured, as the standard prints it"))
    check = TermField(CHECKS, component="GapCheck")
    matched_circle = serializers.SerializerMethodField(help_text=MATCHED)

    def get_matched_circle(self, reason) -> str | None:
        """The key of the matched circle that the figure is stated of; else null."""
        return key_of(reason.twin)


class GapSheetSerializer(serializers.Serializer):
    """The sheet."""

    described = _("A circle held against a standard")

    circle = serializers.CharField(source="circle.key")
    name = serializers.CharField(source="circle.name")
    standard = serializers.CharField(source="standard.key")
    standard_name = serializers.CharField(source="standard.name")
    valid_from = serializers.DateField(source="standard.valid_from", allow_null=True)
    verdict = TermField(CHECKS, component="GapCheck")
    reasons = GapReasonSerializer(many=True)
    rows = GapRowSerializer(many=True)
    further = EvidenceSerializer(many=True, help_text=_("Words that no list of the standard has"))
