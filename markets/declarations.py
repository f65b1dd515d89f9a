"""What the markets declare to the map, the API, the admin and the pages."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.registry import Collection, Layer, register

from .models import Enterprise, Market, RetailTerminal

register(
    Collection(
        name="markets",
        model=Market,
        label=_("Commodity markets"),
        label_one=_("Commodity market"),
        fields=("listed_order",),
        filters=("plan_action",),
        ordering=("listed_order", "id"),
        theme="markets",
        layer=Layer(symbol="pentagon", hue=6),
    )
)
register(
    Collection(
        name="retail-terminals",
        model=RetailTerminal,
        label=_("Retail terminals"),
        label_one=_("Retail terminal"),
        fields=("listed_order",),
        filters=("plan_action",),
        ordering=("id",),
        theme="markets",
        layer=Layer(symbol="triangle", hue=7),
    )
)
register(
    Collection(
        name="enterprises",
        model=Enterprise,
        label=_("Enterprises"),
        label_one=_("Enterprise"),
        fields=("tier", "sector"),
        filters=("tier", "sector"),
        search=("sector",),
        ordering=("id",),
        theme="enterprises",
    )
)
