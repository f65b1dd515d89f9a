"""A street network in one column: corner points of every edge as whole 1e-7 degrees, packed.

Half a million rows of one edge each would be read for every computation and never one by one;
packed, a city's streets are a few megabytes that are read in a moment, moved and deleted whole.
"""

import io

import numpy as np
import shapely

SCALE = 1e7


def pack(lines):
    """Bytes of shapely lines in WGS 84 degrees."""
    xy, line = shapely.get_coordinates(lines, return_index=True)
    whole = np.round(xy * SCALE).astype(np.int32)
    sizes = np.bincount(line, minlength=len(lines)).astype(np.int32)
    found = io.BytesIO()
    np.savez_compressed(found, corners=whole, sizes=sizes)
    return found.getvalue()


def unpack(packed):
    """The lines again, as an array of shapely lines in WGS 84 degrees."""
    with np.load(io.BytesIO(bytes(packed)), allow_pickle=False) as held:
        corners, sizes = held["corners"], held["sizes"]
    return shapely.linestrings(corners / SCALE, indices=np.repeat(np.arange(len(sizes)), sizes))
