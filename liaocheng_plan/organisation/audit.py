"""What the audit needs to know of areas and departments, and what only they show."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import Audited, Found, declare, rule

declare(
    Audited("areas"),
    Audited("departments"),
    Audited("references"),
)


@rule(
    "undefined-extent",
    _("Extents without a definition: %(what)s"),
    _("Figures hold for an extent; where several are used and none defined, they cannot add up."),
)
def undefined_extents(book):
    """Urban extents that no clause defines; the bureau decides their members."""
    rows = [row for row in book.by_collection["areas"] if row.value("kind") == "urban"]
    if rows:
        yield Found(
            kind="ambiguity",
            subject="urban",
            readings=[row.reading("name") for row in rows],
            arithmetic=" ≠ ".join(row.name for row in rows),
            what="、".join(row.name for row in rows),
            severity="medium",
        )
