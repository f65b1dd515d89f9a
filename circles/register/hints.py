"""What looks odd about a whole file: swapped axes, metres, another datum than was said."""

import numpy as np
from django.db.models import Count, Min

from circles.models import Outlet
from liaocheng_plan.imports import datums
from liaocheng_plan.imports.datums import Datum
from liaocheng_plan.imports.refusing import FileRefused

from .placing import in_extent, offset_m

SAMPLE = 2000
FEWEST = 5
NEAR_M, FAR_M = 150, 300
"""A median this near speaks for a datum, one this far against it; they differ by 500 m and more."""


def refuse_elsewhere(checker):
    """Raise where most points lie outside the city: nothing of such a file is taken."""
    if checker.swapped * 2 > checker.points:
        raise FileRefused("swapped", points=checker.swapped)
    if checker.metres * 2 > checker.points:
        raise FileRefused("metres")
    if checker.outside * 2 > checker.points:
        raise FileRefused("outside", outside=checker.outside, points=checker.points)


def hints(run, checker):
    """`[{code, …}]` for a file that is taken."""
    found = []
    if checker.outside:
        found.append({"code": "outside", "n": checker.outside})
    other = suspected_datum(run)
    if other:
        found.append({"code": "datum", **other})
    return found


def suspected_datum(run):
    """`{datum, metres, n}` if outlets of the same name lie where another datum would put them.

    Compared with what the register has from other sources or earlier files; None where too few
    bear the same name, or the datum that was said fits.
    """
    pairs = same_names(run)
    if len(pairs) < FEWEST:
        return None
    x, y, lon, lat = np.array(pairs, dtype=float).T
    off = {datum: median_offset(datum, x, y, lon, lat) for datum in Datum}
    best = min(off, key=off.get)
    if best == run.datum or off[run.datum] < FAR_M or off[best] > NEAR_M:
        return None
    return {"datum": best.value, "metres": round(off[run.datum]), "n": len(pairs)}


def median_offset(datum, x, y, lon, lat):
    """The median distance in metres between file and register, if the file were in a datum."""
    there = datums.to_wgs84(datum, x, y)
    return float(np.median(offset_m(*there, lon, lat)))


def same_names(run):
    """`[(x, y, longitude, latitude), …]` of names that file and register each have once."""
    staged = run.rows.filter(longitude__isnull=False).order_by("line")[:SAMPLE]
    rows = staged.values_list("name", "given_longitude", "given_latitude")
    here = once((name, (x, y)) for name, x, y in rows)
    known = Outlet.objects.operating().drawn().filter(name__in=list(here)).order_by()
    single = known.values("name").annotate(n=Count("pk"), one=Min("pk")).filter(n=1)
    there = dict(known.filter(pk__in=single.values("one")).values_list("name", "geometry"))
    found = []
    for name in here.keys() & there.keys():
        point = there[name].centroid
        if in_extent(point.x, point.y):
            found.append((*here[name], point.x, point.y))
    return found


def once(pairs):
    """`{name: value}` of the names that come once only."""
    found, again = {}, set()
    for name, value in pairs:
        if name in found:
            again.add(name)
        found[name] = value
    return {name: value for name, value in found.items() if name not in again}
