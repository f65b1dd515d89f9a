"""The matrix of circles and types, as a page and as files."""

from django.core.exceptions import BadRequest
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..places.presenters_lists import query_without
from . import matrix_files
from .matrix import MatrixQuery
from .presenters_matrix import MatrixPresenter


def matrix(request):
    """Circles × types held against one standard; `?format=` gives a file."""
    query = MatrixQuery(request.GET)
    presenter, wanted = MatrixPresenter(query), request.GET.get("format", "")
    if wanted in matrix_files.FORMATS:
        return matrix_files.answer(presenter, wanted)
    if wanted:
        known = ", ".join(matrix_files.FORMATS)
        sentence = _("There is no format “%(format)s”; choose one of %(known)s.")
        raise BadRequest(sentence % {"format": wanted[:20], "known": known})
    context = {
        "matrix": presenter,
        "filters": query.choices(),
        "active": query.active,
        "problem": query.problem,
        "query": query_without(request.GET, "format"),
        "formats": matrix_files.FORMATS,
    }
    return render(request, "portal/circles/circles.html", context)
