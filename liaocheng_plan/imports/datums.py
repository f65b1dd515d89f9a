"""Coordinates of Chinese maps as WGS 84 (EPSG:4326; CGCS2000 equals it for this use).

GCJ-02 (高德, 腾讯) shifts WGS 84 by a published formula, BD-09 (百度) shifts GCJ-02 again. Neither
has a closed inverse: it is iterated until a round trip is exact to less than a millimetre.
All functions take and give arrays (or numbers) of degrees, longitude first.
"""

import numpy as np
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

AXIS = 6378245.0  # of Krasovsky's ellipsoid, as GCJ-02 has it
ECCENTRICITY = 0.00669342162296594323
EXACT = 1e-9  # degrees; 0.1 mm
STEPS = 30


class Datum(TextChoices):
    """What coordinates of a file are measured in; it is asked, never guessed."""

    WGS84 = "wgs84", _("WGS 84 or CGCS2000")
    GCJ02 = "gcj02", _("GCJ-02 (AMap, Tencent)")
    BD09 = "bd09", _("BD-09 (Baidu)")


def to_wgs84(datum, lon, lat):
    """Coordinates in a datum as WGS 84."""
    lon, lat = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    if datum == Datum.WGS84:
        return lon, lat
    return inverse(gcj02 if datum == Datum.GCJ02 else bd09, lon, lat)


def from_wgs84(datum, lon, lat):
    """WGS 84 as coordinates in a datum."""
    lon, lat = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    return {Datum.WGS84: lambda x, y: (x, y), Datum.GCJ02: gcj02, Datum.BD09: bd09}[datum](lon, lat)


def inverse(forward, lon, lat):
    """The points that `forward` takes to these, by fixed-point iteration."""
    x, y = lon, lat
    for _step in range(STEPS):
        there_x, there_y = forward(x, y)
        off_x, off_y = lon - there_x, lat - there_y
        x, y = x + off_x, y + off_y
        if not off_x.size or max(np.abs(off_x).max(), np.abs(off_y).max()) < EXACT:
            break
    return x, y


def gcj02(lon, lat):
    """WGS 84 as GCJ-02."""
    x, y, root = lon - 105.0, lat - 35.0, np.sqrt(np.abs(lon - 105.0))
    wave = (20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + wave
    north += (20 * np.sin(np.pi * y) + 40 * np.sin(np.pi / 3 * y)) * 2 / 3
    north += (160 * np.sin(np.pi / 12 * y) + 320 * np.sin(np.pi / 30 * y)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + wave
    east += (20 * np.sin(np.pi * x) + 40 * np.sin(np.pi / 3 * x)) * 2 / 3
    east += (150 * np.sin(np.pi / 12 * x) + 300 * np.sin(np.pi / 30 * x)) * 2 / 3
    radians = np.radians(lat)
    curve = 1 - ECCENTRICITY * np.sin(radians) ** 2
    meridian = AXIS * (1 - ECCENTRICITY) / (curve * np.sqrt(curve))
    parallel = AXIS / np.sqrt(curve) * np.cos(radians)
    return lon + np.degrees(east / parallel), lat + np.degrees(north / meridian)


def bd09(lon, lat):
    """WGS 84 as BD-09: GCJ-02, turned and shifted again."""
    x, y = gcj02(lon, lat)
    turn = np.pi * 3000.0 / 180.0
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * turn)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * turn)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006
