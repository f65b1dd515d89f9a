"""Where people live: points that carry a part of a unit's people, and the communities they are of.

The people of an area are taken to live evenly over it: on a grid of `GRID_M` metres, finer where
the area is small, and never in water. A point carries all people of its unit.
"""

from dataclasses import dataclass

import numpy as np
import shapely

GRID_M = 100
LEAST = 16  # points in a small area, about


@dataclass
class People:
    """`xy` `(n, 2)` metres; `weight` people at each point, NaN where the unit's are not known.

    `unit` and `community` are indices; a point of no community has -1.
    """

    xy: np.ndarray
    weight: np.ndarray
    unit: np.ndarray
    community: np.ndarray
    communities: list

    @property
    def known(self):
        """Points whose number of people is known."""
        return ~np.isnan(self.weight)

    def total(self, within):
        """People at the chosen points, as a whole number; unknown ones are left out."""
        return int(np.floor(np.nansum(self.weight[within]) + 0.5))


def grid(area, step=GRID_M):
    """Points `(n, 2)` of a grid inside an area; at least one."""
    step = min(step, (area.area / LEAST) ** 0.5)
    west, south, east, north = area.bounds
    columns = np.arange(np.floor(west / step), np.ceil(east / step) + 1) * step + step / 2
    rows = np.arange(np.floor(south / step), np.ceil(north / step) + 1) * step + step / 2
    xy = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2)
    inside = xy[shapely.contains_xy(area, xy[:, 0], xy[:, 1])]
    return inside if len(inside) else shapely.get_coordinates(shapely.point_on_surface(area))


def dry(xy, water):
    """Points that lie in no water; all of them where none does not."""
    if water is None or len(xy) < 2:
        return xy
    kept = xy[~shapely.contains_xy(water, xy[:, 0], xy[:, 1])]
    return kept if len(kept) else xy


def spread(shapes, people, names, water=None):
    """`People` of units: `shapes` in metres, `people` numbers or None, `names` of communities."""
    points = [points_of(shape, water) for shape in shapes]
    counts = np.array([len(xy) for xy in points], dtype=int)
    unit = np.repeat(np.arange(len(points)), counts)
    weight = np.array([np.nan if n is None else n for n in people], dtype=float)
    known = sorted({name for name in names if name})
    number = {name: index for index, name in enumerate(known)}
    community = np.array([number.get(name, -1) for name in names], dtype=int)
    return People(
        xy=np.concatenate(points) if points else np.empty((0, 2)),
        weight=(weight / np.maximum(counts, 1))[unit],
        unit=unit,
        community=community[unit],
        communities=known,
    )


def points_of(shape, water):
    """The points that stand for one unit."""
    if shape.area:
        return dry(grid(shape), water)
    return shapely.get_coordinates(shape.centroid)
