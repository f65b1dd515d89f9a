"""What the spatial structure declares to the map, the API, the admin and the pages."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.progress import measures
from liaocheng_plan.registry import Collection, Layer, register

from .measures import planned_retail_area
from .models import BusinessDistrict, FormatGuidance, StreetBlock, Zone

register(
    Collection(
        name="zones",
        model=Zone,
        label=_("Spatial structure"),
        label_one=_("Structure element"),
        fields=("kind", *FormatGuidance.FORMATS),
        filters=("kind",),
        search=("positioning", "encouraged"),
        ordering=("id",),
        theme="network",
        layer=Layer(symbol="ring", hue=1),
    )
)
register(
    Collection(
        name="business-districts",
        model=BusinessDistrict,
        label=_("Business districts"),
        label_one=_("Business district"),
        fields=(
            "tier",
            "planned_retail_area_10k_m2",
            "existing_retail_area_10k_m2",
            "existing_scope",
            "mix",
            "bounds",
            "measures",
            *FormatGuidance.FORMATS,
        ),
        filters=("tier",),
        search=("positioning", "encouraged"),
        ordering=("id",),
        theme="districts",
        layer=Layer(symbol="square", hue=2),
    )
)
register(
    Collection(
        name="street-blocks",
        model=StreetBlock,
        label=_("Shopping streets"),
        label_one=_("Shopping street"),
        fields=("category", "listed_order", "length_m", "area_ha", "themes", "bounds"),
        filters=("category",),
        search=("category", "themes"),
        ordering=("listed_order", "id"),
        theme="streets",
        layer=Layer(symbol="diamond", hue=3),
    )
)
measures.register_done("street-blocks", _("Shopping streets done"))
measures.register(
    measures.Measure(
        name="planned-retail-area",
        label=_("Planned retail area of the business districts"),
        formula=_("Σ planned retail area of the business districts (10,000 m²)"),
        function=planned_retail_area,
    )
)
