"""What is known of each home point: reached, not reached, or left out by a network with gaps.

A point or an outlet farther than `FAR_M` from any street is off the network: how one walks there is
not known, so nothing is said of it. Nobody is farther on foot than in a straight line, so whoever
has no outlet of a kind in that line is not reached, also not by those off the network.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from .streets import FAR_M


@dataclass
class Off:
    """Whether each home point and each outlet lies off the network; none without a network."""

    homes: np.ndarray
    outlets: np.ndarray

    @classmethod
    def of(cls, ways, homes, outlets):
        """By the metres that each stands off the streets; `ways` without streets know of none."""
        metres = getattr(ways, "off", np.zeros(homes + outlets))
        off = metres > FAR_M
        return cls(off[:homes], off[homes:])


@dataclass
class Near:
    """Of n home points: `reached` `(3, n)` in the shortest, the estimated and the longest reach.

    `unsure` are those of which nothing is known, as booleans; a reached one is not unsure.
    """

    reached: np.ndarray
    unsure: np.ndarray


def near_kind(metres, reach, homes, outlets, radius, off):
    """`Near` an outlet of one kind: `metres` to the nearest on the network against each reach.

    `homes` and `outlets` (all of the kind that lie off the network) are `(n, 2)` metres. Unsure is
    who lives off the network, and who has one of those outlets alone within the radius in a line.
    """
    reached = np.array([metres <= far + 1e-6 for far in reach]) & ~off.homes
    in_line = np.zeros(len(homes), dtype=bool)
    if len(outlets) and len(homes):
        straight, _outlet = cKDTree(outlets).query(homes)
        in_line = straight <= radius + 1e-6
    return Near(reached, ~reached[1] & (off.homes | in_line))


def near_all(found):
    """`Near` all of several kinds: who surely lacks one is not unsure."""
    reached = np.all([one.reached for one in found], axis=0)
    lacks = np.any([~one.reached[1] & ~one.unsure for one in found], axis=0)
    return Near(reached, ~reached[1] & ~lacks)
