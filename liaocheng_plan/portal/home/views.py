"""Home, search and robots: fetch, present, render."""

from django.http import HttpResponse
from django.shortcuts import render

from ..display import moments
from ..display.filters import asked
from ..maps import embedding
from . import search as searching
from .presenters import HomePresenter

EXAMPLES = ("柳园路", "菜市场", "专栏9", "奥特莱斯")


def home(request):
    """The state of the plan at a glance."""
    moment = moments.of(request)
    context = {
        "home": HomePresenter(moment),
        "moment": moment,
        "map": embedding.embed(request, identifier="map-of-all"),
    }
    return render(request, "portal/home/home.html", context)


def search(request):
    """Everything in which the words are found, by collection."""
    words = asked(request.GET, "q")
    groups = searching.find(words)
    count = sum(len(group["hits"]) for group in groups)
    context = {"words": words, "groups": groups, "count": count, "examples": EXAMPLES}
    return render(request, "portal/home/search.html", context)


def robots(request):
    """Pages may be indexed; the staff's side and searches may not."""
    lines = (
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /account/",
        "Disallow: /search/",
        "Disallow: /s/",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain")
