"""What pages of single records share: finding a collection, the map around a place."""

from django.http import Http404

from liaocheng_plan import registry

from ..maps import embedding


def context(request, presenter):
    """What a record's page needs; a place with a geometry has a map around it."""
    found = {"place": presenter, "record": presenter}
    if presenter.collection.located and presenter.record.geometry is not None:
        found["map"] = embedding.embed(request, presenter.layers, presenter.focus, "layers")
    return found


def collection_or_404(name):
    """The declared collection of that name."""
    try:
        return registry.get(name)
    except KeyError as error:
        raise Http404 from error
