"""A portal in use: 100 targets, five years of quarterly reports by the eight districts."""

from datetime import UTC, date, datetime

from liaocheng_plan.organisation.models import Area
from liaocheng_plan.progress.models import Observation, Round, Submission, Target
from liaocheng_plan.progress.periods import Period

TARGETS, YEARS, QUARTERS = 100, range(2021, 2026), range(1, 5)


def make():
    """Make 16,000 approved observations (bulk_create), with a round for every quarter."""
    areas = list(Area.objects.districts())
    targets = more_targets(TARGETS, areas)
    periods = [Period.parse(f"{year}-Q{quarter}") for year in YEARS for quarter in QUARTERS]
    Observation.objects.bulk_create(
        (
            row(target, area, period, number)
            for number, period in enumerate(periods)
            for target in targets
            for area in areas
        ),
        batch_size=2000,
    )
    for period in periods:
        open_round(period, areas, targets)


def more_targets(number, areas):
    """Make it so many targets of all areas, to be added up."""
    Target.objects.bulk_create(
        Target(
            key=f"large-{n}",
            name=f"指标{n}",
            theme="consumption",
            direction="floor",
            value=1000,
            target_year=2025,
            aggregation="sum",
            unit="家",
        )
        for n in range(number)
    )
    made = list(Target.objects.filter(key__startswith="large-"))
    through = Target.areas.through
    through.objects.bulk_create(
        through(target_id=target.pk, area_id=area.pk) for target in made for area in areas
    )
    return made


def row(target, area, period, number):
    """One approved observation, as saving it would make it."""
    at = datetime(period.last.year, period.last.month, 28, tzinfo=UTC)
    made = Observation(
        key=f"large-{target.pk}-{area.pk}-{number}",
        name=period.text,
        target=target,
        area=area,
        period=period.text,
        value=100 + number,
        state=Observation.State.APPROVED,
        reported_at=at,
    )
    made.complete()
    return made


def open_round(period, areas, targets):
    """A round of one quarter, handed in by all areas but the last."""
    made = Round.objects.create(
        key=f"large-{period.text.lower()}", name=period.text, period=period.text, due_on=due(period)
    )
    made.areas.set(areas)
    made.targets.set(targets)
    handed_in = datetime(period.last.year, period.last.month, 28, tzinfo=UTC)
    Submission.objects.bulk_create(
        Submission(
            round=made, area=area, first_submitted_at=None if area is areas[-1] else handed_in
        )
        for area in areas
    )


def due(period):
    """The day on which a quarter's reports are due: its last."""
    return date(period.last.year, period.last.month, period.last.day)
