"""Labels that would cover each other are moved apart, each as little as it takes."""

import numpy as np
from scipy.spatial import cKDTree

ROUNDS = 300


def spread(points, width, height, frame):
    """Middles of labels of one size for these points, without overlaps where there is room.

    `points` are `(x, y)`, `frame` is `(left, bottom, right, top)` that labels stay inside, all in
    one unit. The same points give the same places.
    """
    if not len(points):
        return np.empty((0, 2))
    size = np.array([width, height])
    low, high = np.array(frame[:2]) + size / 2, np.array(frame[2:]) - size / 2
    places = np.asarray(points, dtype=float) + fan(len(points)) * size.min() * 0.1
    for _round in range(ROUNDS):
        places = np.clip(places, low, high)
        pairs, push = pushes(places, size)
        if not len(pairs):
            break
        crowd = np.bincount(pairs.ravel(), minlength=len(places))[:, None]
        calm = np.maximum(crowd, 2) / 2  # who is pushed from all sides goes slowly
        np.add.at(places, pairs[:, 0], push / calm[pairs[:, 0]])
        np.add.at(places, pairs[:, 1], -push / calm[pairs[:, 1]])
    return np.clip(places, low, high)


def fan(count):
    """Directions that part points in the very same spot: the golden angle, one after another."""
    angle = np.arange(count) * 2.399963
    return np.column_stack([np.cos(angle), np.sin(angle)]) * (np.arange(count)[:, None] + 1) / count


def pushes(places, size):
    """`(pairs, push)`: labels that overlap, and by how much the first of each has to move.

    A little more than half of the overlap, along the side on which it is smaller.
    """
    near = cKDTree(places / size).query_pairs(1, p=np.inf, output_type="ndarray")
    apart = places[near[:, 0]] - places[near[:, 1]]
    lacking = size - np.abs(apart)
    over = (lacking > size * 1e-3).all(axis=1)
    near, apart, lacking = near[over], apart[over], lacking[over]
    sideways = (lacking / size).argmin(axis=1)
    push = np.zeros_like(apart)
    rows = np.arange(len(near))
    way = np.where(apart[rows, sideways] < 0, -1, 1)
    push[rows, sideways] = way * lacking[rows, sideways] * 0.52
    return near, push
