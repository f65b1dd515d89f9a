"""What is known of the businesses in a circle: the scheme's words, outlets, staff's visits.

A circle is named by `collection/key`. An outlet that is open proves its kind of business; a
closed one proves nothing, and that no outlet is registered proves nothing either. Of a matched
pair, what is known of one circle is known of the other.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import CharField, Count, F, Max, Q, Value
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
    `filters` choose the outlets in their list. `twin` is the circle that it is said of, where
    that is the other one of a matched pair.
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
    twin: object | None = None


def place_of(circle):
    """A circle as evidence names it: `collection/key`."""
    return f"{registry.of(circle).name}/{circle.key}"


def collect(circles, kinds, twins):
    """`{place: [Evidence, …]}` of circles fetched with citations, in two further queries.

    `kinds` are all business types by id, `twins` what `twins.twins` gives.
    """
    found = defaultdict(list)
    visits = visited({place_of(circle) for circle in (*circles, *twins.values())})
    counted_there = defaultdict(list)
    for circle, evidence in outlets(circles, kinds, twins):
        counted_there[circle].append(evidence)
    for circle in circles:
        twin = twins.get(circle)
        found[place_of(circle)] = [
            *printed(circle),
            *of_twin(twin, printed(twin)),
            *counted_there[circle],
            *visits[place_of(circle)],
            *(of_twin(twin, visits[place_of(twin)]) if twin else ()),
        ]
    return found


def of_twin(twin, evidence):
    """The same, said to be the twin's."""
    return [replace(item, twin=twin) for item in evidence]


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
            citation=circle.citation_for(f"{field}.{number}"),
        )
        for field, says in WORDS
        for number, word in enumerate(getattr(circle, field) or [])
    ]


def issued(circle):
    """The day of the document that a circle's words stand in, or None."""
    citation = circle.citation
    return citation.clause.document.issued_on if citation else None


def of_another(own, twins_own):
    """Outlets that a matched circle has by its twin alone."""
    return Q(**{f"{own}__isnull": True}) | ~Q(**{own: F(twins_own)})


BY_TWIN = {
    "circle__pilot": of_another("pilot", "circle__pilot"),
    "pilot__planned_circles": of_another("circle", "pilot__planned_circles"),
}
"""Through which relation a pilot, and a planned circle, has the outlets of its twin."""


def outlets(circles, kinds, twins):
    """`(circle, Evidence)` of open outlets by circle and type, in one query.

    A matched circle has those registered for itself, and those of its twin but for its own.
    `kinds` are all types by id: outlets are counted by ids alone, which an index answers without
    the rows.
    """
    planned = {c.pk: c for c in circles if isinstance(c, LivingCircle)}
    pilots = {c.pk: c for c in circles if isinstance(c, PilotCircle)}
    owners = {"circle": planned, "pilot": pilots}
    owners |= {"circle__pilot": pilots, "pilot__planned_circles": planned}
    for through, owner, number, latest, kind in counts(planned, pilots, twins):
        circle, kind = owners[through][owner], kinds[kind]
        twin = twins[circle] if through in BY_TWIN else None
        chosen = {through.partition("__")[0]: (twin or circle).key, "business_type": kind.key}
        yield (
            circle,
            Evidence(
                OUTLET, PRESENT, kind.name, on=latest, count=number, filters=chosen, twin=twin
            ),
        )


def counts(planned, pilots, twins):
    """The rows of `counted` for circles by id, in one query; none for no circle."""
    matched = {type(circle) for circle in twins}
    parts = [
        *([counted("circle", circle__in=planned)] if planned else ()),
        *([counted("pilot", pilot__in=pilots)] if pilots else ()),
        *([by_twin("circle__pilot", pilots)] if PilotCircle in matched else ()),
        *([by_twin("pilot__planned_circles", planned)] if LivingCircle in matched else ()),
    ]
    return parts[0].union(*parts[1:], all=True) if parts else []


def by_twin(through, circles):
    """The rows of `counted` of what matched circles have by their twins alone."""
    return counted(through, BY_TWIN[through], **{f"{through}__in": circles})


def counted(through, *conditions, **chosen):
    """A query of `(through, owner's id, number, latest day, type's id)`.

    The day is that of the source, else that of the opening, else that of the last change.
    """
    day = Coalesce("source_on", "opened_on", TruncDate("updated_at"))
    return (
        Outlet.objects.order_by()
        .operating()
        .filter(*conditions, business_type__isnull=False, **chosen)
        .values(
            part=Value(through, CharField()),
            owner=F(through),
            kind=F("business_type"),
        )
        .annotate(number=Count("*"), latest=Max(day))
        .values_list("part", "owner", "number", "latest", "kind")
    )


def visited(places):
    """`{place: [Evidence, …]}` of what staff found, in one query."""
    found = defaultdict(list)
    rows = FormatVisit.objects.filter(place__in=places).select_related("concept", "visited_by")
    for visit in rows:
        found[visit.place].append(of_visit(visit))
    return found


def of_visit(visit):
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
