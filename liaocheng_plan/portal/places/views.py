"""Collections and records: the index, the lists, a page for every record."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from ..circles.views_file import circle_page
from ..display import filters, links, lists
from ..register.presenters import tools
from . import presenters_lists, presenters_places
from .record_context import collection_or_404, context

PER_PAGE = 60


def index(request):
    """Every collection with what it holds."""
    context = {"themes": presenters_lists.themes(), "others": presenters_lists.others()}
    return render(request, "portal/places/places.html", context)


def collection(request, name):
    """The list of a collection with its filters."""
    found = collection_or_404(name)
    if lists.has_own_page(found):
        return redirect(links.collection_url(found))
    matching = filters.apply(found, lists.listed(found), request.GET)
    page = Paginator(matching, PER_PAGE).get_page(request.GET.get("page"))
    rows = presenters_lists.rows(found, page.object_list)
    context = {
        "collection": found,
        "filters": filters.choices(found, request.GET),
        "words": filters.asked(request.GET, "q"),
        "page": page,
        "rows": rows,
        "actions": any(row.get("action") for row in rows),
        "columns": presenters_lists.columns(found),
        "query": presenters_lists.query_without_page(request.GET),
        "tools": tools(found, request.user),
    }
    return render(request, "portal/places/collection.html", context)


def record(request, name, key):
    """A page for any record; targets, clauses and documents have addresses of their own."""
    found = collection_or_404(name)
    row = get_object_or_404(lists.public(found).for_lists(), key=key)
    if lists.has_own_page(found) or name == "clauses":
        return redirect(links.record_url(row), permanent=True)
    if found.page:
        return circle_page(request, row)
    presenter = presenters_places.present(row, request.user.is_authenticated)
    template = "portal/places/place.html" if found.located else "portal/places/record.html"
    return render(request, template, context(request, presenter))
