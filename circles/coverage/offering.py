"""What pages and API ask of coverage; see `liaocheng_plan.coverage_results`."""

from circles.evidence import place_of
from circles.gaps import Crosswalk, types_of
from circles.models import (
    Barrier,
    CircleShape,
    CircleStandard,
    CoverageDataset,
    CoverageResult,
    FormatConcept,
    LivingCircle,
    Outlet,
    PilotCircle,
    ServiceRadius,
)
from liaocheng_plan import coverage_results

from . import data, gathering, jobs, refusals, running


def results(run, place=""):
    """The results of a run for a circle, or for the city; standards last, in their order."""
    rows = CoverageResult.objects.filter(run=run, place=place)
    return list(rows.select_related("concept", "standard"))


def kinds():
    """The kinds of business as `(key, name)`."""
    return list(FormatConcept.objects.order_by("id").values_list("key", "name"))


def outlets(key):
    """The open outlets of a kind of business, by which coverage is computed."""
    types = gathering.proves(list(FormatConcept.objects.filter(key=key)))
    return Outlet.objects.operating().filter(business_type__in=set().union(*types.values()))


def of_kind(run, key):
    """The results of a run for the city and every circle by one kind of business.

    Without a key by all basic types of each standard.
    """
    rows = CoverageResult.objects.filter(run=run).select_related("concept", "standard")
    return list(rows.filter(concept__key=key) if key else rows.filter(standard__isnull=False))


def places():
    """Every circle as `(place, number, name)`, planned ones first."""
    return [
        (place_of(circle), circle.number, circle.name)
        for model in (LivingCircle, PilotCircle)
        for circle in model.objects.only("key", "number", "name").order_by("number", "id")
    ]


def rules():
    """The rules that coverage can be computed by, the usual one first."""
    return ServiceRadius.objects.order_by("id")


def kinds_of(key):
    """Ids of the kinds of business that a standard's lists name; empty for no such standard."""
    crosswalk = Crosswalk(FormatConcept.objects.all())
    for standard in CircleStandard.objects.filter(key=key):
        found = (crosswalk.concept(one.name) for one in types_of(standard))
        return {concept.pk for concept in found if concept}
    return set()


def datasets():
    """All that staff gave, the latest of each kind first."""
    return CoverageDataset.objects.select_related("uploaded_by", "network")


def refusal(dataset):
    """Why a file was refused, in the reader's language; "" where it was not."""
    return refusals.sentence(dataset.problem)


def outlines(place=None):
    """Outlines of computed reach, of one circle or of all."""
    rows = CircleShape.objects.filter(kind=CircleShape.Kind.REACH)
    return rows if place is None else rows.filter(place=place)


def reaches(run, radius_m=None):
    """The reach of every circle by a run, at the rule's radius or that of a kind of business."""
    if radius_m in (None, run.method["radius_m"]):
        return outlines()
    return run.reaches.filter(radius_m=radius_m)


def outline(place):
    """The computed reach of a circle, None where it has none."""
    return outlines(place).first()


def lines(run):
    """Barriers and crossings that a run knew as `(kind, name, geometry)`, WGS 84."""
    known = run.basis["datasets"]
    ids = [known[kind]["id"] for kind in LINES if kind in known]
    rows = Barrier.objects.filter(dataset__in=ids).select_related("dataset")
    rows = rows.defer("dataset__found", "dataset__problem").order_by("dataset__kind", "id")
    return [(row.dataset.kind, row.name, row.geometry) for row in rows]


LINES = (CoverageDataset.Kind.BARRIERS, CoverageDataset.Kind.CROSSINGS)
OFFER = coverage_results.Coverage(
    latest=running.latest,
    pending=running.pending,
    changed=running.changed,
    results=results,
    places=places,
    rules=rules,
    kinds_of=kinds_of,
    datasets=datasets,
    may_manage=data.may_manage,
    give=jobs.give,
    use=data.use,
    start=jobs.start,
    refusal=refusal,
    outline=outline,
    outlines=outlines,
    lines=lines,
    kinds=kinds,
    of_kind=of_kind,
    outlets=outlets,
    outlet_layer="outlets",
    reaches=reaches,
    trusted_m=CircleShape.TRUSTED_M,
)
