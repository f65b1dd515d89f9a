"""What the documents declare to the API, the admin and the pages."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.registry import Collection, register

from . import models

register(
    Collection(
        name="documents",
        model=models.Document,
        label=_("Documents"),
        label_one=_("Document"),
        fields=(
            "title",
            "short_name",
            "number",
            "issued_on",
            "period_start",
            "period_end",
            "issuers",
            "addressees",
        ),
        ordering=("id",),
    )
)
register(
    Collection(
        name="clauses",
        model=models.Clause,
        label=_("Clauses"),
        label_one=_("Clause"),
        fields=("document", "section", "kind", "parent", "order", "points"),
        filters=("document", "kind", "section"),
        search=("section", "points"),
        ordering=("document", "order"),
    )
)
register(
    Collection(
        name="references",
        model=models.Reference,
        label=_("Cited documents"),
        label_one=_("Cited document"),
        fields=("number", "issuer", "cited_in"),
        filters=("cited_in",),
        search=("number", "issuer"),
        ordering=("id",),
    )
)
register(
    Collection(
        name="facts",
        model=models.Fact,
        label=_("Stated figures"),
        label_one=_("Stated figure"),
        fields=(
            "value",
            "value_max",
            "unit",
            "year",
            "scope",
            "approximate",
            "qualifier",
        ),
        filters=("year", "unit", "scope"),
        search=("scope", "unit"),
        ordering=("id",),
    )
)
register(
    Collection(
        name="guidance",
        model=models.Guidance,
        label=_("Guidance"),
        label_one=_("Guidance"),
        fields=("box", "applies_to", "points"),
        filters=("box", "applies_to"),
        search=("points",),
        ordering=("id",),
    )
)
register(
    Collection(
        name="plan-checks",
        model=models.PlanCheck,
        label=_("Checks of the plan"),
        label_one=_("Check of the plan"),
        fields=("rule", "settings"),
        filters=("rule",),
        ordering=("id",),
    )
)
register(
    Collection(
        name="audit-findings",
        model=models.AuditFinding,
        label=_("Findings"),
        label_one=_("Finding"),
        fields=(
            "kind",
            "severity",
            "rule",
            "what",
            "sentence",
            "readings",
            "arithmetic",
            "settles",
            "ruling",
            "gone_at",
        ),
        filters=("kind", "severity", "rule"),
        search=("what", "arithmetic"),
        note=_("The plan has not been audited yet."),
    )
)
register(
    Collection(
        name="derived-figures",
        model=models.DerivedFigure,
        label=_("Derived figures"),
        label_one=_("Derived figure"),
        fields=("group", "formula", "calculation", "value", "unit", "inputs", "missing"),
        filters=("group",),
        search=("unit", "calculation"),
        ordering=("order",),
        note=_("The plan has not been audited yet."),
    )
)
register(
    Collection(
        name="coverage-decisions",
        model=models.CoverageDecision,
        label=_("Decisions on printed words"),
        label_one=_("Decision on printed words"),
        fields=("document", "clause", "verdict", "about", "reason", "decided_at"),
        filters=("document", "verdict"),
        search=("reason",),
        ordering=("id",),
    )
)
