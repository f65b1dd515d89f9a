"""Suspected duplicates of outlets: looked at side by side, decided by hand, undone by hand."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaocheng_plan import outlet_registers

from .presenters import STATES_OF_PAIRS, PairPresenter
from .views_imports import importing

PER_PAGE = 30


@importing
def duplicates(request):
    """The pairs of one state."""
    offer = outlet_registers.duplicates()
    state = request.GET.get("state")
    state = state if state in STATES_OF_PAIRS else "open"
    page = Paginator(offer.pairs(request.user, state), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pairs": [PairPresenter(pair) for pair in page.object_list],
        "state": state,
        "query": f"state={state}",
        "states": [(name, shown, name == state) for name, shown in STATES_OF_PAIRS.items()],
    }
    return render(request, "portal/register/duplicates.html", context)


@require_POST
@importing
def decide(request, pk):
    """Merge, say that they are not the same, or undo either."""
    offer, user = outlet_registers.duplicates(), request.user
    found = [row for state in STATES_OF_PAIRS for row in offer.pairs(user, state).filter(pk=pk)]
    pair = found[0] if found else get_object_or_404(offer.pairs(user, "open"), pk=pk)
    try:
        act(offer, user, pair, request.POST.get("keep", ""), request.POST.get("do", ""))
        messages.success(request, _("Done; it can be undone."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"{reverse('duplicates')}?state={pair.state}")


def act(offer, user, pair, keep, do):
    """What was chosen: `keep` the id of the outlet that stays, or `do` separate or undo."""
    if do == "undo":
        offer.undo(user, pair)
    elif do == "separate":
        offer.separate(user, pair)
    else:
        offer.merge(user, pair, int(keep) if keep.isdecimal() and len(keep) < 18 else 0)
