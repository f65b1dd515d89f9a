"""Shares: of people, of communities, and of the area where nobody knows the people.

`near` is a boolean array `(3, n)`: whether each of n points lies in the shortest, the estimated and
the longest reach. What is not known is None, never 0.
"""

import numpy as np


def people_in(people, at, near):
    """`(all, low, estimate, high)` people of the points `at`, as whole numbers; None: unknown."""
    known = at[people.known[at]]
    if not len(known):
        return None, None, None, None
    return people.total(known), *(people.total(known[row[known]]) for row in near)


def communities_in(people, at, near, least):
    """`(judged, qualifying, not judged)` communities that live at the points `at`, wholly or not.

    One qualifies where at least `least` per cent of its people here are in the estimated reach; one
    with people that are not known, or nobody, is not judged. None where no community is named.
    """
    at = at[people.community[at] >= 0]
    if not len(at):
        return None, None, None
    number, size = people.community[at], len(people.communities)
    weight = np.where(people.known[at], people.weight[at], 0.0)
    total = np.bincount(number, weight, size)
    reached = np.bincount(number, weight * near[1][at], size)
    unknown = np.bincount(number, ~people.known[at], size) > 0
    here = np.bincount(number, minlength=size) > 0
    judged = here & ~unknown & (total > 0)
    met = judged & (reached >= total * float(least) / 100 - 1e-6)
    return int(judged.sum()), int(met.sum()), int((here & ~judged).sum())


def area_in(near):
    """`(low, estimate, high)` shares of the points, each of which stands for as much area."""
    if not near.shape[1]:
        return None, None, None
    return tuple(round(float(share), 4) for share in near.mean(axis=1))
