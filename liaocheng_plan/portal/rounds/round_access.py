"""Who may open which page of the rounds; refused ones get a sentence, never a glimpse."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from liaocheng_plan.organisation.models import Area
from liaocheng_plan.progress import rounds
from liaocheng_plan.progress.models import Round


def staff_page(view):
    """A page for people with a role: signed in, allowed to read reports, never cached."""

    @never_cache
    @login_required
    @wraps(view)
    def checked(request, *args, **kwargs):
        if not request.user.has_perm("progress.view_observation"):
            raise PermissionDenied(_("Your account has no role yet; ask the administrator."))
        return view(request, *args, **kwargs)

    return checked


def form_of(user, key, area_key):
    """`(round, area, submission)` of a form that a user may see.

    Raises `Http404` for one that does not exist, `PermissionDenied` for somebody else's.
    """
    round_ = get_object_or_404(Round, key=key)
    if not Area.objects.filter(key=area_key, submissions__round=round_).exists():
        raise Http404
    mine = rounds.visible_submissions(user, round_).filter(area__key=area_key).first()
    if mine is None or not user.has_perm("progress.view_unapproved"):
        raise PermissionDenied(_("This form belongs to another area."))
    return round_, mine.area, mine


def demand(allowed):
    """Raise `PermissionDenied` with a sentence unless allowed."""
    if not allowed:
        raise PermissionDenied(_("Your role or your areas do not allow this."))
