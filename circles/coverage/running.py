"""Runs: asked for by staff, computed by a job, kept with all that they rest on."""

import numpy as np
from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from circles.models import (
    CircleShape,
    CoverageDataset,
    CoverageReach,
    CoverageResult,
    CoverageRun,
    FormatConcept,
    LivingCircle,
    Outlet,
    PilotCircle,
)
from circles.register.assigning import REASON as ASSIGNED
from liaocheng_plan.progress.reach import require

from . import people, shares
from .computing import Computation
from .data import may_manage
from .outlines import WIDTH_M
from .streets import FAR_M
from .tables import wkb

State = CoverageRun.State


@transaction.atomic
def ask(user, rule):
    """Ask for a run; one that waits already is given back. A job computes it."""
    require(user is None or may_manage(user))
    waiting = CoverageRun.objects.filter(state=State.WAITING).first()
    return waiting or CoverageRun.objects.create(rule=rule, asked_by=user)


def latest():
    """The latest run that gave figures, None before the first."""
    return CoverageRun.objects.filter(state=State.DONE).select_related("rule").first()


def pending():
    """The run that waits, is computed or failed since the latest one, None otherwise."""
    newest = CoverageRun.objects.first()
    return None if newest is None or newest.state == State.DONE else newest


def compute(run):
    """Compute a run and keep its figures and outlines, all or nothing."""
    run.state, run.progress, run.read_at = State.RUNNING, 0, timezone.now()
    run.state_read = state_of_data(run.rule)
    run.save(update_fields=["state", "progress", "read_at", "state_read"])
    work = Computation(run.rule, told=lambda share: tell(run, share))
    results = work.results()
    for result in results:
        result.run = run
    reaches = own_reaches(run, work)
    with transaction.atomic():
        CoverageResult.objects.bulk_create(results, batch_size=500)
        CoverageReach.objects.all().delete()
        CoverageReach.objects.bulk_create(reaches, batch_size=500)
        run.method, run.basis = method(run.rule, work), basis(work)
        keep_outlines(work, run.method)
        run.state, run.progress, run.finished_at = State.DONE, 100, timezone.now()
        run.save(update_fields=["method", "basis", "state", "progress", "finished_at"])


def tell(run, share):
    """Say how far a run is, in whole per cent, for whoever waits."""
    run.progress = min(int(share * 95), 95)
    CoverageRun.objects.filter(pk=run.pk).update(progress=run.progress)


def method(rule, work):
    """How it was computed, as kept with the figures and told by page and API."""
    walls = work.city.barriers
    return {
        "way": work.way,
        "minutes": rule.minutes,
        "radius_m": rule.radius_m,
        "factor": None if work.way == "network" else str(rule.detour_factor),
        "factor_low_reach": None if work.way == "network" else str(rule.factor_low_reach),
        "factor_high_reach": None if work.way == "network" else str(rule.factor_high_reach),
        "community_share_min": str(rule.community_share_min),
        "barriers": CoverageDataset.Kind.BARRIERS in work.city.datasets,
        "crossings": len(walls.gates) - len(walls.bridges),
        "grid_m": people.GRID_M,
        "width_m": WIDTH_M if work.way == "network" else None,
        "far_m": FAR_M if work.way == "network" else None,
        "outlets_off": int(work.off.outlets.sum()),
        **dict(zip(("places_off", "people_off"), homes_off(work), strict=True)),
    }


def homes_off(work):
    """`(places, people)` of the city that lie off the network."""
    known = work.city.people
    if known is None:
        return 0, 0
    return shares.people_off(known, np.arange(len(known.xy)), work.off.homes)


def basis(work):
    """What it rests on: the rule, every dataset with source and day, and the outlets."""
    found, outlets = work.city.datasets, work.city.outlets
    return {
        "rule": {"key": work.rule.key, "name": work.rule.name},
        "datasets": {
            kind: {
                "id": row.pk,
                "name": row.name,
                "source": row.source,
                "as_of": row.as_of.isoformat(),
            }
            for kind, row in found.items()
        },
        "outlets": len(outlets.xy),
        "outlets_uncertain": int(outlets.uncertain.sum()),
        "outlets_unplaced": outlets.unplaced,
        "outlets_untyped": outlets.untyped,
    }


def own_reaches(run, work):
    """The reach of every circle by the radii that kinds of business have of their own, unsaved."""
    return [
        CoverageReach(run=run, place=place, radius_m=radius, geometry=wkb(shape), error_m=error_m)
        for radius in work.own_radii()
        for place, shape, error_m in work.shapes(radius)
    ]


def keep_outlines(work, told):
    """Bring the outlines of computed reach in line; what has not changed is not written."""
    kept = {row.place: row for row in CircleShape.objects.filter(kind=CircleShape.Kind.REACH)}
    streets = work.city.datasets.get(CoverageDataset.Kind.STREETS)
    names = ("way", "minutes", "radius_m", "factor", "width_m")
    how = {name: told[name] for name in names} | {
        "rule": work.rule.key,
        "network_as_of": streets.as_of.isoformat() if streets else None,
    }
    for place, shape, error_m in work.shapes():
        row = kept.pop(place, None) or CircleShape(place=place, kind=CircleShape.Kind.REACH)
        geometry = wkb(shape)
        same = row.pk and (row.method, row.error_m) == (how, error_m)
        if same and row.geometry.equals_exact(geometry, 1e-7):
            continue
        row.geometry, row.error_m, row.method = geometry, error_m, how
        row.as_of, row.recorded_at = timezone.localdate(), timezone.now()
        row.save()
    for row in kept.values():
        row.delete()


def state_of_data(rule):
    """A mark for each thing a run reads: it changes when the thing does."""
    outlines = CircleShape.objects.exclude(kind=CircleShape.Kind.REACH)
    datasets = CoverageDataset.objects.filter(is_in_force=True).order_by("id")
    return {
        # That an outlet was put into a circle by its place changes nothing here.
        "outlets": mark(Outlet.history.exclude(history_change_reason=ASSIGNED), "history_date"),
        "data": ",".join(str(pk) for pk in datasets.values_list("pk", flat=True)),
        "rule": mark(type(rule).objects.filter(pk=rule.pk), "updated_at"),
        "circles": mark(LivingCircle.objects, "updated_at")
        + mark(PilotCircle.objects, "updated_at"),
        "outlines": mark(outlines, "recorded_at"),
        "words": mark(FormatConcept.objects, "updated_at"),
    }


def mark(rows, name):
    """Number of rows and latest change, as text."""
    found = rows.order_by().aggregate(number=Count("pk"), latest=Max(name))
    return f"{found['number']} {found['latest'] and found['latest'].isoformat()}"


def changed(run):
    """What has changed since a run read it, by name; empty where it still holds."""
    now = state_of_data(run.rule)
    found = [name for name, value in now.items() if run.state_read.get(name) != value]
    return found + (["way"] if counts_off_as_not_reached(run) else [])


def counts_off_as_not_reached(run):
    """Whether a run is of the time when whoever lives off the streets counted as not reached."""
    return run.method["way"] == "network" and "far_m" not in run.method
