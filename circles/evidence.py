"""What is known of the businesses in a circle: the scheme's words, outlets, staff's visits.

A circle is named by `collection/key`. An outlet that is open proves its kind of business; a
closed one proves nothing, and that no outlet is registered proves nothing either.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max
from django.db.models.functions import Coalesce, TruncDate

from liaocheng_plan import registry

from .models import FormatVisit, LivingCircle, Outlet, PilotCircle

PRESENT, ABSENT = "present", "absent"
CLAUSE, OUTLET, VISIT = "clause", "outlet", "visit"
WORDS = (("formats_present", PRESENT), ("formats_missing", ABSENT), ("formats_to_add", ABSENT))


@dataclass(frozen=True)
class Evidence:
    """One thing known: `says` present or absent, of which word, since when, from where.

    `kind` is clause (`source`: the field with its citation), outlet (`count` of open ones) or
    `visit`; `concept` is set where the kind of business itself is known, else the word decides.
    `filters` choose the outlets in their list.
    """

    kind: str
    says: str
    word: str
    on: date | None = None
    field: str = ""
    citation: object | None = None
    concept: str = ""
    count: int = 0
    note: str = ""
    filters: dict | None = None
    visit: object | None = None


def place_of(circle):
    """A circle as evidence names it: `collection/key`."""
    return f"{registry.of(circle).name}/{circle.key}"


def collect(circles):
    """`{place: [Evidence, …]}` of circles fetched with citations, in two further queries."""
    found = defaultdict(list)
    places = {place_of(circle): circle for circle in circles}
    for place, circle in places.items():
        found[place] += printed(circle)
    for place, evidence in outlets(circles):
        found[place].append(evidence)
    for visit in FormatVisit.objects.filter(place__in=places).select_related(
        "concept", "visited_by"
    ):
        found[visit.place].append(visited(visit))
    return found


def printed(circle):
    """What the scheme prints of a pilot; a planned circle's words say nothing of formats."""
    if not isinstance(circle, PilotCircle):
        return []
    return [
        Evidence(
            CLAUSE,
            says,
            word,
            on=issued(circle),
            field=field,
            citation=circle.citation_for(field),
        )
        for field, says in WORDS
        for word in getattr(circle, field) or []
    ]


def issued(circle):
    """The day of the document that a circle's words stand in, or None."""
    citation = circle.citation
    return citation.clause.document.issued_on if citation else None


def outlets(circles):
    """`(place, Evidence)` of open outlets by circle and type; a matched pilot shares them."""
    places = places_by_circle(circles)
    rows = (
        Outlet.objects.order_by()
        .operating()
        .filter(circle__in=places, business_type__isnull=False)
        .values_list("circle", "circle__key", "business_type__key", "business_type__name")
        .annotate(number=Count("pk"), latest=Max(Coalesce("opened_on", TruncDate("updated_at"))))
    )
    for circle, key, type_key, word, number, latest in rows:
        for place in places[circle]:
            yield (
                place,
                Evidence(
                    OUTLET,
                    PRESENT,
                    word,
                    on=latest,
                    count=number,
                    filters={"circle": key, "business_type": type_key},
                ),
            )


def places_by_circle(circles):
    """`{id of a planned circle: places that its outlets are evidence for}`."""
    found = defaultdict(list)
    pilots = {}
    for circle in circles:
        if isinstance(circle, LivingCircle):
            found[circle.pk].append(place_of(circle))
        else:
            pilots[circle.pk] = place_of(circle)
    matched = (
        LivingCircle.objects.filter(pilot__in=pilots) if pilots else LivingCircle.objects.none()
    )
    for pk, pilot in matched.values_list("pk", "pilot"):
        found[pk].append(pilots[pilot])
    return found


def visited(visit):
    """A visit as evidence."""
    return Evidence(
        VISIT,
        PRESENT if visit.present else ABSENT,
        visit.concept.name,
        on=visit.visited_on,
        concept=visit.concept.key,
        note=visit.note,
        visit=visit,
    )
