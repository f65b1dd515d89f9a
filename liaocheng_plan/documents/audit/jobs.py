"""The job that audits the plan anew: once a day, and soon after anything it reads has changed."""

from django.db import transaction
from django_tasks import task

from . import recent, storing


@task()
def check_again(day=""):
    """Refresh findings and derived figures; a second run changes nothing. `day` is not used."""
    storing.refresh()


def queue_if_stale():
    """Queue the job unless nothing changed or it waits already; whether it was queued.

    The worker asks every minute, so that many changes make one run.
    """
    return recent.is_stale(recent.last_run()) and queue()


def queue():
    """Queue the job unless it waits already; whether it was queued."""
    from django_tasks_db.models import DBTaskResult  # the worker's, ready only when apps are

    waiting = DBTaskResult.objects.ready().filter(task_path=check_again.module_path)
    with transaction.atomic():
        if waiting.exists():
            return False
        check_again.enqueue()
    return True
