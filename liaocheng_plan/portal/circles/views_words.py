"""The crosswalk of words: seen by all, confirmed by the bureau."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from liaocheng_plan import gap_sheets

from .presenters_words import WordsPresenter


def words(request):
    """Every kind of business under the words of each list."""
    return render(request, "portal/circles/words.html", {"words": WordsPresenter(request.user)})


@require_POST
@login_required
def confirm(request):
    """Confirm the ticked kinds of business, or all that are proposed."""
    crosswalk, keys = gap_sheets.crosswalk(), request.POST.getlist("key")
    if "all" in request.POST:
        keys = [line.concept.key for line in crosswalk.lines()]
    number = crosswalk.confirm(request.user, keys)
    if number:
        told = ngettext("%(n)s kind confirmed.", "%(n)s kinds confirmed.", number)
        messages.success(request, told % {"n": number})
    else:
        messages.error(request, _("Nothing is confirmed: tick at least one that is proposed."))
    return redirect("circle-words")
