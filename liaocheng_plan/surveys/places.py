"""The circle a survey is about, known only by what its subject declares."""

from liaocheng_plan import gap_sheets, registry
from liaocheng_plan.organisation.models import Area

REPORTING = (Area.Kind.DISTRICT, Area.Kind.COUNTY, Area.Kind.FUNCTIONAL_ZONE, Area.Kind.CITY)


def collections():
    """The kinds of circle that surveys can be about."""
    return [registry.get(name) for name in gap_sheets.offer().collections]


def circle_of(place):
    """The circle of `collection/key`, with its area; None where there is none."""
    name, _slash, key = place.partition("/")
    if name not in gap_sheets.offer().collections:
        return None
    return with_area(registry.get(name)).filter(key=key).first()


def circles(areas=None):
    """`[(collection, circles), …]` within areas (ids; None for all)."""
    found = []
    for collection in collections():
        rows = with_area(collection).order_by("id")
        found.append((collection, rows if areas is None else rows.filter(area_id__in=areas)))
    return found


def with_area(collection):
    """Circles without their shapes, which no survey needs."""
    rows = collection.model.objects.select_related("area")
    return rows.defer("geometry", "area__boundary")


def areas_of(places):
    """`{place: area id}` of circles, one query for each kind of circle."""
    return values_of(places, "area_id")


def names_of(places):
    """`{place: name}` of circles, as `areas_of`."""
    return values_of(places, "name")


def values_of(places, column):
    """`{place: value}` of one column of circles, one query for each kind of circle."""
    found = {}
    for collection in collections():
        start = f"{collection.name}/"
        keys = [place.removeprefix(start) for place in places if place.startswith(start)]
        rows = collection.model.objects.filter(key__in=keys) if keys else ()
        for key, value in rows and rows.values_list("key", column):
            found[f"{start}{key}"] = value
    return found


def reporting_area(circle):
    """The area that reports figures of a circle: its district or zone, None where not known."""
    area = circle.area
    while area is not None and area.kind not in REPORTING:
        area = area.parent
    return area


def types_of(circle):
    """The kinds of business of the circle's standard as options, under the words of its list."""
    offer = gap_sheets.offer()
    standard = offer.usual(circle, offer.standards())
    kinds = {kind.key for kind in offer.kinds()}
    found = {}
    for row in offer.sheets([circle], standard)[0].rows:
        if row.concept is not None and row.concept.key in kinds:
            found.setdefault(row.concept.key, row.type.name)
    return [{"key": key, "text": name, "text_en": ""} for key, name in found.items()]
