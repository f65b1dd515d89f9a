"""What the circles offer to the file of each of them."""

from liaocheng_plan.circle_files import CircleFiles

from . import access, circle_outlets, circle_tasks, ground, outlines
from .models import CircleBasis, CircleShape

OFFER = CircleFiles(
    by_type=circle_outlets.by_type,
    total=circle_outlets.total,
    by_basis=circle_outlets.by_basis,
    suspected=circle_outlets.suspected,
    bases=dict(CircleBasis.choices),
    to_draw=circle_outlets.to_draw,
    filters=circle_outlets.filters,
    outlines=outlines.outlines,
    kinds=CircleShape.Kind.choices,
    past=outlines.past,
    drawn=outlines.DRAWN,
    may_edit=access.may_edit,
    draw=outlines.draw,
    remove=outlines.remove,
    tasks=circle_tasks.tasks,
    ground=ground.ground,
)
