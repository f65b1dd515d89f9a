"""Whether the plan has changed since it was last audited."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Value

from ..models import AttachedText, AuditRun, Citation, PlanCheck, StatedChange


def last_run():
    """The latest `AuditRun`, None before the first."""
    return AuditRun.objects.order_by("-read_at", "-id").first()


def is_stale(run):
    """Whether anything that the audit reads changed after a run read it; two queries."""
    if run is None:
        return True
    changed = last_change()
    return changed is not None and changed > run.read_at


def last_change():
    """When a kind of record that the audit reads was last written or deleted, None if never.

    Kinds that no document is cited for (outlets, observations) are not read.
    """
    cited = Citation.objects.order_by().values("content_type").distinct()
    models = {kind.model_class() for kind in ContentType.objects.filter(pk__in=cited)}
    moments = [
        latest(model.history.model.objects, "history_date")
        for model in (models | {PlanCheck}) - {None}
    ]
    moments += [
        latest(StatedChange.objects, "created_at"),
        latest(AttachedText.objects, "attached_at"),
        latest(AttachedText.objects, "replaced_at"),
    ]
    found = moments[0].union(*moments[1:], all=True)
    return max((at for at in found if at is not None), default=None)


def latest(manager, name):
    """A query for the latest moment in a column, as one row."""
    rows = manager.order_by().annotate(all=Value(1)).values("all")
    return rows.annotate(at=Max(name)).values_list("at", flat=True)
