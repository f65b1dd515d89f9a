"""The jobs of the register, run by the worker; each can be run twice without harm."""

from django.db import transaction
from django_tasks import task

from circles.models import Outlet, OutletImport

from . import assigning, runs


@task()
def check(pk):
    """Check and stage a file."""
    step(runs.check, pk)


@task()
def apply(pk):
    """Write what was staged."""
    step(runs.apply, pk)


def step(function, pk):
    """Run one step of an import; one that breaks is shown as failed, and logged."""
    run = OutletImport.objects.filter(pk=pk).select_related("uploaded_by").first()
    if run is None:
        return
    try:
        function(run)
    except Exception:
        runs.fail(run)
        raise


@task()
def assign_all():
    """Assign all outlets to circles by place."""
    assigning.assign_all(Outlet.objects.all())


def queue_if_outlines_changed():
    """Queue the assignment unless no outline changed or it waits already; whether it was queued.

    The worker asks every minute, so that many new outlines make one run.
    """
    from django_tasks_db.models import DBTaskResult  # the worker's, ready only when apps are

    if assigning.is_current():
        return False
    waiting = DBTaskResult.objects.ready().filter(task_path=assign_all.module_path)
    with transaction.atomic():
        if waiting.exists():
            return False
        assign_all.enqueue()
    return True
