"""The jobs: read a file that staff gave, compute the whole city. A second run does no harm."""

from django.db import transaction
from django_tasks import task

from circles.models import CoverageDataset, CoverageRun

from . import data, running


@task()
def read_dataset(pk):
    """Read a waiting dataset; one that fails on our side is refused with that reason."""
    dataset = CoverageDataset.objects.filter(pk=pk).first()
    if dataset is None:
        return
    try:
        data.take_in(dataset)
    except Exception:
        CoverageDataset.objects.filter(pk=pk).update(
            state=CoverageDataset.State.REFUSED, problem={"code": "failed"}, found={}
        )
        raise


@task()
def compute(pk):
    """Compute a run that is not done; one that fails says so."""
    run = CoverageRun.objects.select_related("rule").filter(pk=pk).first()
    if run is None or run.state == CoverageRun.State.DONE:
        return
    try:
        running.compute(run)
    except Exception as error:
        CoverageRun.objects.filter(pk=pk).update(
            state=CoverageRun.State.FAILED, problem=f"{type(error).__name__}: {error}"[:500]
        )
        raise


@transaction.atomic
def give(user, upload, **about):
    """Keep an uploaded file and queue its reading."""
    dataset = data.add(user, upload, **about)
    read_dataset.enqueue(dataset.pk)
    return dataset


@transaction.atomic
def start(user, rule):
    """Ask for a run and queue its computation."""
    run = running.ask(user, rule)
    compute.enqueue(run.pk)
    return run
