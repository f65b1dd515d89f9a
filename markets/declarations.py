"""What the markets declare to the map, the API, the admin and the pages."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.progress import measures
from liaocheng_plan.registry import Collection, Layer, register

from .measures import terminal_area_per_thousand
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
        fields=("listed_order", "floor_area_m2"),
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
measures.register_done(
    "markets",
    _("Commodity markets done"),
    measures.done_by_action("markets", {"upgrade": "改造提升", "build": "规划新建"}),
)
measures.register_done(
    "retail-terminals",
    _("Retail terminals kept, upgraded and built"),
    measures.done_by_action(
        "retail-terminals", {"keep": "现状保留", "upgrade": "提升改造", "build": "规划新建"}
    ),
)
measures.register(
    measures.Measure(
        name="terminal-area-per-thousand",
        label=_("Floor area of retail terminals per 1,000 people"),
        formula=_("Σ floor area of the terminals in use (m²) ÷ residents (thousand)"),
        function=terminal_area_per_thousand,
        collections=("retail-terminals",),
        amounts={"retail-terminals": "floor_area_m2"},
    )
)
