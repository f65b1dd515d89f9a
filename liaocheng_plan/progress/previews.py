"""What a report would change once it is approved: shown to the reviewer before it counts."""

import copy
from decimal import Decimal

from . import standing


def would_stand(target, report):
    """The `Standing` a target fetched by `for_lists` would have with a report approved.

    What other areas have not had approved stays missing, as everywhere.
    """
    imagined = copy.copy(target)
    imagined.__dict__.pop("standing", None)
    same = (report.area_id, report.period)
    others = [row for row in target.reports if (row.area_id, row.period) != same]
    imagined.reports = sorted([*others, report], key=lambda row: row.period_end)
    return standing.of(imagined)


def change(before, now):
    """The change from one value to another in per cent, or None where either says nothing."""
    if before is None or now is None or before == 0:
        return None
    return (now - before) / abs(before) * Decimal(100)
