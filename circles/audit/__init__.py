"""What the audit reads of living circles, and its rules about them."""

from liaocheng_plan.documents.audit import Audited, declare

from . import figures, formats, kinds, lists, whereabouts

__all__ = ["figures", "formats", "kinds", "lists", "whereabouts"]

declare(
    Audited("living-circles", names=("roads.*",), order="number"),
    Audited(
        "pilot-circles",
        names=(
            "roads.*",
            "bounds.*",
            "anchors.*.name",
            "firms.*",
            "institutions.*",
            "sights.*",
            "neighbours.*.name",
        ),
        order="number",
    ),
    Audited("business-types", within=("standard", "tier")),
)
