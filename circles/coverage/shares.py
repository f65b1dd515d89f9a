"""Shares: of people, of communities, and of the area where nobody knows the people.

`near` is a `knowing.Near`. What is not known is None, never 0.
"""

import numpy as np


def people_in(people, at, near):
    """`(all, low, estimate, high)` people of the points `at`, as whole numbers; None: unknown.

    Those who are unsure are in none of them.
    """
    known = at[people.known[at] & ~near.unsure[at]]
    if not len(known):
        return None, None, None, None
    return people.total(known), *(people.total(known[row[known]]) for row in near.reached)


def people_off(people, at, off):
    """`(places, people)` of the points `at` that are `off`; a place is a unit, in part or whole."""
    found = at[off[at] & people.known[at]]
    return len(np.unique(people.unit[found])), people.total(found)


def communities_in(people, at, near, least):
    """`(judged, qualifying, not judged, left out)` communities of the points `at`, wholly or not.

    One qualifies where at least `least` per cent of its people here are in the estimated reach; one
    with people that are not known, or nobody, is not judged. One is left out where those who are
    `near.unsure` may decide it. None where no community is named, or none of them is judged.
    """
    at = at[people.community[at] >= 0]
    if not len(at):
        return None, None, None, None
    number, size = people.community[at], len(people.communities)
    weight = np.where(people.known[at], people.weight[at], 0.0)
    total = np.bincount(number, weight, size)
    reached = np.bincount(number, weight * near.reached[1][at], size)
    unsure = np.bincount(number, weight * near.unsure[at], size)
    unknown = np.bincount(number, ~people.known[at], size) > 0
    here = np.bincount(number, minlength=size) > 0
    counted = here & ~unknown & (total > 0)
    needed = total * float(least) / 100 - 1e-6
    met = counted & (reached >= needed)
    left_out = counted & ~met & (reached + unsure >= needed)
    judged = int((counted & ~left_out).sum())
    qualifying = None if not judged and left_out.any() else int(met.sum())
    return judged, qualifying, int((here & ~counted).sum()), int(left_out.sum())


def area_in(near, at):
    """`(low, estimate, high)` shares of the points `at`, each of which stands for as much area.

    Those that are unsure are left out.
    """
    at = at[~near.unsure[at]]
    if not len(at):
        return None, None, None
    return tuple(round(float(share), 4) for share in near.reached[:, at].mean(axis=1))


def area_off(near, at):
    """The share of the points `at` that is left out; None where there are none."""
    return round(float(near.unsure[at].mean()), 4) if len(at) else None
