"""What is computed of the business districts."""

from liaocheng_plan.progress.measures import Measured

from .models import BusinessDistrict


def planned_retail_area(snapshot, day, areas):
    """Planned retail area (10,000 m²) by business district, added up (专栏2: the caps)."""
    rows = [
        row
        for row in snapshot.records(BusinessDistrict)
        if areas is None or row.area_id is None or row.area_id in areas
    ]
    told = [row for row in rows if row.planned_retail_area_10k_m2 is not None]
    value = sum(row.planned_retail_area_10k_m2 for row in told) if told else None
    parts = tuple({"label": row.name, "value": row.planned_retail_area_10k_m2} for row in told)
    return Measured(value, len(told), len(rows), parts)
