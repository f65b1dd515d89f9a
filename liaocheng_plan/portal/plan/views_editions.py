"""Editions of a document's text side by side; bureau editors decide on what differs."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from liaocheng_plan.documents.models import CitationPlace, Document

from .edition_form import DecisionForm
from .presenters_editions import MAY_DECIDE, EditionsPresenter


def editions(request, key):
    """All editions, and for one that waits every cited figure that it words otherwise."""
    document = get_object_or_404(Document, key=key)
    form, status = None, 200
    if request.method == "POST":
        if not request.user.has_perm(MAY_DECIDE):
            raise PermissionDenied
        place = get_object_or_404(
            CitationPlace.objects.select_related("text__document", "citation__clause__document"),
            pk=number(request.POST.get("place")),
            text__document=document,
        )
        form = DecisionForm(request.POST, place=place, user=request.user)
        if form.is_valid():
            messages.success(request, _("Decided: %(words)s") % {"words": place.citation.quote})
            return HttpResponseRedirect(request.path)
        status = 422
    context = {
        "document": document,
        "editions": EditionsPresenter(document, form),
        "may_decide": request.user.has_perm(MAY_DECIDE),
    }
    return render(request, "portal/plan/editions.html", context, status=status)


def number(text):
    """A row's number as typed in a hidden field; 0 for anything else."""
    return int(text) if (text or "").isdigit() and len(text) < 18 else 0
