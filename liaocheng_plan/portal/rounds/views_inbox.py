"""The inbox: what one is told, newest first."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from liaocheng_plan.progress.models import Notice

MOST = 100


@never_cache
@login_required
def inbox(request):
    """The latest notices; POST marks one (`notice`) or all as read, and opens the one."""
    mine = Notice.objects.filter(recipient=request.user)
    if request.method == "POST":
        if not request.POST.get("notice", "").isdecimal():
            mine.read()
            return redirect("inbox")
        notice = get_object_or_404(mine, pk=request.POST["notice"])
        mine.filter(pk=notice.pk).read()
        return redirect(notice.link)
    context = {"notices": mine[:MOST], "unread": mine.unread().count()}
    return render(request, "portal/rounds/round_inbox.html", context)
