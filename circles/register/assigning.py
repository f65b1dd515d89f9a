"""Outlets to circles by place: inside a declared boundary, else inside a computed reach.

Where a circle has a declared boundary, its own reach assigns nothing.
What the source states and what staff assign is never replaced. Inside several circles of a kind an
outlet belongs to none until staff say to which.
"""

import shapely
from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from circles.models import CircleAssignment, CircleBasis, CircleShape, Outlet

from .placing import NOWHERE, Circles

FIXED = (CircleBasis.STATED, CircleBasis.ASSIGNED)
BATCH = 5000
REASON = "assigned by place"
RULES = 2
"""Goes up when outlets are to be assigned otherwise by the same outlines."""
FIELDS = ["circle", "pilot", "circle_basis", "updated_at"]


def assign(outlets, circles=None):
    """Assign a queryset of outlets by their places; gives how many changed, with their history."""
    circles, changed = circles or Circles(), 0
    rows = outlets.exclude(circle_basis__in=FIXED).order_by("id")
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        changed += assign_batch(batch, circles)
        last = batch[-1].pk
    return changed


def assign_batch(outlets, circles):
    """Assign fetched outlets; those that stay where they are are not written."""
    found, now = at(outlets, circles), timezone.now()
    changed = []
    for outlet, (circle, pilot, basis) in zip(outlets, found, strict=True):
        if (outlet.circle_id, outlet.pilot_id, outlet.circle_basis) != (circle, pilot, basis):
            outlet.circle_id, outlet.pilot_id, outlet.circle_basis = circle, pilot, basis
            outlet.updated_at = now
            changed.append(outlet)
    if changed:
        bulk_update_with_history(
            changed, Outlet, FIELDS, batch_size=500, default_change_reason=REASON
        )
    return len(changed)


def at(outlets, circles):
    """Where each outlet belongs by its place: `(circle id, pilot id, basis)`.

    One that staff once put into a circle without saying why stays there.
    """
    middles = [outlet.geometry and outlet.geometry.centroid for outlet in outlets]
    located = [(point.x, point.y) for point in middles if point is not None]
    found = iter(circles.at(shapely.points(located)))
    places = [next(found) if point is not None else NOWHERE for point in middles]
    return [kept(outlet) or place for outlet, place in zip(outlets, places, strict=True)]


def kept(outlet):
    """What a circle without a basis is: assigned by staff; None where there is none."""
    if outlet.circle_basis or not (outlet.circle_id or outlet.pilot_id):
        return None
    return outlet.circle_id, outlet.pilot_id, CircleBasis.ASSIGNED


def outlines():
    """What stands for the present outlines of all circles: another text after any change."""
    now = CircleShape.objects.aggregate(n=Count("id"), last=Max("id"), at=Max("recorded_at"))
    past = CircleShape.history.aggregate(last=Max("history_id"))
    return f"{now['n']} {now['last']} {now['at']} {past['last']} {RULES}"


def is_current():
    """Whether all outlets were assigned for the present outlines."""
    last = CircleAssignment.objects.order_by("-id").first()
    return last.outlines == outlines() if last else not CircleShape.objects.exists()


@transaction.atomic
def assign_all(outlets):
    """Assign outlets for the present outlines, and keep for which."""
    began, seen = timezone.now(), outlines()
    changed = assign(outlets)
    CircleAssignment.objects.create(began_at=began, outlines=seen, changed=changed)
    return changed


def after_saving(instance, raw=False, **_kwargs):
    """Assign an outlet that somebody moved, or that is new."""
    if raw or instance.circle_basis in FIXED or not instance.has_moved():
        return
    if CircleShape.objects.exists() and assign(Outlet.objects.filter(pk=instance.pk)):
        instance.refresh_from_db(fields=["circle", "pilot", "circle_basis", "updated_at"])
