"""What each area reports: the targets it answers for, its latest reports, its own results."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan import registry
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.progress import standing

from ..display import links, numbers, wording
from .presenters_targets import tally


@dataclass
class Duty:
    """One target that an area answers for; `row` is its latest report there, or None."""

    target: object
    row: object = None
    own: bool = False

    @property
    def reported(self):
        """The area's latest report as a line; None: 未报. “Not available” is a report, too."""
        if self.row is None:
            return None
        value = standing.value_of(self.row)
        return {
            "digits": None if value is None else numbers.rounded(value, 4),
            "period": self.row.period,
            "day": numbers.day(timezone.localtime(self.row.approved_at)),
            "url": self.url,
        }

    @property
    def url(self):
        """Where it comes from: the trace of the period's figure that holds it, else the report."""
        for figure in self.target.target.standing.figures:
            if any(row.pk == self.row.pk for row in figure.rows):
                return self.target.lineage_of(figure.period.text)
        return links.key_url(registry.get("observations"), self.row.key)


@dataclass
class AreaPresenter:
    """An area with its duties, its own targets and its late submissions."""

    area: object
    moment: object
    duties: list = field(default_factory=list)
    own: list = field(default_factory=list)
    late: list = field(default_factory=list)

    @property
    def name(self):
        """The name as printed."""
        return self.area.name

    @property
    def url(self):
        """The area's page here, on the day that is shown."""
        return links.on_day(links.area_progress_url(self.area), self.moment)

    @property
    def words(self):
        """How many of the targets it answers for it has reported."""
        counts = {"all": len(self.duties), "n": sum(1 for duty in self.duties if duty.row)}
        return _("answers for %(all)d targets, %(n)d reported") % counts

    @property
    def own_words(self):
        """The roll-up of the targets that are the area's alone; "" where it has none."""
        return wording.rollup(tally(self.own)) if self.own else ""

    @property
    def late_rounds(self):
        """Rounds not handed in in time: name and due date."""
        return [{"name": s.round.name, "day": numbers.day(s.round.due_on)} for s in self.late]


def present(presenters, moment):
    """Every area that answers for a target or has one of its own, in order."""
    found, city = {}, Area.objects.without_boundary().get(kind=Area.Kind.CITY)
    for presenter in presenters:
        target = presenter.target
        alone = target.own_areas[0] if len(target.own_areas) == 1 else None
        if alone and alone.kind != Area.Kind.URBAN:
            entry(found, alone, moment).own.append(presenter)
        if target.measure:
            continue
        for area in standing.answering(target) or [city]:
            duty = Duty(presenter, latest(target, area), own=alone == area)
            entry(found, area, moment).duties.append(duty)
    asking = presenters[0].target.asking if presenters else None
    for row in asking.late(moment.day) if asking else ():
        entry(found, row.area, moment).late.append(row)
    return sorted(found.values(), key=lambda a: a.area.pk)


def entry(found, area, moment):
    """The presenter of an area, made when it is first needed."""
    return found.setdefault(area.pk, AreaPresenter(area, moment))


def latest(target, area):
    """The latest report of an area for a target; the city's speaks without naming it, too."""
    city = area.kind == Area.Kind.CITY
    rows = [
        row for row in target.reports if row.area_id == area.pk or (city and row.area_id is None)
    ]
    return rows[-1] if rows else None
