"""Where a figure comes from, and reports that were kept; each also as JSON."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from liaocheng_plan.progress import lineage as traces
from liaocheng_plan.progress import reports as keeping
from liaocheng_plan.progress.models import Report, Target, Theme

from ..display import moments
from . import presenters_lineage

JSON = {"ensure_ascii": False, "indent": 1}
MAY_KEEP = "progress.keep_report"


def lineage(request, key):
    """The trace of one target's figure, now or as of a day; `?format=json` as data.

    `?period=2024-Q3` is the figure of that period in place of the judged one.
    """
    moment, period = moments.of(request), request.GET.get("period", "")
    targets = Target.objects.for_lists(at=moment.at, series=bool(period))
    target = get_object_or_404(targets, key=key)
    try:
        found = traces.trace(target, period)
    except LookupError as error:
        raise Http404(_("Nothing was reported for this period.")) from error
    return traced(request, found, {"moment": moment, "period": period})


def reported_lineage(request, key, target):
    """The trace of one figure of a kept report."""
    report = get_object_or_404(Report, key=key)
    found = next((trace for trace in report.content if trace["target"] == target), None)
    if found is None:
        return render(request, "404.html", status=404)
    return traced(request, found, {"report": report})


def traced(request, trace, context):
    """One trace as page or as data."""
    if request.GET.get("format") == "json":
        return JsonResponse(trace, json_dumps_params=JSON)
    context |= {"trace": presenters_lineage.present([trace], request.user.is_authenticated)[0]}
    return render(request, "portal/progress/lineage.html", context)


def reports(request):
    """All kept reports; a bureau editor keeps a new one (POST)."""
    may_keep, errors = request.user.has_perm(MAY_KEEP), {}
    if request.method == "POST":
        try:
            return redirect("report", key=keep(request).key)
        except ValidationError as error:
            errors = error.message_dict
    context = {
        "reports": Report.objects.defer("content"),
        "may_keep": may_keep,
        "errors": errors,
        "typed": request.POST,
    }
    return render(request, "portal/progress/reports.html", context, status=422 if errors else 200)


def keep(request):
    """Keep the report that a form asks for."""
    day, at = request.POST.get("day", "").strip(), None
    if day:
        known = moments.read(day)
        if known is None:
            raise ValidationError({"known_at": _("Write the day as 2025-12-31.")})
        at = moments.Moment(known).end
    report = keeping.keep(request.user, request.POST.get("title", ""), at)
    messages.success(request, _("The report is kept; its figures no longer change."))
    return report


def report(request, key):
    """A kept report: the figures as they stood; `?format=json` as data."""
    row = get_object_or_404(Report, key=key)
    if request.GET.get("format") == "json":
        return JsonResponse(as_data(row), json_dumps_params=JSON)
    rows = presenters_lineage.present(row.content)
    order = [theme.value for theme in Theme]
    rows.sort(key=lambda p: order.index(p.theme))
    groups = [
        {"name": Theme(theme).label, "rows": list(found)}
        for theme, found in groupby(rows, key=lambda p: p.theme)
    ]
    return render(request, "portal/progress/report.html", {"report": row, "groups": groups})


def as_data(row):
    """A kept report as plain data, without the person's name."""
    return {
        "key": row.key,
        "title": row.title,
        "known_at": row.known_at.isoformat(timespec="seconds"),
        "made_at": row.made_at.isoformat(timespec="seconds"),
        "rules_version": row.rules_version,
        "targets": row.content,
    }
