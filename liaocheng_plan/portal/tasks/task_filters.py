"""What the list of tasks is narrowed by: light, department, area, document and year."""

from django.utils.translation import gettext as _

from liaocheng_plan.documents.models import Document
from liaocheng_plan.organisation.models import Area, Department
from liaocheng_plan.progress.models import TaskItem
from liaocheng_plan.progress.task_light import Light

from ..display.filters import Choice, area_choice, asked
from ..display.states import LIGHTS


def choices(query):
    """The filters with what the query chose."""
    years = TaskItem.objects.order_by("year").values_list("year", flat=True).distinct()
    return [
        Choice(
            "light", _("Light"), [(k.value, LIGHTS[k].word) for k in Light], asked(query, "light")
        ),
        Choice(
            "department", _("Department"), named(Department.objects), asked(query, "department")
        ),
        area_choice(query, none=False),
        Choice(
            "document",
            _("Document"),
            named(Document.objects.exclude(tasks=None)),
            asked(query, "document"),
        ),
        Choice("year", _("Year"), [(str(y), str(y)) for y in years], asked(query, "year")),
    ]


def named(rows):
    """Keys and names."""
    return list(rows.values_list("key", "name").distinct())


def apply(tasks, chosen):
    """Tasks that all choices leave; `chosen` is `{name: value}`."""
    if chosen.get("area"):
        inside = Area.objects.subtree_ids({chosen["area"]})
        tasks = [t for t in tasks if any(item.area_id in inside for item in t.parts)]
    tests = {"light": shows, "department": concerns, "document": written_in, "year": of_year}
    for name, test in tests.items():
        if chosen.get(name):
            tasks = [task for task in tasks if test(task, chosen[name])]
    return tasks


def shows(task, light):
    """Whether a task shows a light."""
    return task.light == light


def concerns(task, department):
    """Whether a department is responsible, leads, or has an item."""
    leads = {d.key for d in (task.lead, task.lead_set) if d}
    items = {item.department.key for item in task.parts if item.department}
    return department in leads | items | set(task.responsible)


def written_in(task, document):
    """Whether a task is of a document."""
    return task.document.key == document


def of_year(task, year):
    """Whether a task has an item of a year."""
    return any(str(item.year) == year for item in task.parts)
