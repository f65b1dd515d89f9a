"""Collections and records: the index, the lists, a page for every record."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from liaocheng_plan import registry

from . import filters, links, lists, maps, presenters_lists, presenters_places
from .presenters_circles import CirclePresenter

PER_PAGE = 60


def index(request):
    """Every collection with what it holds."""
    context = {"themes": presenters_lists.themes(), "others": presenters_lists.others()}
    return render(request, "portal/places.html", context)


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
    }
    return render(request, "portal/collection.html", context)


def record(request, name, key):
    """A page for any record; targets, clauses and documents have addresses of their own."""
    found = collection_or_404(name)
    row = get_object_or_404(lists.public(found).for_lists(), key=key)
    if lists.has_own_page(found) or name == "clauses":
        return redirect(links.record_url(row), permanent=True)
    if found.page:
        return circle_page(request, row)
    presenter = presenters_places.present(row, request.user.is_authenticated)
    template = "portal/place.html" if found.located else "portal/record.html"
    return render(request, template, context(request, presenter))


def circle(request, key):
    """The file of a living or pilot circle, by its key alone."""
    for found in registry.collections():
        if found.page == "circles":
            row = lists.public(found).for_lists().filter(key=key).first()
            if row is not None:
                return circle_page(request, row)
    raise Http404


def circle_page(request, row):
    """A circle under either of its addresses."""
    presenter = CirclePresenter(row, request.user.is_authenticated)
    return render(request, "portal/circle.html", context(request, presenter))


def context(request, presenter):
    """What a record's page needs; a place with a geometry has a map around it."""
    found = {"place": presenter, "record": presenter}
    if presenter.collection.located and presenter.record.geometry is not None:
        found["map"] = maps.embed(request, presenter.layers, presenter.focus, "layers")
    return found


def collection_or_404(name):
    """The declared collection of that name."""
    try:
        return registry.get(name)
    except KeyError as error:
        raise Http404 from error
