"""Working on the ledger without JavaScript: one form, one address, one action of the service."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from liaocheng_plan.progress.evidence_files import TYPES
from liaocheng_plan.progress.models import Task, TaskEvidence
from liaocheng_plan.progress.reach import Reach

from ..display import links
from . import views as pages
from .task_forms import ON_ITEM, ON_TASK


@require_POST
@login_required
def on_task(request, key, action):
    """One action on a task; with errors the page comes back with what was typed."""
    row = get_object_or_404(Task.objects.for_lists(), key=key)
    return act(request, row, ON_TASK, action, pages.task_page)


@require_POST
@login_required
def on_item(request, task, key, action):
    """One action on an item."""
    return act(request, pages.item_or_404(task, key), ON_ITEM, action, pages.item_page)


def act(request, thing, classes, action, page):
    """Do it and go back to the page, or show the page with the errors; 400 says it failed."""
    if action not in classes:
        raise Http404
    form = classes[action](
        request.POST, request.FILES, thing=thing, user=request.user, prefix=action
    )
    if form.submit():
        messages.success(request, _("Saved."))
        return redirect(links.record_url(thing))
    fresh = type(thing).objects.for_lists().get(pk=thing.pk)
    return page(request, fresh, {action: form}, 400)


@never_cache
@login_required
def evidence(request, task, key, pk):
    """A file for who may see it: always a download, never run or shown by the browser."""
    items = Reach(request.user).items().filter(task__key=task, key=key)
    row = get_object_or_404(TaskEvidence.objects.standing(), pk=pk, item__in=items)
    response = FileResponse(
        row.file.open("rb"),
        as_attachment=True,
        filename=row.name,
        content_type=TYPES[row.kind],
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
