"""A small OSM extract in .pbf, written by OSM's own library: a hub and ways that lead out of it.

Each way ends in a dead end 650 m from the hub, where somebody lives; only that way leads there.
"""

import math

import osmium
import shapely
from osmium.osm.mutable import Node, Way

from tests.circles import coverage_cases as case

WALKED = {
    "a street": {"highway": "residential"},
    "one way, outwards": {"highway": "tertiary", "oneway": "yes"},
    "one way, inwards": {"highway": "tertiary", "oneway": "-1"},
    "private, on foot allowed": {"highway": "service", "access": "private", "foot": "yes"},
    "steps": {"highway": "steps"},
    "a bridge": {"highway": "footway", "bridge": "yes", "layer": "1"},
}
LEFT_OUT = {
    "no access": {"highway": "residential", "access": "no"},
    "not on foot": {"highway": "path", "foot": "no"},
    "a motorway": {"highway": "motorway"},
    "under construction": {"highway": "construction"},
    "a river": {"waterway": "river"},
    "under the bridge": {"highway": "residential"},
}
WAYS = WALKED | LEFT_OUT
OUT_M, END_M = 600, 650


def at(number, metres):
    """A point of the drawing: metres from the hub in the direction of a way."""
    angle = 2 * math.pi * number / len(WAYS)
    return metres * math.cos(angle), metres * math.sin(angle)


def home(name):
    """Where somebody lives at the end of a way."""
    return at(list(WAYS).index(name), END_M)


class Writer:
    """Nodes and ways of a drawing in metres."""

    def __init__(self, path):
        self.writer = osmium.SimpleWriter(str(path), overwrite=True)
        self.nodes, self.ways = {}, []

    def node(self, x, y):
        """The number of a node, one for each point."""
        return self.nodes.setdefault((round(x, 3), round(y, 3)), len(self.nodes) + 1)

    def way(self, tags, *points):
        """A way along points; those that two ways share are where they meet."""
        refs = [self.node(*point) for point in points]
        self.ways.append(Way(id=len(self.ways) + 1, nodes=refs, tags=tags))

    def close(self):
        """Write nodes, then ways."""
        for (x, y), number in self.nodes.items():
            point = case.place(shapely.Point(x, y))
            self.writer.add_node(Node(id=number, location=(point.x, point.y)))
        for way in self.ways:
            self.writer.add_way(way)
        self.writer.close()


def extract(path):
    """Write the extract; the same one every time."""
    writer = Writer(path)
    for number, (name, tags) in enumerate(WAYS.items()):
        if name == "under the bridge":
            continue
        writer.way(tags, (0, 0), at(number, OUT_M))
        writer.way({"highway": "residential"}, at(number, OUT_M), at(number, END_M))
    cross_under(writer)
    writer.close()
    return path


def cross_under(writer):
    """A street that passes below the bridge: the lines cross, no node is shared."""
    bridge, below = (list(WAYS).index(name) for name in ("a bridge", "under the bridge"))
    x, y = at(bridge, 300)
    writer.way(LEFT_OUT["under the bridge"], (x - 40, y + 1), (x + 40, y - 1), at(below, END_M))
