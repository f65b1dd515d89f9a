"""What belongs to the person signed in: the own API tokens."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from liaocheng_plan.api.models import Token

from .forms import TokenForm
from .presenters import TokenPresenter


@never_cache
@login_required
def tokens(request):
    """One's own tokens, and a form for a new one, which is shown this once."""
    form, text = TokenForm(request.user, request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        _token, text = form.save()
        form = TokenForm(request.user)
    rows = Token.objects.filter(user=request.user)
    context = {"form": form, "text": text, "tokens": [TokenPresenter(row) for row in rows]}
    status = 422 if form.errors else 200
    return render(request, "portal/account/tokens.html", context, status=status)


@require_POST
@login_required
def revoke_token(request, pk):
    """End one of one's own tokens."""
    get_object_or_404(Token, pk=pk, user=request.user).revoke()
    return redirect("tokens")
