"""What targets and tasks declare to the API, the admin and the pages."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.registry import Collection, Past, register

from . import models
from .task_past import tasks_as_of

register(
    Collection(
        name="targets",
        model=models.Target,
        label=_("Targets"),
        label_one=_("Target"),
        fields=(
            "scope",
            "areas",
            "theme",
            "unit",
            "direction",
            "baseline",
            "baseline_year",
            "value",
            "value_max",
            "parts",
            "target_year",
            "approximate",
            "qualifier",
            "tolerance",
            "aggregation",
            "about",
            "leading",
            "measure",
            "path",
            "on_track",
            "validity_days",
            "baseline_disputed",
            "result",
            "result_reason",
            "reporting",
            "latest",
        ),
        filters=("theme", "direction", "target_year", "areas", "scope"),
        search=("scope", "unit"),
        ordering=("id",),
        past=Past(records=lambda targets, at: targets.for_lists(at=at)),
    )
)
register(
    Collection(
        name="statistics",
        model=models.Statistic,
        label=_("Statistics of circles"),
        label_one=_("Statistic of circles"),
        fields=("unit", "collections"),
        ordering=("id",),
    )
)
register(
    Collection(
        name="observations",
        model=models.Observation,
        label=_("Observations"),
        label_one=_("Observation"),
        fields=(
            "target",
            "statistic",
            "place",
            "period",
            "period_end",
            "area",
            "value",
            "numerator",
            "denominator",
            "parts",
            "source",
            "state",
            "version",
            "reported_at",
            "approved_at",
        ),
        internal=("note", "return_reason", "correction_reason"),
        filters=("target", "statistic", "area", "period"),
        ordering=("target", "period_end"),
        past=Past(records=lambda reports, at: reports.for_lists().standing(at)),
        note=_("Nothing has been reported yet."),
    )
)
register(
    Collection(
        name="tasks",
        model=models.Task,
        label=_("Tasks"),
        label_one=_("Task"),
        fields=(
            "document",
            "group",
            "kind",
            "order",
            "lead",
            "responsible",
            "due",
            "due_set",
            "lead_set",
            "done_on",
            "light",
            "points",
            "guidance",
        ),
        filters=("document", "kind", "group", "lead"),
        search=("group", "points"),
        ordering=("document", "order"),
        past=Past(put_back=tasks_as_of),
    )
)
register(
    Collection(
        name="task-items",
        model=models.TaskItem,
        label=_("Items of tasks"),
        label_one=_("Item of a task"),
        fields=("task", "year", "area", "department", "order", "due", "done_on", "light"),
        internal=("note",),
        filters=("task", "year", "area", "department"),
        ordering=("task", "year", "order", "id"),
        note=_("No task has been broken down yet."),
    )
)
