"""What the audit needs to know of markets, terminals and enterprises."""

from liaocheng_plan.documents.audit import Audited, declare

declare(
    Audited("markets", order="listed_order"),
    Audited("retail-terminals", names=("roads.*",), order="listed_order"),
    Audited("enterprises"),
)
