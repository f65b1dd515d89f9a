"""Suspected duplicates: like names within 50 m, merged by hand, and undone by hand.

Nothing is merged by itself. A merged outlet stays, counts no more and points to the other.
"""

from collections import Counter, defaultdict
from itertools import chain, pairwise
from math import floor

import numpy as np
from django.contrib.gis.db.models.functions import Centroid
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import FloatField, Func, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from scipy.spatial import cKDTree

from circles.models import Outlet, OutletPair
from liaocheng_plan.organisation.roles import limited_areas
from liaocheng_plan.progress.reach import Reach, require

from .likeness import like, parsed
from .placing import offset_m

NEAR_M = 50
CROWD = 500
"""Neighbours from which only equal names are compared: all stalls of a market on one point."""
MOST = 250_000
"""Outlets of one import up to which suspects are sought."""
BATCH = 5000
TILE = 0.5
"""Degrees: outlets are looked at tile by tile, however many there are elsewhere."""
EDGE = 0.001
"""Degrees: more than `NEAR_M` at any latitude of the country."""
CONCERNED = {"outlet": "key", "circle": "circle__key", "pilot": "pilot__key"}
"""How the list of pairs is limited, by fields of one of the two."""
State = OutletPair.State


def suspect(outlets):
    """Keep new pairs of open outlets of which one is among these; gives how many are new."""
    touched = by_tile(outlets)
    if sum(map(len, touched.values())) > MOST:
        return 0
    before = OutletPair.objects.count()
    for tile, ids in sorted(touched.items()):
        OutletPair.objects.bulk_create(
            pairs(ids, *located(tile)), batch_size=BATCH, ignore_conflicts=True
        )
    return OutletPair.objects.count() - before


def by_tile(outlets):
    """`{(column, row): {id, …}}` of open outlets with a position, one more than `MOST` at most."""
    tiles = defaultdict(set)
    for pk, _name, lon, lat in positions(outlets)[: MOST + 1].iterator(chunk_size=BATCH):
        tiles[floor(lon / TILE), floor(lat / TILE)].add(pk)
    return tiles


def positions(outlets):
    """`(id, name, longitude, latitude)` of open outlets with a position."""
    middle = Centroid("geometry")
    rows = outlets.operating().drawn().order_by("id")
    return rows.values_list(
        "id",
        "name",
        Func(middle, function="ST_X", output_field=FloatField()),
        Func(middle, function="ST_Y", output_field=FloatField()),
    )


def located(tile):
    """`(ids, names, longitudes, latitudes)` of the open outlets in a tile and just around it."""
    west, south = (number * TILE for number in tile)
    box = (west - EDGE, south - EDGE, west + TILE + EDGE, south + TILE + EDGE)
    rows = positions(Outlet.objects.in_bbox(*box)).iterator(chunk_size=BATCH)
    ids, names, lon, lat = zip(*rows, strict=True)
    return ids, names, np.array(lon), np.array(lat)


def pairs(touched, ids, names, lon, lat):
    """New pairs of like names within reach, of which one is among the ids that are touched."""
    for one, other in candidates(names, lon, lat):
        if touched.isdisjoint((ids[one], ids[other])) or not like(names[one], names[other]):
            continue
        metres = float(offset_m(lon[one], lat[one], lon[other], lat[other]))
        if metres <= NEAR_M:
            first, second = sorted((ids[one], ids[other]))
            yield OutletPair(first_id=first, second_id=second, metres=round(metres))


def candidates(names, lon, lat):
    """Pairs of places in the lists that lie near each other; in a crowd those of equal names."""
    points = np.column_stack([lon * np.cos(np.radians(lat.mean())) * 111_320, lat * 110_950])
    tree = cKDTree(points)
    reach = NEAR_M * 1.02  # the plane's scale is off by less than that; metres decide
    crowded = tree.query_ball_point(points, reach, return_length=True) > CROWD
    apart = np.flatnonzero(~crowded)
    if apart.size:
        for one, other in cKDTree(points[apart]).query_pairs(reach, output_type="ndarray"):
            yield int(apart[one]), int(apart[other])
    alike = defaultdict(list)
    for at in np.flatnonzero(crowded).tolist():
        alike[parsed(names[at])].append(at)
    for group in alike.values():
        yield from pairwise(group)


