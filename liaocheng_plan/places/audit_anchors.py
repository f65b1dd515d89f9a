"""What the audit finds between a mall of one document and the stock that another one states."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import Found, rule, told
from liaocheng_plan.documents.audit.numbers import number, show

from .sides import OPPOSITE, whole_road

STOCK = "existing_retail_area_10k_m2"
M2_PER_UNIT = 10_000


@rule(
    "anchor-above-stock",
    _("One building larger than its district's stock: %(what)s"),
    _("A mall that may lie in a district should fit into the stock stated for that district."),
    choice=False,
)
def anchors_above_stock(book):
    """Floor areas of anchors at a crossing inside a district's bounds, by the order of roads."""
    order = stated_order(book)
    districts = [r for r in book.rows if number(r.values.get(STOCK)) and r.values.get("bounds")]
    for circle in book.rows:
        for path, roads in circle.each("anchors.*.roads"):
            size_path = path.replace("roads", "floor_area_m2")
            size = number(circle.value(size_path))
            for district in districts if size is not None else ():
                stock = number(district.value(STOCK)) * M2_PER_UNIT
                if size > stock and may_lie_in(district, roads, order):
                    yield finding(circle, size_path, size, district, stock)


def finding(circle, path, size, district, stock):
    """The finding of one anchor and one district."""
    name = circle.value(path.replace("floor_area_m2", "name"))
    return Found(
        kind="ambiguity",
        subject=f"{circle.ref} {district.ref} {name}",
        readings=[circle.reading(path), district.reading(STOCK), district.reading("location_text")],
        sentence=told(
            _(
                "%(name)s has %(first)s (%(first_at)s) and may lie in %(second_of)s, whose whole"
                " stock is stated with %(second)s (%(second_at)s)."
            ),
            circle.reading(path),
            district.reading(STOCK),
            name=name,
        ),
        arithmetic=f"{show(size)}平方米 > {show(stock)}平方米",
        what=f"{name} / {district.name}",
        severity="medium",
    )


def stated_order(book):
    """Pairs `(road, road)` of which a place says that the first is west or south of the second."""
    pairs = set()
    for row in book.rows:
        bounds = row.values.get("bounds")
        for low, high in (("west", "east"), ("south", "north")):
            if isinstance(bounds, dict) and low in bounds and high in bounds:
                pairs.add((whole_road(bounds[low]), whole_road(bounds[high])))
    return pairs


def may_lie_in(district, roads, order):
    """Whether one road runs through a district and the other lies behind one bound, and before the
    opposite one as far as is stated."""
    bounds = {side: whole_road(road) for side, road in district.value("bounds").items()}
    through = {whole_road(road) for road in district.value("roads") or ()} - set(bounds.values())
    crossing = {whole_road(road) for road in roads}
    return any(inside(other, bounds, order) for other in crossing - through if crossing & through)


def inside(road, bounds, order):
    """Whether a road is stated to lie behind one bound and not beyond the opposite one."""
    for low in ("west", "south"):
        first, last = bounds.get(low), bounds.get(OPPOSITE[low])
        behind = (first, road) in order or (road, last) in order
        beyond = (road, first) in order or (last, road) in order
        if behind and not beyond:
            return True
    return False
