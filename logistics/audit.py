"""What the audit needs to know of logistics."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import Audited, Derived, declare, derivation
from liaocheng_plan.documents.audit.numbers import number, rounded, show

from . import audit_modes  # noqa: F401  registers its rule
from .models import MU_PER_HECTARE

declare(
    Audited("logistics-parks", names=("roads.*",), order="listed_order", series=("scale_mu",)),
    Audited("logistics-centres", names=("roads.*",), order="listed_order", series=("scale_mu",)),
    Audited("warehouse-types", order="listed_order"),
)


@derivation("hectares", _("Hectares"), _("scale in mu ÷ 15"))
def hectares(book):
    """Parks and centres; a scale that is not stated gives no figure."""
    for collection in ("logistics-parks", "logistics-centres"):
        for row in book.by_collection[collection]:
            mu = number(row.value("scale_mu"))
            yield Derived(
                what=row.name,
                readings=[] if mu is None else [row.reading("scale_mu")],
                numbers="" if mu is None else f"{show(mu)} ÷ {MU_PER_HECTARE}",
                value=None if mu is None else rounded(mu / MU_PER_HECTARE),
                unit="公顷",
                missing=("scale_mu",) if mu is None else (),
            )
