"""The whole demo in one transaction: the same seed and last day give the same data.

Passwords and the keys of single observations are random; everything else follows from the seed.
"""

from datetime import date

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from . import circles, clock, people, records, reporting, surveys, tasks
from .models import Mark
from .series import Random

SINCE = 2021


def load_plan():
    """The plan, as if loaded before the invented years: changes by staff come after it."""
    with clock.at(clock.moment(date(SINCE, 1, 2), Random(0))):
        call_command("load_plan", verbosity=0)


@transaction.atomic
def build(mark, since=SINCE):
    """Fill a database that holds the plan; returns the invented people."""
    made = people.make()
    records.make(made, mark.seed, since, mark.until)
    reporting.make(made, mark.seed, since, mark.until)
    tasks.make(made, mark.seed, since, mark.until)
    circles.make(made, mark.seed, since, mark.until)
    surveys.make(made, mark.seed, since, mark.until)
    mark.built_at = timezone.now()
    mark.save()
    return made


def new_mark(seed, until):
    """The mark comes first: an interrupted build is still known as a demo."""
    return Mark.objects.create(seed=seed, until=until)
