"""Tasks of the documents that concern a circle, with what is asked of its own area."""

from liaocheng_plan import circle_files
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.progress.people import upwards

from ..tasks.presenters_entries import entries


def of_circle(circle):
    """Things to do: items for the circle's area, for an area above it or for nobody named."""
    found = entries(circle_files.offer().tasks(circle))
    around = areas_around(circle) if any(e.item and e.item.area_id for e in found) else set()
    return [e for e in found if e.item is None or e.item.area_id in {None, *around}]


def areas_around(circle):
    """Ids of the circle's area and of all above it."""
    return set(upwards(circle.area_id, dict(Area.objects.values_list("id", "parent_id"))))
