"""Targets."""

from django.shortcuts import get_object_or_404, render

from liaocheng_plan.progress.models import Target, Task, Theme
from liaocheng_plan.progress.reach import Reach

from . import presenters_history, presenters_tasks
from .presenters_questions import QuestionsPresenter
from .presenters_records import RecordPresenter
from .presenters_targets import TargetPresenter, present, tally

DETAILS = ("areas", "direction", "approximate", "tolerance", "aggregation", "qualifier")


def progress(request):
    """Every target grouped by theme; `?theme=` shows one theme."""
    chosen = request.GET.get("theme", "")
    everything = present(Target.objects.for_lists(series=True))
    shown = [p for p in everything if chosen in ("", p.target.theme)]
    groups = [
        {"name": theme.label, "key": theme.value, "rows": rows, "tally": tally(rows)}
        for theme in Theme
        if (rows := [p for p in shown if p.target.theme == theme])
    ]
    context = {
        "groups": groups,
        "chosen": chosen,
        "themes": Theme.choices,
        "tally": tally(everything),
        "tasks": Task.objects.count(),
    }
    return render(request, "portal/progress.html", context)


def target(request, key):
    """Everything of one target."""
    row = get_object_or_404(Target.objects.for_lists(series=True), key=key)
    staff = request.user.is_authenticated
    record = RecordPresenter(row, staff)
    context = {
        "target": TargetPresenter(row),
        "record": record,
        "about": presenters_tasks.about(row),
        "tasks": presenters_tasks.of_same_clause(row),
        "details": DETAILS,
        "changes": presenters_history.stated_changes(row),
        "questions": QuestionsPresenter("targets", row, Reach(request.user)),
    }
    return render(request, "portal/target.html", context)
