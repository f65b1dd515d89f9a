"""The crosswalk of pilots and planned circles: seen by all, decided by the bureau."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaocheng_plan import gap_sheets, registry

from ..display import form_errors
from .forms import MatchForm
from .presenters_matching import MatchListPresenter, MatchPresenter, map_of, sentence


def matches(request):
    """All pilots with the state of their match."""
    found = {"matches": MatchListPresenter(), "may": may(request)}
    return render(request, "portal/circles/circle_matches.html", found)


def may(request):
    """Whether whoever asks decides."""
    return request.user.is_authenticated and gap_sheets.matching().may_decide(request.user)


def match(request, key):
    """One pilot beside every planned circle, with the map."""
    return match_page(request, pilot_or_404(key))


def pilot_or_404(key):
    """A circle of the kind that is matched."""
    rows = registry.get(gap_sheets.matching().collection).model.objects.for_lists()
    return get_object_or_404(rows, key=key)


def match_page(request, pilot, form=None, status=200):
    """The page; `form` is a decision that was refused."""
    found = {
        "pilot": pilot,
        "match": MatchPresenter(pilot, may(request)),
        "map": map_of(request, pilot),
        "form": form or MatchForm(),
    }
    return render(request, "portal/circles/circle_match.html", found, status=status)


@require_POST
@login_required
def decide(request, key):
    """Confirm a match, “none of them”, or take it back."""
    pilot, form = pilot_or_404(key), MatchForm(request.POST)
    if form_errors.accepts(form, lambda data: act(request.user, pilot, data)):
        messages.success(request, sentence(form))
        return redirect("circle-match", key=key)
    return match_page(request, pilot, form, 400)


def act(user, pilot, data):
    """Do what was chosen; raises `ValidationError` for a circle that does not exist."""
    matching, chosen = gap_sheets.matching(), data["chosen"]
    if chosen == "open":
        return matching.reopen(user, pilot)
    other = None
    if chosen != "none":
        other = registry.get(matching.others).model.objects.filter(key=chosen).first()
        if other is None:
            raise ValidationError(_("There is no such planned circle; choose one of the list."))
    return matching.decide(user, pilot, other, data["note"])
