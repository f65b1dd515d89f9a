"""Documents, their clauses, and what the plan's self-audit found."""

from django.shortcuts import get_object_or_404, render

from liaocheng_plan.documents.models import Clause, Document

from . import presenters_plan
from .presenters_records import RecordPresenter


def plan(request):
    """All documents, the documents they cite, the findings."""
    context = {
        "documents": presenters_plan.documents(),
        "references": presenters_plan.references(),
        "findings": presenters_plan.findings(),
    }
    return render(request, "portal/plan.html", context)


def document(request, key):
    """One document: outline and points of every clause."""
    row = get_object_or_404(Document.objects.for_lists(), key=key)
    context = {
        "document": presenters_plan.DocumentPresenter(row),
        "record": RecordPresenter(row, request.user.is_authenticated),
    }
    return render(request, "portal/document.html", context)


def clause(request, document, key):
    """One clause: its points and every record that cites it."""
    row = get_object_or_404(
        Clause.objects.for_lists().select_related("document"), document__key=document, key=key
    )
    whole = presenters_plan.DocumentPresenter(row.document)
    context = {
        "clause": row,
        "presenter": presenters_plan.ClausePresenter(row, whole.clauses),
        "document": whole,
        "record": RecordPresenter(row, request.user.is_authenticated),
    }
    return render(request, "portal/clause.html", context)
