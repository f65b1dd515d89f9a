"""Streets as they are drawn, cut where they meet: only at a shared corner point can one turn.

A bridge over a street has no corner point in common with it, so nobody turns there.
"""

import numpy as np
import shapely

ALIKE = 1e6  # corner points alike to a millionth of a degree (0.1 m) are one


def cut(lines):
    """Edges between the places where lines meet or end; lines in WGS 84 degrees."""
    lines = shapely.get_parts(shapely.force_2d(np.asarray(lines, dtype=object)))
    lines = lines[shapely.length(lines) > 0]
    if not len(lines):
        return lines
    xy, line = shapely.get_coordinates(lines, return_index=True)
    _corners, corner, times = np.unique(
        np.round(xy * ALIKE).astype(np.int64), axis=0, return_inverse=True, return_counts=True
    )
    first = np.append(True, line[1:] != line[:-1])
    last = np.append(first[1:], True)
    knot = first | last | (times[corner.reshape(-1)] > 1)
    return edges(xy, knot, first)


def edges(xy, knot, first):
    """Lines from each knot to the next on the same line; an inner knot ends one and starts one."""
    inner = knot & ~first & ~np.append(first[1:], True)
    twice = np.where(inner, 2, 1)
    index = np.repeat(np.arange(len(xy)), twice)
    copied = np.append(False, index[1:] == index[:-1])
    number = np.cumsum(first[index] & ~copied | copied) - 1
    found = shapely.linestrings(xy[index], indices=number)
    return found[shapely.length(found) > 0]
