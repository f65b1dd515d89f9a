"""The dashboards: all targets, what each area reports, one target."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from liaocheng_plan.organisation.models import Area
from liaocheng_plan.progress import explaining
from liaocheng_plan.progress.models import Target, Task
from liaocheng_plan.progress.reach import Reach

from ..display import moments, wording
from ..places import presenters_history
from ..places.presenters_records import RecordPresenter
from ..tasks import presenters_tasks
from ..tasks.presenters_questions import QuestionsPresenter
from . import presenters_areas, presenters_reports, progress_filters
from .presenters_rollups import by_theme
from .presenters_targets import TargetPresenter, present, tally

DETAILS = (
    *("areas", "direction", "approximate", "tolerance", "aggregation", "qualifier"),
    *("on_track", "validity_days", "baseline_disputed"),
)
VIEWS = ("target", "theme", "area")


def progress(request):
    """All targets: `?by=target` (the default) in a table, `?by=theme` and `?by=area` rolled up."""
    moment, by = moments.of(request), request.GET.get("by") or VIEWS[0]
    if by not in VIEWS:
        raise Http404(_("There is no such view."))
    everything = present(Target.objects.for_lists(at=moment.at, series=True))
    choices = progress_filters.choices(request.GET, everything)
    shown = progress_filters.apply(everything, choices)
    context = {
        "moment": moment,
        "by": by,
        "filters": choices,
        "active": any(choice.active for choice in choices),
        "groups": by_theme(shown) if by != "area" else [],
        "areas": presenters_areas.present(shown, moment) if by == "area" else [],
        "sentence": wording.summary(tally(everything)),
        "rollup": wording.rollup(tally(shown)),
        "targets": len(everything),
        "tasks": Task.objects.count(),
    }
    return render(request, "portal/progress/progress.html", context)


def area(request, key):
    """What one area reports, target by target."""
    moment = moments.of(request)
    row = get_object_or_404(Area.objects.without_boundary(), key=key)
    everything = present(Target.objects.for_lists(at=moment.at, series=True))
    found = {entry.area.pk: entry for entry in presenters_areas.present(everything, moment)}
    shown = found.get(row.pk) or presenters_areas.AreaPresenter(row, moment)
    return render(request, "portal/progress/progress_area.html", {"moment": moment, "area": shown})


def target(request, key):
    """Everything of one target."""
    moment = moments.of(request)
    row = get_object_or_404(Target.objects.for_lists(at=moment.at, series=True), key=key)
    return target_page(request, row, moment)


def target_page(request, row, moment, errors=None, status=200):
    """The page of a target; `errors` are those of an explanation that came back."""
    staff, shown = request.user.is_authenticated, TargetPresenter(row)
    context = {
        "moment": moment,
        "target": shown,
        "record": RecordPresenter(row, staff),
        "reports": presenters_reports.of_target(row),
        "table": presenters_reports.table(shown),
        "explanation": explaining.texts(moment.at).get(row.pk),
        "may_explain": explaining.may_explain(request.user) and not moment.past,
        "errors": errors or {},
        "typed": request.POST.get("text", ""),
        "about": presenters_tasks.about(row),
        "tasks": presenters_tasks.of_same_clause(row),
        "details": DETAILS,
        "changes": presenters_history.stated_changes(row, staff),
        "questions": QuestionsPresenter("targets", row, Reach(request.user)),
    }
    return render(request, "portal/progress/target.html", context, status=status)
