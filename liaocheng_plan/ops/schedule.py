"""What the worker queues by itself: jobs of a local day, and what its watches ask for.

A job in `settings.DAILY_JOBS` gets the date as text. It is queued once a date, also when the
worker was not running at the hour or is started anew; two workers that are equally quick may both
queue it, so a job does no harm when it runs twice. `settings.WATCHES` are asked every minute.
"""

import logging
import threading
import time

EVERY = 60  # seconds

log = logging.getLogger("liaocheng_plan.ops.schedule")


def queue_daily(now):
    """Queue the jobs of the local day of `now` (aware) that are not queued; returns their names."""
    from django.conf import settings
    from django.utils import timezone
    from django.utils.module_loading import import_string
    from django_tasks_db.models import DBTaskResult

    local = timezone.localtime(now)
    day = local.date().isoformat()
    if local.hour < settings.DAILY_HOUR:
        return []
    queued = []
    for name in settings.DAILY_JOBS:
        job = import_string(name)
        past = DBTaskResult.objects.filter(task_path=job.module_path).order_by("-enqueued_at")
        if not any(result.args_kwargs["args"] == [day] for result in past[:9]):
            job.enqueue(day)
            queued.append(name)
    return queued


def watch():
    """Ask every function in `settings.WATCHES`; one that fails is logged and keeps none waiting."""
    from django.conf import settings
    from django.utils.module_loading import import_string

    for name in settings.WATCHES:
        try:
            import_string(name)()
        except Exception:
            log.exception("%s failed", name)


class Schedule(threading.Thread):
    """Looks every minute what is to be queued; a failure is logged and tried again."""

    def __init__(self):
        super().__init__(name="schedule", daemon=True)

    def run(self):
        """Look for as long as the worker lives."""
        from django.db import close_old_connections
        from django.utils import timezone

        while True:
            try:
                close_old_connections()
                watch()
                queue_daily(timezone.now())
            except Exception:
                log.exception("the jobs of the day could not be queued")
            time.sleep(EVERY)
