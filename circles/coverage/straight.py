"""Distances without streets: the straight line, and round by crossings where a barrier lies in it.

No walking way: it is later divided by the detour factor of the rule. Where nothing lies between
two points it is their straight line; else the shortest way by one or several recorded crossings,
each stretch of which nothing bars. Metres throughout; infinite beyond `limit`.
"""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

FEWEST = 1e-6  # metres: a sparse graph has no edge of length 0


class StraightLine:
    """Distances from `people` `(n, 2)` to any of `targets` `(m, 2)` past `barriers`."""

    def __init__(self, people, targets, barriers, limit):
        self.people, self.targets = people, targets
        self.barriers, self.limit = barriers, limit
        self.clear = barriers.distance(people)
        self.homes = self.seen_gates(people)
        self.shops = self.seen_gates(targets)
        self.gates = self.gate_ways()

    def seen_gates(self, points):
        """`(point, gate, metres)` of all pairs within the limit that nothing bars."""
        gates = self.barriers.gates
        if not len(gates) or not len(points):
            return np.empty(0, int), np.empty(0, int), np.empty(0)
        near = cKDTree(points).sparse_distance_matrix(
            cKDTree(gates), self.limit, output_type="ndarray"
        )
        free = ~self.barriers.blocked(points[near["i"]], gates[near["j"]])
        return near["i"][free], near["j"][free], near["v"][free]

    def gate_ways(self):
        """`(k, k)` metres between gates by bridges and free lines, infinite beyond the limit."""
        gates = self.barriers.gates
        if not len(gates):
            return np.empty((0, 0))
        one, other, metres = self.seen_gates(gates)
        for i, j, length in self.barriers.bridges:
            one, other = np.append(one, [i, j]), np.append(other, [j, i])
            metres = np.append(metres, [length, length])
        apart = one != other
        return dijkstra(
            lightest(one[apart], other[apart], metres[apart], len(gates)), limit=self.limit
        )

    def to_nearest(self, chosen):
        """Metres from every home to the nearest of the chosen targets (indices)."""
        if not len(chosen) or not len(self.people):
            return np.full(len(self.people), np.inf)
        round_about = self.by_gates(chosen)
        best = np.minimum(round_about, self.directly(chosen, round_about))
        return np.where(best <= self.limit, best, np.inf)

    def by_gates(self, chosen):
        """Metres by way of at least one gate."""
        found = np.full(len(self.people), np.inf)
        if not len(self.gates):
            return found
        wanted = np.zeros(len(self.targets), dtype=bool)
        wanted[chosen] = True
        _shop, gate, metres = (part[wanted[self.shops[0]]] for part in self.shops)
        at_gate = np.full(len(self.gates), np.inf)
        np.minimum.at(at_gate, gate, metres)
        at_gate = np.min(self.gates + at_gate, axis=1)
        home, gate, metres = self.homes
        np.minimum.at(found, home, metres + at_gate[gate])
        return found

    def directly(self, chosen, most):
        """Metres in a free straight line, where shorter than `most`: nearer targets first."""
        tree, found = cKDTree(self.targets[chosen]), np.full(len(self.people), np.inf)
        metres, _nearest = tree.query(self.people, distance_upper_bound=self.limit)
        sure = metres <= self.clear
        found[sure] = metres[sure]
        left = np.flatnonzero(~sure & (metres < most))
        first, number = 0, 4
        while len(left):
            left, first, number = self.further(tree, chosen, left, first, number, most, found)
        return found

    def further(self, tree, chosen, left, first, number, most, found):
        """Try the next nearest targets of the homes that are left; sets `found`.

        Returns the homes still without one, and which targets to try next.
        """
        last = min(first + number, len(chosen))
        ranks = np.arange(first + 1, last + 1)
        metres, at = tree.query(self.people[left], k=ranks, distance_upper_bound=self.limit)
        worth = metres < most[left, None]
        row, column = np.nonzero(worth)
        target = self.targets[chosen[at[row, column]]]
        free = ~self.barriers.blocked(self.people[left[row]], target)
        np.minimum.at(found, left[row[free]], metres[row[free], column[free]])
        open_end = worth[:, -1] & np.isinf(found[left])
        return (left[open_end] if last < len(chosen) else left[:0]), last, 4 * number


def lightest(one, other, metres, size):
    """A graph with the shortest of several edges between the same two."""
    order = np.lexsort((metres, other, one))
    one, other, metres = one[order], other[order], metres[order]
    first = np.ones(len(one), dtype=bool)
    first[1:] = (one[1:] != one[:-1]) | (other[1:] != other[:-1])
    weight = np.maximum(metres[first], FEWEST)
    return csr_array((weight, (one[first], other[first])), shape=(size, size))
