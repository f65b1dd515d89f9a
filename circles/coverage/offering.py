"""What pages and API ask of coverage; see `liaocheng_plan.coverage_results`."""

from circles.evidence import place_of
from circles.gaps import Crosswalk, types_of
from circles.models import (
    CircleShape,
    CircleStandard,
    CoverageDataset,
    CoverageResult,
    FormatConcept,
    LivingCircle,
    PilotCircle,
    ServiceRadius,
)
from liaocheng_plan import coverage_results

from . import data, jobs, refusals, running


def results(run, place=""):
    """The results of a run for a circle, or for the city; standards last, in their order."""
    rows = CoverageResult.objects.filter(run=run, place=place)
    return list(rows.select_related("concept", "standard"))


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


def outline(place):
    """The computed reach of a circle, None where it has none."""
    return outlines(place).first()


def lines():
    """Barriers and crossings in force as `(kind, name, geometry)`, WGS 84."""
    found = CoverageDataset.objects.in_force()
    return [
        (kind, row.name, row.geometry)
        for kind in (CoverageDataset.Kind.BARRIERS, CoverageDataset.Kind.CROSSINGS)
        if kind in found
        for row in found[kind].barriers.all()
    ]


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
)
