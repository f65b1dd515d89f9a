"""What logistics declares to the map, the API, the admin and the pages."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.progress import measures
from liaocheng_plan.registry import Collection, Layer, register

from .models import DeliveryPoint, LogisticsCentre, LogisticsPark, WarehouseType

SITE_FIELDS = ("listed_order", "scale_mu", "area_ha", "functions")

register(
    Collection(
        name="logistics-parks",
        model=LogisticsPark,
        label=_("Logistics parks"),
        label_one=_("Logistics park"),
        fields=SITE_FIELDS,
        search=("functions",),
        ordering=("listed_order", "id"),
        theme="logistics",
        layer=Layer(symbol="cross", hue=8),
    )
)
register(
    Collection(
        name="logistics-centres",
        model=LogisticsCentre,
        label=_("Logistics centres"),
        label_one=_("Logistics centre"),
        fields=SITE_FIELDS,
        search=("functions",),
        ordering=("listed_order", "id"),
        theme="logistics",
        layer=Layer(symbol="square", hue=8),
    )
)
register(
    Collection(
        name="delivery-points",
        model=DeliveryPoint,
        label=_("Delivery points"),
        label_one=_("Delivery point"),
        fields=("circle",),
        filters=("circle",),
        ordering=("id",),
        theme="logistics",
        layer=Layer(symbol="triangle", hue=8, on=False),
        note=_("The plan sets a number of delivery points and names none; staff add them."),
    )
)
register(
    Collection(
        name="warehouse-types",
        model=WarehouseType,
        label=_("Types of warehouse"),
        label_one=_("Type of warehouse"),
        fields=("listed_order", "temperature_c", "points"),
        search=("points",),
        ordering=("id",),
        theme="logistics",
    )
)
measures.register_done("logistics-parks", _("Logistics parks done"))
measures.register_done("logistics-centres", _("Logistics centres done"))
measures.register_done("delivery-points", _("Delivery points done"))
