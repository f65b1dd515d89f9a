"""The job worker: takes up what an interrupted one left, then runs jobs as they come.

django-tasks-db leaves the job of a killed worker "running" for good. Jobs are therefore written
so that a second run of the same job does no harm; one that was interrupted three times is failed.
"""

import fcntl
import os

from .bootstrap import VAR
from .schedule import Schedule

ATTEMPTS = 3


def take_up_interrupted():
    """Queue the jobs of dead workers again. Only the holder of the lock may call this."""
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    for job in DBTaskResult.objects.running():
        if len(job.worker_ids) >= ATTEMPTS:
            job.set_failed(RuntimeError(f"interrupted {len(job.worker_ids)} times"))
        else:
            job.status = TaskResultStatus.READY
            job.save(update_fields=["status"])


def main():
    """Wait until no other worker of this tree's database runs, then work until told to stop."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaocheng_plan.settings")
    with (VAR / f"{settings.OWN}worker.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        django.setup()
        call_command("make_demo", check=True)
        take_up_interrupted()
        Schedule().start()
        call_command("db_worker", queue_name="*", reload=False)


if __name__ == "__main__":
    main()
