"""The task ledger: the list, a task, an item, the month, the sheets."""

from itertools import groupby

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan.organisation.models import Area, Department
from liaocheng_plan.progress.models import Target, Task, TaskItem
from liaocheng_plan.progress.reach import Reach
from liaocheng_plan.progress.task_past import tasks_as_of

from ..display import links, moments, numbers
from ..places.presenters_records import RecordPresenter
from . import task_filters, task_forms, task_lists, task_workbooks
from .presenters_entries import entries
from .presenters_items import ItemPresenter
from .presenters_questions import QuestionsPresenter
from .presenters_tasks import TaskPresenter, tally


def tasks(request):
    """Tasks of the documents in printed groups, filtered; `?as_of=` shows a past day."""
    moment = moments.of(request)
    choices = task_filters.choices(request.GET)
    everything = tasks_as_of(Task.objects.for_lists(), moment.day)
    shown = task_filters.apply(everything, {c.name: c.chosen for c in choices})
    if request.GET.get("format") == "xlsx":
        listed = entries(shown, moment.day)
        return task_workbooks.answer(_("Tasks"), [(_("Tasks"), listed)], moment.day)
    rows = [TaskPresenter(task) for task in shown]
    context = {
        "documents": by_document(rows),
        "count": len(everything),
        "shown": len(shown),
        "tally": tally([TaskPresenter(task) for task in everything]),
        "filters": choices,
        "active": any(c.active for c in choices),
        "query": query_of(request, "format"),
        "moment": moment,
        "today": numbers.day(moment.day),
        "month": timezone.localdate(),
        "targets": Target.objects.count(),
    }
    return render(request, "portal/tasks/tasks.html", context)


def by_document(rows):
    """Presenters by document and printed group."""
    return [
        {
            "document": document,
            "groups": [
                {"name": name, "tasks": list(found)}
                for name, found in groupby(group, key=lambda p: p.task.group)
            ],
        }
        for document, group in groupby(rows, key=lambda p: p.task.document)
    ]


def task(request, key):
    """Everything of one task."""
    return task_page(request, get_object_or_404(Task.objects.for_lists(), key=key))


def task_page(request, row, bound=None, status=200):
    """The page of a task; `bound` are forms that came back with errors, by action."""
    reach = Reach(request.user)
    context = {
        "task": TaskPresenter(row),
        "record": RecordPresenter(row, request.user.is_authenticated),
        "forms": task_forms.for_task(row, reach, bound),
        "questions": QuestionsPresenter("tasks", row, reach),
        "reach": reach,
    }
    return render(request, "portal/tasks/task.html", context, status=status)


def item(request, task, key):
    """Everything of one item."""
    return item_page(request, item_or_404(task, key))


def item_or_404(task, key):
    """An item below the address of its task, with all that its page shows."""
    found = TaskItem.objects.for_lists().with_steps().select_related("task__document")
    return get_object_or_404(found, task__key=task, key=key)


def item_page(request, row, bound=None, status=200):
    """The page of an item; `bound` are forms that came back with errors, by action."""
    reach = Reach(request.user)
    context = {
        "item": ItemPresenter(row, reach),
        "record": RecordPresenter(row, reach.sees(row)),
        "forms": task_forms.for_item(row, reach, bound),
    }
    return render(request, "portal/tasks/task_item.html", context, status=status)


def month(request, year, month):
    """What fell due, was done and is late in a month."""
    if not (1 <= month <= 12 and 2000 <= year <= 2100):
        raise Http404
    found = task_lists.Month(year, month)
    parts = [
        {"key": "due", "name": _("Due in this month"), "entries": found.due},
        {"key": "done", "name": _("Done in this month"), "entries": found.done},
        {"key": "late", "name": _("Late and not done"), "entries": found.late},
    ]
    title = _("Tasks of the month %(month)s") % {"month": f"{year}-{month:02}"}
    if request.GET.get("format") == "xlsx":
        sheets = [(part["name"], part["entries"]) for part in parts]
        return task_workbooks.answer(title, sheets, found.as_of)
    context = {
        "title": title,
        "parts": parts,
        "as_of": numbers.day(found.as_of),
        "before": task_lists.next_month(found.first, -1),
        "after": task_lists.next_month(found.first),
    }
    return render(request, "portal/tasks/task_month.html", context)


def of_department(request, key):
    """The sheet of a department."""
    department = get_object_or_404(Department, key=key)
    return sheet(request, department, task_lists.of_department(department))


def of_area(request, key):
    """The sheet of an area and all below it."""
    area = get_object_or_404(Area.objects.without_boundary(), key=key)
    return sheet(request, area, task_lists.of_area(area))


def sheet(request, whose, found):
    """One body's things to do, by year."""
    title = _("Tasks of %(name)s") % {"name": whose.name}
    if request.GET.get("format") == "xlsx":
        return task_workbooks.answer(title, [(whose.name, found)])
    found = sorted(found, key=lambda e: e.year or 0)
    years = [
        {"key": year or "none", "name": year or _("Tasks by themselves"), "entries": list(rows)}
        for year, rows in groupby(found, key=lambda e: e.year)
    ]
    context = {
        "title": title,
        "whose": whose,
        "record_url": links.record_url(whose),
        "parts": years,
        "as_of": numbers.day(timezone.localdate()),
    }
    return render(request, "portal/tasks/task_sheet.html", context)


def query_of(request, *without):
    """The query as it was asked, without some of its names."""
    query = request.GET.copy()
    for name in without:
        query.pop(name, None)
    return query.urlencode()