def listed(user, state=State.OPEN, of=None):
    """The pairs that a person sees, nearest first: those of which one lies in the own areas.

    `of` limits them to those of an outlet, circle or pilot: `{"outlet": [key, …], …}`.
    """
    areas = limited_areas(user)
    rows = OutletPair.objects.filter(state=state).select_related(
        "first__area", "second__area", "first__business_type", "second__business_type", "decided_by"
    )
    rows = rows.defer("first__area__boundary", "second__area__boundary")
    if areas is not None:
        rows = rows.filter(first__area__in=areas, second__area__in=areas)
    if of:
        rows = rows.filter(concerning(of))
    return rows.order_by("metres", "id") if state == State.OPEN else rows.order_by("-decided_at")


def concerning(of):
    """The condition of pairs of which one is an outlet or belongs to a circle or pilot."""
    found = Q()
    for name, keys in of.items():
        for side in ("first", "second"):
            found |= Q(**{f"{side}__{CONCERNED[name]}__in": keys})
    return found


def open_pairs(user, outlets):
    """`Counter` of the open pairs that a person sees, by the id of the outlet."""
    ids = {outlet.pk for outlet in outlets}
    rows = listed(user).filter(Q(first__in=ids) | Q(second__in=ids)).order_by()
    return Counter(chain.from_iterable(rows.values_list("first_id", "second_id")))


def may_decide(user, pair):
    """Whether a person decides: staff who change outlets, each in the own areas."""
    reach = Reach(user)
    inside = reach.covers(pair.first.area_id) and reach.covers(pair.second.area_id)
    return user.has_perm("circles.change_outlet") and inside


@transaction.atomic
def merge(user, pair, keep):
    """Merge the other of a pair into `keep` (the id of one of them)."""
    pair = held(user, pair, State.OPEN, State.DIFFERENT)
    kept, gone = (pair.first, pair.second) if keep == pair.first_id else (pair.second, pair.first)
    if keep not in (pair.first_id, pair.second_id):
        raise ValidationError(_("Choose which of the two stays."))
    if kept.merged_into_id or gone.merged_into_id:
        raise ValidationError(_("One of the two is merged into another outlet already."))
    if gone.merged.exists():
        raise ValidationError(_("Another outlet is merged into this one; undo that first."))
    gone.merged_into = kept
    gone._change_reason = f"merged into {kept.key}"
    gone.save()
    decided(user, pair, State.MERGED)


@transaction.atomic
def separate(user, pair):
    """Keep that the two are not the same: they are suspected no more."""
    decided(user, held(user, pair, State.OPEN), State.DIFFERENT)


@transaction.atomic
def undo(user, pair):
    """Take a decision back; a merged outlet counts again, as it stands."""
    pair = held(user, pair, State.MERGED, State.DIFFERENT)
    for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
        if pair.state == State.MERGED and one.merged_into_id == other.pk:
            one.merged_into = None
            one._change_reason = f"no longer merged into {other.key}"
            one.save()
    decided(user, pair, State.OPEN)


def held(user, pair, *states):
    """The pair, held until the end of the transaction, in one of these states."""
    rows = OutletPair.objects.select_for_update(of=("self",)).select_related("first", "second")
    pair = rows.get(pk=pair.pk)
    require(may_decide(user, pair))
    if pair.state not in states:
        raise ValidationError(_("Somebody else decided meanwhile; look at the list again."))
    return pair


def decided(user, pair, state):
    """Keep who decided what and when."""
    pair.state = state
    pair.decided_by, pair.decided_at = user, timezone.now()
    pair.save()
