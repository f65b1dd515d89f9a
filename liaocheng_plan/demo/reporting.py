"""Five years of rounds by the services: reported, returned, corrected, late and missing."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from liaocheng_plan import registry
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.progress import reviewing, rounds, rules, standing
from liaocheng_plan.progress.models import Observation, Statistic, Target, city_area
from liaocheng_plan.progress.periods import Period, year_end

from . import clock, people, series

DUE_AFTER = 20  # days from the end of a period
CLOSED_AFTER = 60  # days from the due date
LATE, MISSING, RETURNED, CORRECTED, SILENT = 0.15, 0.06, 0.12, 0.2, 0.03
STATISTICS_FROM = 2025  # the year after the scheme for the circles
YEARLY = ("cap", "rate", "range", "composition")


@dataclass
class Reporting:
    """What all rounds share."""

    people: people.People
    until: date
    random: Random
    ways: dict
    areas: list

    def due_to_happen(self, day):
        """Whether a day has come in the invented time."""
        return day <= self.until


def make(people_, seed, since, until):
    """Rounds from the year `since` to the day `until`."""
    targets = [t for t in Target.objects.for_lists() if rules.is_numeric(t) and not t.measure]
    ways = {target.key: series.Way.of(target, seed, n) for n, target in enumerate(targets)}
    areas = [city_area(), *people.reporting_areas()]
    run = Reporting(people_, until, Random(f"{seed}:rounds"), ways, areas)
    for period in periods(since, until):
        asked = [target for target in targets if asks(target, period)]
        statistics = list(Statistic.objects.all()) if asks_statistics(period) else []
        if asked or statistics:
            one_round(run, period, asked, statistics)


def periods(since, until):
    """Quarters and years that have ended, in order of their ends."""
    found = [Period.parse(str(year)) for year in range(since, until.year + 1)]
    found += [
        Period.parse(f"{year}-Q{quarter}")
        for year in range(since, until.year + 1)
        for quarter in (1, 2, 3, 4)
    ]
    return sorted(period for period in found if period.last < until)


def asks(target, period):
    """Stocks every quarter, limits and rates every year, nothing once the target date is past."""
    if target.target_year and period.last > year_end(target.target_year):
        return False
    yearly = "-" not in period.text
    if target.target_year is None:  # a standing requirement: the last two years will do
        return not yearly and period.first.year > 2024
    return yearly == (target.direction in YEARLY or bool(target.about) or bool(target.parts))


def asks_statistics(period):
    """The circles' statistics once a year."""
    return "-" not in period.text and period.first.year >= STATISTICS_FROM


def one_round(run, period, targets, statistics):
    """Open a round, let every area report that is asked for anything, close it."""
    opened, due = period.last + timedelta(days=1), period.last + timedelta(days=DUE_AFTER)
    with clock.at(clock.moment(opened, run.random)):
        areas = [area for area in run.areas if asked_for_something(area, targets, statistics, run)]
        made = rounds.open_round(
            run.people.bureau,
            name=f"{period.text} 示例填报",
            period=period.text,
            due_on=due,
            areas=areas,
            targets=targets,
            statistics=statistics,
            key=f"demo-{period.text.lower()}",
        )
    for area in areas:
        report(run, made, area)
    closes = due + timedelta(days=CLOSED_AFTER)
    if run.due_to_happen(closes):
        with clock.at(clock.moment(closes, run.random)):
            rounds.close_round(run.people.bureau, made)


def asked_for_something(area, targets, statistics, run):
    """Whether a round would ask anything of an area: others are not in it."""
    if statistics and has_circles(area):
        return True
    return any(area.pk in asked_areas(target, run) for target in targets)


def asked_areas(target, run):
    """Ids of the areas that a target is asked of: as `rounds.asks`, before there is a round."""
    parts = standing.units(target)
    own = parts or list(target.areas.all())
    reporting = {area.pk for area in run.areas}
    found = {area.pk for area in own} & reporting
    return found if parts or (len(own) == 1 and found) else {run.areas[0].pk}


def has_circles(area):
    """Whether a circle lies in an area or below it."""
    inside = Area.objects.subtree_ids({area.key})
    circles = [c for c in registry.located_collections() if c.page == "circles"]
    return any(c.model.objects.in_areas(inside).exists() for c in circles)


def report(run, made, area):
    """One area's report, from the draft to the correction, as far as the time has come."""
    random, last = run.random, made.span.last
    closing = last == year_end(last.year) and last.year == 2025
    if random.random() < MISSING and not closing:
        return
    late = random.random() < LATE
    day = made.due_on + timedelta(days=random.randint(2, 25) if late else -random.randint(1, 10))
    if not run.due_to_happen(day):
        return
    editor = run.people.reporter(area)
    with clock.at(clock.moment(day, random)):
        rounds.save_form(editor, made, area, filled(run, made, area))
        rounds.hand_in(editor, made, area)
    if random.random() < RETURNED:
        day = returned(run, made, area, editor, day)
    day += timedelta(days=random.randint(1, 5))
    if not run.due_to_happen(day):
        return
    with clock.at(clock.moment(day, random)):
        approved = reviewing.approve(run.people.reviewer, submitted(made, area))
    if random.random() < CORRECTED:
        corrected(
            run, editor, random.choice(approved), day + timedelta(days=random.randint(20, 70))
        )


def filled(run, made, area):
    """The form of an area, filled in; now and then a value is missing, with its reason."""
    values = {}
    for line in rounds.asked_of(made, area, judged=False):
        if run.random.random() < SILENT:
            values[line.slot] = {"note": "示例：资料暂缺"}
        elif line.circle is not None:
            subject = line.subject
            values[line.slot] = {"value": series.statistic(run.random, subject.key, subject.unit)}
        else:
            values[line.slot] = run.ways[line.subject.key].given(area, made.span.last)
    return values


def submitted(made, area):
    """What an area has handed in and nobody has decided on, in an order of its own."""
    return list(
        Observation.objects.filter(round=made, area=area, state="submitted").order_by("slot")
    )


def returned(run, made, area, editor, day):
    """The reviewer sends one value back, the editor hands it in again; the day of that."""
    back, again = day + timedelta(days=2), day + timedelta(days=4)
    if not run.due_to_happen(again):
        return day
    row = run.random.choice(submitted(made, area))
    with clock.at(clock.moment(back, run.random)):
        reviewing.send_back(run.people.reviewer, [row], "示例：请核对口径后重报。")
    with clock.at(clock.moment(again, run.random)):
        row.refresh_from_db()
        reviewing.submit(editor, [row])
    return again


def corrected(run, editor, row, day):
    """A correction of an approved value: two per cent more, with its reason."""
    if row.value is None or not run.due_to_happen(day + timedelta(days=3)):
        return
    with clock.at(clock.moment(day, run.random)):
        value = series.decimal(float(row.value) * 1.02, 100 if row.target_id is None else None)
        draft = reviewing.correct(editor, row, "示例：统计口径调整。", value=value)
        reviewing.submit(editor, [draft])
    with clock.at(clock.moment(day + timedelta(days=3), run.random)):
        reviewing.approve(run.people.reviewer, [draft])
