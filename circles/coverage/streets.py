"""Distances by streets: shortest walking ways over the edges of a network, by SciPy's Dijkstra.

Homes and targets stand off the street: each is joined to the nearest point of the nearest edge,
and the metres to it are walked too. Metres throughout (EPSG:4548).
"""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse.csgraph import dijkstra

from .straight import lightest

FAR_M = 300
"""A home or an outlet farther than this from any street is off the network: see `knowing`."""


@dataclass
class Network:
    """Edges as lines in metres; their ends, where alike to the centimetre, are nodes."""

    lines: np.ndarray

    def __post_init__(self):
        self.tree = shapely.STRtree(self.lines)
        self.length = shapely.length(self.lines)
        starts = shapely.get_coordinates(shapely.get_point(self.lines, 0))
        ends = shapely.get_coordinates(shapely.get_point(self.lines, -1))
        both = np.round(np.concatenate([starts, ends]), 2)
        _nodes, index = np.unique(both, axis=0, return_inverse=True)
        index = index.reshape(-1)
        self.start, self.end = index[: len(starts)], index[len(starts) :]
        self.nodes = int(index.max(initial=-1)) + 1

    def join(self, xy):
        """`(edge, metres along it, metres off it)` of the nearest street to each point."""
        points = shapely.points(xy)
        edge = self.tree.nearest(points)
        along = shapely.line_locate_point(self.lines[edge], points)
        return edge, along, shapely.distance(points, self.lines[edge])


class ByStreets:
    """Distances from `people` to any of `targets` over a network."""

    def __init__(self, people, targets, network, limit):
        self.limit, self.homes = limit, len(people)
        self.targets = len(targets)
        points = np.concatenate([people, targets])
        edge, along, self.off = network.join(points)
        feet = network.nodes + np.arange(len(points))
        self.graph = graph(network, edge, along, self.off, feet)
        self.standing = network.nodes + len(points) + np.arange(len(points))

    def to_nearest(self, chosen):
        """Metres from every home to the nearest of the chosen targets (indices)."""
        if not len(chosen) or not self.homes:
            return np.full(self.homes, np.inf)
        found = dijkstra(
            self.graph,
            directed=True,
            indices=self.standing[self.homes + np.asarray(chosen)],
            min_only=True,
            limit=self.limit,
        )
        return found[self.standing[: self.homes]]

    def from_home(self, number):
        """Metres from one home to every node, the network's own first."""
        return dijkstra(self.graph, indices=self.standing[number], limit=self.limit)


def graph(network, edge, along, off, feet):
    """Streets cut at the feet of all points, and the way from each foot to its point."""
    order = np.lexsort((along, edge))
    edge, along, foot = edge[order], along[order], feet[order]
    cut = np.zeros(len(network.lines), dtype=bool)
    cut[edge] = True
    whole = ~cut
    first = np.ones(len(edge), dtype=bool)
    first[1:] = edge[1:] != edge[:-1]
    last = np.roll(first, -1)
    before = np.where(first, network.start[edge], np.roll(foot, 1))
    since = np.where(first, along, along - np.roll(along, 1))
    rest = network.length[edge[last]] - along[last]
    one = [network.start[whole], before, foot[last], feet]
    other = [network.end[whole], foot, network.end[edge[last]], feet + len(feet)]
    metres = [network.length[whole], since, rest, off]
    one, other = np.concatenate(one), np.concatenate(other)
    metres = np.concatenate(metres)
    size = network.nodes + 2 * len(feet)
    return lightest(
        np.concatenate([one, other]),
        np.concatenate([other, one]),
        np.concatenate([metres, metres]),
        size,
    )
