"""The home page: the state of the plan at a glance."""

import heapq
from collections import Counter, defaultdict
from functools import cached_property

from django.utils import timezone

from liaocheng_plan.places.models import Status
from liaocheng_plan.progress.asking import Asking
from liaocheng_plan.progress.measures import Snapshot
from liaocheng_plan.progress.models import Target, Task, Theme
from liaocheng_plan.progress.rules import Reporting
from liaocheng_plan.progress.task_light import DUE_SOON, Standing
from liaocheng_plan.progress.task_past import tasks_as_of

from ..display import charts, links, lists, numbers, states, wording
from ..display.moments import Moment
from ..places import presenters_history
from ..progress import presenters_targets
from ..tasks import task_lists
from ..tasks.presenters_entries import entries

LATEST = 6
"""How many of the latest reports are listed."""

TONES = (
    (Status.DONE, "good"),
    (Status.UNDER_WAY, "accent"),
    (Status.NOT_STARTED, "unknown"),
    (Status.DROPPED, "unknown"),
    (Status.NOT_REPORTED, "missing"),
)


class HomePresenter:
    """Everything that the home page shows; the number of queries does not grow with the data."""

    def __init__(self, moment=None):
        self.moment = moment or Moment(timezone.localdate())
        at = self.moment.at
        self.targets = presenters_targets.present(Target.objects.for_lists(at=at))
        self.tasks = tasks_as_of(Task.objects.with_items(), self.moment.day)
        self.snapshot = self.targets[0].target.snapshot if self.targets else Snapshot(at)
        self.asking = self.targets[0].target.asking if self.targets else Asking(at)

    @cached_property
    def plan(self):
        """The document of the latest period in which targets are written."""
        cited = [p.target.citation for p in self.targets]
        documents = {c.clause.document for c in cited if c and c.clause.document.period_end}
        return max(documents, key=lambda d: (d.period_end, -d.pk), default=None)

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
        return bool(self.plan) and self.moment.day.year > self.plan.period_end

    @property
    def today(self):
        """The day that the page stands for."""
        return numbers.day(self.moment.day)

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
            for e in task_lists.by_date(entries(self.tasks, self.past_day))
            if e.standing == Standing.LATE
        ]
        return found + self.overdue_submissions + self.overdue_targets

    @property
    def past_day(self):
        """The past day that is shown; None for today."""
        return self.moment.day if self.moment.past else None

    @property
    def overdue_submissions(self):
        """Areas that have not handed in a round that is due."""
        return [
            {
                "name": f"{row.area.name} · {row.round.name}",
                "url": links.on_day(links.area_progress_url(row.area), self.moment),
                "day": numbers.day(row.round.due_on),
            }
            for row in self.asking.late(self.moment.day)
        ]

    @property
    def overdue_targets(self):
        """Targets of which a report is overdue."""
        return [
            {"name": p.name, "url": p.url, "day": ""}
            for p in self.targets
            if p.target.standing.reporting == Reporting.OVERDUE
        ]

    @cached_property
    def latest_reports(self):
        """The reports approved last: target, area, period, value, day."""
        rows = [(row, p) for p in self.targets for row in p.target.reports if row.approved_at]
        newest = heapq.nlargest(LATEST, rows, key=lambda pair: (pair[0].approved_at, pair[0].pk))
        return [presenters_targets.report_line(row, presenter) for row, presenter in newest]

    @property
    def nothing_dated(self):
        """Whether no task has a date, so that nothing can be late."""
        return all(task.standing == Standing.UNDATED for task in self.tasks)

    @cached_property
    def recent(self):
        """What staff changed within 30 days."""
        return presenters_history.recent(at=self.moment.at)

    @property
    def themes(self):
        """Each theme with its targets and its collections of places by status."""
        targets = defaultdict(list)
        for presenter in self.targets:
            targets[presenter.target.theme].append(presenter)
        counts, places = counts_by_status(self.snapshot), defaultdict(list)
        for collection in lists.places():
            places[collection.theme].append(collection_row(collection, counts[collection.name]))
        return [
            theme_row(theme, targets[theme], places[theme], self.moment) for theme in Theme.values
        ]


def counts_by_status(snapshot):
    """`{collection name: {status: number}}` of all places, in one query."""
    counts = defaultdict(Counter)
    for row in snapshot.rows:
        counts[row.collection][row.status] += row.number
    return counts


def theme_row(theme, targets, places, moment):
    """One theme: its name, its targets as cells, its places."""
    return {
        "name": Theme(theme).label,
        "url": links.on_day(links.theme_url(theme), moment),
        "targets": targets,
        "rollup": wording.rollup(presenters_targets.tally(targets)),
        "places": [row for row in places if row["total"] or row["note"]],
    }


def collection_row(collection, counts):
    """A collection's places by status: a bar, and the same in words."""
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
