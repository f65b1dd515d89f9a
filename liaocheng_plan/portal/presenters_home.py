"""The home page: the state of the plan at a glance."""

from collections import Counter, defaultdict
from functools import cached_property

from django.db.models import Count
from django.utils import timezone

from liaocheng_plan.documents.models import Document
from liaocheng_plan.places.models import Status
from liaocheng_plan.progress.models import Target, Task, Theme
from liaocheng_plan.progress.rules import Reporting
from liaocheng_plan.progress.task_light import DUE_SOON, Standing

from . import (
    charts,
    links,
    lists,
    numbers,
    presenters_history,
    presenters_targets,
    states,
    task_lists,
    wording,
)
from .presenters_entries import entries

TONES = (
    (Status.DONE, "good"),
    (Status.UNDER_WAY, "accent"),
    (Status.NOT_STARTED, "unknown"),
    (Status.DROPPED, "unknown"),
    (Status.NOT_REPORTED, "missing"),
)


class HomePresenter:
    """Everything that the home page shows; the number of queries does not grow with the data."""

    def __init__(self):
        self.targets = presenters_targets.present(Target.objects.for_lists())
        self.tasks = list(Task.objects.with_items())
        with_period = Document.objects.filter(period_end__isnull=False)
        self.plan = with_period.order_by("-period_end").first()

    @property
    def name(self):
        """The plan's name."""
        return self.plan.name if self.plan else ""

    @property
    def period(self):
        """The plan's years."""
        return numbers.period(self.plan.period_start, self.plan.period_end) if self.plan else ""

    @property
    def ended(self):
        """Whether the plan's period is over."""
        return bool(self.plan) and timezone.localdate().year > self.plan.period_end

    @property
    def today(self):
        """The day that the page stands for."""
        return numbers.day(timezone.localdate())

    @property
    def latest_report(self):
        """The day of the latest approved report; "" while there is none."""
        told = [p.target.latest for p in self.targets if p.target.latest]
        days = [figure.reported_at for figure in told if figure.reported_at]
        return numbers.day(timezone.localtime(max(days))) if days else ""

    @property
    def sentence(self):
        """The summing-up sentence."""
        return wording.summary(presenters_targets.tally(self.targets))

    @property
    def tasks_sentence(self):
        """What can be said of the tasks."""
        found = Counter(task.standing for task in self.tasks)
        return wording.tasks_sentence(
            {
                "tasks": len(self.tasks),
                "dated": len(self.tasks) - found[Standing.UNDATED],
                "late": found[Standing.LATE],
                "soon": found[Standing.DUE_SOON],
                "days": DUE_SOON.days,
            }
        )

    @property
    def leading(self):
        """The few targets shown first."""
        chosen = [p for p in self.targets if p.target.leading is not None]
        return sorted(chosen, key=lambda p: p.target.leading)

    @cached_property
    def overdue(self):
        """What is late: tasks past their date, reports past theirs."""
        found = [
            {"name": e.name, "url": e.url, "day": e.due}
            for e in task_lists.by_date(entries(self.tasks))
            if e.standing == Standing.LATE
        ]
        found += [
            {"name": p.name, "url": p.url, "day": ""}
            for p in self.targets
            if p.target.standing.reporting == Reporting.OVERDUE
        ]
        return found

    @property
    def nothing_dated(self):
        """Whether no task has a date, so that nothing can be late."""
        return all(task.standing == Standing.UNDATED for task in self.tasks)

    @cached_property
    def recent(self):
        """What staff changed within 30 days."""
        return presenters_history.recent()

    @property
    def themes(self):
        """Each theme with its targets and its collections of places by status."""
        targets = defaultdict(list)
        for presenter in self.targets:
            targets[presenter.target.theme].append(presenter)
        places = defaultdict(list)
        for collection in lists.places():
            places[collection.theme].append(collection_row(collection))
        return [theme_row(theme, targets[theme], places[theme]) for theme in Theme.values]


def theme_row(theme, targets, places):
    """One theme: its name, its targets as cells, its places."""
    return {
        "name": Theme(theme).label,
        "url": links.theme_url(theme),
        "targets": targets,
        "reported": sum(1 for p in targets if p.reported),
        "places": [row for row in places if row["total"] or row["note"]],
    }


def collection_row(collection):
    """A collection's places by status: a bar, and the same in words."""
    rows = lists.public(collection).order_by().values_list("status").annotate(Count("pk"))
    counts = Counter(dict(rows))
    total = sum(counts.values())
    told = [
        {"state": states.STATUSES[status], "number": counts[status]}
        for status, _tone in TONES
        if counts[status]
    ]
    words = "，".join(f"{row['state'].word} {row['number']}" for row in told)
    bar = charts.status_bar([(tone, counts[status]) for status, tone in TONES], words)
    return {
        "label": collection.label,
        "url": links.collection_url(collection),
        "total": total,
        "note": collection.note,
        "told": told,
        "bar": bar if total else "",
    }
