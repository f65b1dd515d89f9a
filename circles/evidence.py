"""What is known of the businesses in a circle: the scheme's words, outlets, staff's visits.

A circle is named by `collection/key`. An outlet that is open proves its kind of business; a
closed one proves nothing, and that no outlet is registered proves nothing either.
"""

from collections import defaultdict
from dataclasses import dataclass
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


def collect(circles, kinds):
    """`{place: [Evidence, …]}` of circles fetched with citations, in two further queries.

    `kinds` are all business types by id.
    """
    found = defaultdict(list)
    places = {place_of(circle): circle for circle in circles}
    for place, circle in places.items():
        found[place] += printed(circle)
    for place, evidence in outlets(circles, kinds):
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


NOT_ITS_OWN = Q(pilot__isnull=True) | ~Q(pilot=F("circle__pilot"))


def outlets(circles, kinds):
    """`(place, Evidence)` of open outlets by circle and type, in one query.

    A pilot has those registered for itself, and those of the planned circle that it is matched
    to but for its own. `kinds` are all types by id: outlets are counted by ids alone, which an
    index answers without the rows.
    """
    planned = {c.pk: c for c in circles if isinstance(c, LivingCircle)}
    pilots = {c.pk: c for c in circles if isinstance(c, PilotCircle)}
    own = {"circle": planned, "pilot": pilots, "circle__pilot": pilots}
    places = {circle.key: place_of(circle) for circle in circles}
    for through, owner, key, kind, number, latest in counts(planned, pilots):
        circle, kind = own[through][owner], kinds[kind]
        filters = {through.partition("__")[0]: key or circle.key, "business_type": kind.key}
        evidence = Evidence(OUTLET, PRESENT, kind.name, on=latest, count=number, filters=filters)
        yield places[circle.key], evidence


def counts(planned, pilots):
    """The rows of `counted` for circles by id, in one query; none for no circle."""
    parts = [counted("circle", circle__in=planned)] if planned else []
    if pilots:
        matched = counted("circle__pilot", NOT_ITS_OWN, circle__pilot__in=pilots)
        parts += [counted("pilot", pilot__in=pilots), matched]
    return parts[0].union(*parts[1:], all=True) if parts else []


def counted(through, *conditions, **chosen):
    """A query of `(through, owner's id, circle's key, type's id, number, latest day)`.

    The key is that of a circle between, else "". The day is that of the source, else that of the
    opening, else that of the last change.
    """
    day = Coalesce("source_on", "opened_on", TruncDate("updated_at"))
    between = through.rpartition("__")[0]
    return (
        Outlet.objects.order_by()
        .operating()
        .filter(*conditions, business_type__isnull=False, **chosen)
        .values(
            part=Value(through, CharField()),
            owner=F(through),
            between=F(f"{between}__key") if between else Value("", CharField()),
            kind=F("business_type"),
        )
        .annotate(number=Count("*"), latest=Max(day))
        .values_list("part", "owner", "between", "kind", "number", "latest")
    )


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
