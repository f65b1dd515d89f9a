"""GCJ-02 and BD-09 against published pairs, and against what is measured in this city."""

import numpy as np
import pytest

from circles.register.placing import offset_m
from liaocheng_plan.imports import datums

# Shanghai, Shenzhen and Beijing, as the open implementations of the formula publish them.
PUBLISHED = (
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
)
LON, LAT = np.meshgrid(np.linspace(115.8, 116.2, 9), np.linspace(36.3, 36.6, 7))


@pytest.mark.parametrize(("wgs", "gcj"), PUBLISHED)
def test_published_pairs_there_and_back(wgs, gcj):
    assert datums.from_wgs84("gcj02", *wgs) == pytest.approx(gcj, abs=1e-9)
    assert datums.to_wgs84("gcj02", *gcj) == pytest.approx(wgs, abs=1e-8)


@pytest.mark.parametrize(("datum", "low", "high"), [("gcj02", 495, 532), ("bd09", 1255, 1325)])
def test_in_the_city_they_lie_off_as_measured_and_come_back_exactly(datum, low, high):
    there = datums.from_wgs84(datum, LON, LAT)
    off = offset_m(*there, LON, LAT)
    assert low <= off.min() and off.max() <= high
    back = datums.to_wgs84(datum, *there)
    assert offset_m(*back, LON, LAT).max() < 0.001
