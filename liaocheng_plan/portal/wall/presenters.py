"""The wall: slides of four scenes for a big screen, from what the home page shows. Public only."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.places.models import Status
from liaocheng_plan.progress.models import Target
from liaocheng_plan.progress.rules import Reporting
from liaocheng_plan.progress.task_light import Standing

from ..display import states
from ..home.presenters import HomePresenter
from ..maps import embedding
from ..progress import presenters_targets
from ..tasks import presenters_tasks
from ..tasks.presenters_entries import entries
from . import wall_circles

SCENES = {
    "targets": _("Leading targets"),
    "map": _("Where"),
    "circles": _("Living circles"),
    "tasks": _("Tasks"),
}
ROWS = {"targets": 4, "circles": 11, "tasks": 7}
"""What one slide of 1080 lines holds at a size that is read from three metres."""

PRESSING = (Standing.LATE, Standing.DUE_SOON, Standing.DONE_LATE)


@dataclass(frozen=True)
class Slide:
    """One picture of a scene; a long list goes on over several `page`s of `pages`."""

    scene: str
    content: object = None
    page: int = 1
    pages: int = 1

    @property
    def title(self):
        """The scene's name."""
        return SCENES[self.scene]

    @property
    def template(self):
        """What draws it."""
        return f"portal/wall/wall_{self.scene}.html"


def paged(scene, rows, wrap=lambda rows: rows):
    """Slides of a list; one slide that says so where the list is empty."""
    size = ROWS[scene]
    parts = [rows[start : start + size] for start in range(0, len(rows), size)] or [[]]
    return [Slide(scene, wrap(part), n, len(parts)) for n, part in enumerate(parts, 1)]


class WallPresenter:
    """Everything on the wall, as of one moment; `with_map` is whether maps may be shown."""

    def __init__(self, with_map=True):
        self.home = HomePresenter()
        self.with_map = with_map
        self.at = timezone.localtime()

    @cached_property
    def slides(self):
        """All slides in the order in which they are shown."""
        found = paged("targets", self.leading)
        found += [Slide("map", self.layers)] if self.with_map else []
        found += [slide for table in wall_circles.tables() for slide in self.circles(table)]
        return [*found, *paged("tasks", self.pressing)]

    @cached_property
    def leading(self):
        """The few targets shown first, with every period for their charts."""
        return presenters_targets.present(Target.objects.leading().for_lists(series=True))

    @property
    def scenes(self):
        """Names of the scenes shown, in order."""
        return list(dict.fromkeys(slide.scene for slide in self.slides))

    def circles(self, table):
        """Slides of one kind of circle, each with the table's heads."""
        return paged("circles", table.rows, lambda rows: {"table": table, "rows": rows})

    @cached_property
    def layers(self):
        """What the map draws: the home page's row of each collection with its symbol."""
        by_label = {str(row["label"]): row for theme in self.home.themes for row in theme["places"]}
        return [
            {**by_label[str(c.label)], "symbol": c.layer.symbol, "hue": c.layer.hue}
            for c in embedding.drawn_by_default()
            if str(c.label) in by_label
        ]

    @property
    def statuses(self):
        """The statuses as the map's list shows them, for its key."""
        return [states.STATUSES[status] for status in Status]

    @cached_property
    def lights(self):
        """How many tasks show each light, the worst first."""
        shown = [presenters_tasks.TaskPresenter(task) for task in self.home.tasks]
        return presenters_tasks.tally(shown)

    @cached_property
    def pressing(self):
        """What is late, due soon or was done late: the worst first, then by date."""
        found = [e for e in entries(self.home.tasks) if e.standing in PRESSING]
        return sorted(found, key=lambda e: (PRESSING.index(e.standing), e.due_day))

    @property
    def overdue(self):
        """How many targets wait for a report that is overdue."""
        found = Counter(p.target.standing.reporting for p in self.home.targets)
        return found[Reporting.OVERDUE]
