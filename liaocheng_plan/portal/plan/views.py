"""Documents, their clauses, and what the plan's self-audit found."""

from django.shortcuts import get_object_or_404, render

from liaocheng_plan.documents.models import AttachedText, Clause, Document
from liaocheng_plan.documents.texts import searching

from ..display.filters import asked
from ..places.presenters_records import RecordPresenter
from . import presenters_clause, presenters_editions, presenters_plan
from .presenters_clause import ClauseReader, DocumentReader
from .presenters_reader import Asked, edition_of


def plan(request):
    """All documents, the documents they cite, the findings."""
    context = {
        "documents": presenters_plan.documents(),
        "references": presenters_plan.references(),
        "findings": presenters_plan.findings(),
        "waiting": presenters_editions.waiting(request.user),
    }
    return render(request, "portal/plan/plan.html", context)


def document(request, key):
    """One document: its outline beside its text, or beside the points of every clause."""
    row = get_object_or_404(Document.objects.for_lists(), key=key)
    context = {
        "document": DocumentReader(row, edition_of(row, request.GET)),
        "record": RecordPresenter(row, request.user.is_authenticated),
        "waiting": presenters_editions.waiting(request.user, row),
    }
    return render(request, "portal/plan/document.html", context)


def clause(request, document, key):
    """One clause: its text or points, every record that cites it, the words asked for."""
    row = get_object_or_404(
        Clause.objects.for_lists().select_related("document"), document__key=document, key=key
    )
    edition = edition_of(row.document, request.GET)
    whole = presenters_plan.DocumentPresenter(row.document, edition)
    context = {
        "clause": row,
        "presenter": ClauseReader(row, whole.clauses, Asked.of(request.GET), edition),
        "document": whole,
        "record": RecordPresenter(row, request.user.is_authenticated),
    }
    return render(request, "portal/plan/clause.html", context)


def search(request):
    """Words in the official texts, hit by hit, each in its clause."""
    words = asked(request.GET, "q")
    hits, count = searching.search(words)
    context = {
        "words": words,
        "hits": [presenters_clause.hit(found, words) for found in hits],
        "count": count,
        "attached": AttachedText.objects.current().exists(),
    }
    return render(request, "portal/plan/plan_search.html", context)
