"""Suspected duplicates of outlets: looked at side by side, decided by hand, undone by hand."""

from urllib.parse import urlencode

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
    """The pairs of one state, of all outlets or of one outlet or circle."""
    offer, of = outlet_registers.duplicates(), limits(request)
    state = request.GET.get("state")
    state = state if state in STATES_OF_PAIRS else "open"
    found = offer.pairs(request.user, state, of)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    states = [
        (shown, urlencode({"state": name, **of}, doseq=True), name == state)
        for name, shown in STATES_OF_PAIRS.items()
    ]
    context = {
        "page": page,
        "pairs": presented(request.user, page.object_list),
        "state": state,
        "query": urlencode({"state": state, **of}, doseq=True),
        "states": states,
        "limited": bool(of),
    }
    return render(request, "portal/register/duplicates.html", context)


def limits(request):
    """`{limit: [key, …]}` of the address."""
    found = {name: request.GET.getlist(name) for name in outlet_registers.duplicates().limits}
    return {name: keys for name, keys in found.items() if keys}


def presented(user, pairs):
    """Pairs with how many others each of their outlets is in; one query more."""
    pairs = list(pairs)
    both = [outlet for pair in pairs for outlet in (pair.first, pair.second)]
    number = outlet_registers.duplicates().open_pairs(user, both)
    return [PairPresenter(pair, number) for pair in pairs]


@require_POST
@importing
def decide(request, pk):
    """Merge, say that they are not the same, or undo either."""
    offer, user = outlet_registers.duplicates(), request.user
    found = [row for state in STATES_OF_PAIRS for row in offer.pairs(user, state).filter(pk=pk)]
    pair = found[0] if found else get_object_or_404(offer.pairs(user, "open"), pk=pk)
    before = pair.state
    try:
        done = act(offer, user, pair, request.POST.get("keep", ""), request.POST.get("do", ""))
        messages.success(request, done)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    query = urlencode({"state": before, **limits(request)}, doseq=True)
    return redirect(f"{reverse('duplicates')}?{query}")


def act(offer, user, pair, keep, do):
    """Do what was chosen, and say so: `keep` the id of the outlet that stays, `do` what else."""
    names = {"first": pair.first.name, "second": pair.second.name}
    if do == "undo":
        offer.undo(user, pair)
        return _("Undone: “%(first)s” and “%(second)s” are to be decided again.") % names
    if do == "separate":
        offer.separate(user, pair)
        return _("Kept apart: “%(first)s” and “%(second)s” both count. It can be undone.") % names
    kept = int(keep) if keep.isdecimal() and len(keep) < 18 else 0
    offer.merge(user, pair, kept)
    one, other = (pair.first, pair.second) if kept == pair.first_id else (pair.second, pair.first)
    return _(
        "Merged: “%(gone)s” (%(gone_key)s) counts no more and points to “%(kept)s” (%(kept_key)s)."
        " It can be undone."
    ) % {"gone": other.name, "gone_key": other.key, "kept": one.name, "kept_key": one.key}
