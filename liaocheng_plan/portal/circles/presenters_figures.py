"""Statistics of a circle over time: chart, the table behind it, and what is under way."""

from collections import defaultdict
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan import registry
from liaocheng_plan.progress import circle_reports
from liaocheng_plan.progress.models import Observation

from ..display import charts_path, citing, links, numbers, report_states
from .forms_file import StatisticsForm


class FiguresPresenter:
    """The figures that people report of one circle; `bound` is a form that came back."""

    def __init__(self, circle, user, bound=None):
        self.circle, self.user, self.bound = circle, user, bound
        self.collection = registry.of(circle).name

    @property
    def place(self):
        """The circle as reports name it."""
        return f"{self.collection}/{self.circle.key}"

    @cached_property
    def asked(self):
        """The statistics that are asked of this kind of circle."""
        return circle_reports.asked_of(self.collection)

    @cached_property
    def reports(self):
        """`{statistic id: approved reports}`, the oldest period first."""
        rows = Observation.objects.standing().filter(place=self.place).for_forms()
        found = defaultdict(list)
        for row in rows.order_by("period_end", "id"):
            found[row.statistic_id].append(row)
        return found

    @property
    def statistics(self):
        """One entry for each statistic, reported or not."""
        staff = self.user.is_authenticated
        return [StatisticPresenter(row, self.reports[row.pk], staff) for row in self.asked]

    @cached_property
    def under_way(self):
        """Drafts and reports in review that this person may see."""
        if not self.user.is_authenticated:
            return []
        rows = Observation.objects.visible_to(self.user).open().filter(place=self.place)
        return [
            {
                "name": row.subject.name,
                "period": row.period,
                "digits": numbers.plain(row.value),
                "unit": row.subject.unit,
                "state": report_states.of_report(row),
                "url": reverse("observation", args=[row.key]),
            }
            for row in rows.for_forms().order_by("statistic", "period_end")
        ]

    @cached_property
    def form(self):
        """The form for who reports of this circle; None for others."""
        if not self.user.is_authenticated or not circle_reports.may_report(self.user, self.circle):
            return None
        return self.bound or StatisticsForm(asked=self.asked)

    @property
    def url(self):
        """Where the form goes."""
        return reverse("circle-statistics", args=[self.circle.key])


class StatisticPresenter:
    """One statistic with its approved reports."""

    def __init__(self, statistic, reports, staff):
        self.statistic, self.staff = statistic, staff
        self.reports = [row for row in reports if row.value is not None]
        self.unavailable = [row for row in reports if row.value is None]

    @property
    def name(self):
        """The name as printed."""
        return self.statistic.name

    @property
    def unit(self):
        """The unit of the forms."""
        return self.statistic.unit

    @property
    def cite(self):
        """Where it is asked for."""
        return citing.cite(self.statistic.citation)

    @property
    def latest(self):
        """The latest report, or None."""
        return self.row(self.reports[-1]) if self.reports else None

    @property
    def rows(self):
        """The table behind the chart, the latest period first."""
        return [self.row(row) for row in sorted(self.every, key=lambda r: r.period_end)[::-1]]

    @property
    def every(self):
        """Reports with a value and those that say that there is none."""
        return [*self.reports, *self.unavailable]

    def row(self, report):
        """One report: people are named to staff only."""
        area = report.area.name if report.area else ""
        return {
            "period": report.period,
            "digits": "" if report.value is None else numbers.plain(report.value),
            "day": numbers.day(timezone.localtime(report.reported_at)),
            "area": area,
            "by": str(report.reporter or "") if self.staff else "",
            "url": self.url_of(report),
            "source_url": links.path_url(report.source),
            "n": numbers.plain(report.denominator),
        }

    def url_of(self, report):
        """The page of a report; "" for who may not open it."""
        return reverse("observation", args=[report.key]) if self.staff else ""

    @property
    def chart(self):
        """The reports over the years; "" where there is none."""
        if not self.reports:
            return ""
        today = timezone.localdate()
        points = [charts_path.Point(row.span, float(row.value)) for row in self.reports]
        first = self.reports[0].period_end.year
        path = charts_path.Path(first, max(today.year, first), today, points=points)
        words = {
            "missing": _("Not reported"),
            "points": [(numbers.plain(row.value), self.url_of(row)) for row in self.reports],
        }
        return charts_path.path_chart(path, self.label, height=120, words=words)

    @property
    def label(self):
        """What the chart says, for those who do not see it."""
        latest = self.latest
        return _("%(name)s: latest %(value)s %(unit)s (%(period)s)") % {
            "name": self.name,
            "value": latest["digits"],
            "unit": self.unit,
            "period": latest["period"],
        }
