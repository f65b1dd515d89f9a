"""The crosswalk of pilots and planned circles: seen by all, decided by the bureau."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

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
    shown = MatchPresenter(pilot, may(request))
    found = {"pilot": pilot, "match": shown, "map": map_of(request, shown), "form": form}
    return render(request, "portal/circles/circle_match.html", found, status=status)


@require_safe
@login_required
def confirm(request, key):
    """A decision once more before it counts: `?chosen=` is a planned circle, `none` or `open`."""
    pilot, chosen = pilot_or_404(key), request.GET.get("chosen", "")
    if not may(request):
        raise PermissionDenied
    match = MatchPresenter(pilot, may=True)
    found = match.chosen(chosen)
    if found is None and chosen not in ("none", "open"):
        raise Http404(_("There is no such planned circle; choose one of the list."))
    form = MatchForm({"chosen": chosen})
    context = {"pilot": pilot, "match": match, "found": found, "form": form}
    return render(request, "portal/circles/circle_match_confirm.html", context)


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
