"""What looks odd about a whole file: swapped axes, metres, another datum than was said."""

import numpy as np
from django.db.models import Count

from circles.models import Outlet
from liaocheng_plan.imports import datums
from liaocheng_plan.imports.datums import Datum
from liaocheng_plan.imports.refusing import FileRefused

from .placing import in_extent, offset_m

SAMPLE = 2000
FEWEST = 5
NAMESAKES = 5
"""Outlets of the register that may bear one name for it to be compared."""
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


def doubts_datum(run):
    """Whether the preview says that the datum looks wrong."""
    return any(hint["code"] == "datum" for hint in run.hints)


def suspected_datum(run):
    """`{datum, metres, n}` if outlets of the same name lie where another datum would put them.

    Such a file is applied only if people confirm the datum.
    Compared with what the register has from other sources or earlier files; None where too few
    bear the same name, or the datum that was said fits.
    """
    pairs = same_names(run)
    names = {pair[0] for pair in pairs}
    if len(names) < FEWEST:
        return None
    off = {datum: median_offset(datum, pairs) for datum in Datum}
    best = min(off, key=off.get)
    if best == run.datum or off[run.datum] < FAR_M or off[best] > NEAR_M:
        return None
    return {"datum": best.value, "metres": round(off[run.datum]), "n": len(names)}


def median_offset(datum, pairs):
    """The median distance in metres from the names of a file to the nearest in the register.

    `pairs` are those of `same_names`, read as if the file were in a datum.
    """
    name, x, y, lon, lat = np.array(pairs, dtype=float).T
    metres = offset_m(*datums.to_wgs84(datum, x, y), lon, lat)
    return float(np.median(np.minimum.reduceat(metres, np.unique(name, return_index=True)[1])))


def same_names(run):
    """`[(number of the name, x, y, longitude, latitude), …]`, name by name.

    Names that the file has once, with every outlet that bears them in the register: there one may
    stand twice, from two sources or as a suspected duplicate. Names of many outlets say nothing.
    """
    staged = run.rows.filter(longitude__isnull=False).order_by("line")[:SAMPLE]
    rows = staged.values_list("name", "given_longitude", "given_latitude")
    here = once((name, (x, y)) for name, x, y in rows)
    known = Outlet.objects.operating().drawn().filter(name__in=list(here)).order_by()
    counted = known.values("name").annotate(n=Count("pk"))
    few = list(counted.filter(n__lte=NAMESAKES).values_list("name", flat=True))
    there = known.filter(name__in=few).order_by("name").values_list("name", "geometry")
    number, found = {name: at for at, name in enumerate(few)}, []
    for name, geometry in there:
        point = geometry.centroid
        if in_extent(point.x, point.y):
            found.append((number[name], *here[name], point.x, point.y))
    return sorted(found)


def once(pairs):
    """`{name: value}` of the names that come once only."""
    found, again = {}, set()
    for name, value in pairs:
        if name in found:
            again.add(name)
        found[name] = value
    return {name: value for name, value in found.items() if name not in again}
