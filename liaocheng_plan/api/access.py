"""Who may read and write what: the user's role and areas, narrowed by the token's scopes."""

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission

from liaocheng_plan import writing
from liaocheng_plan.organisation.roles import limited_areas

from .problems import Refused


class ScopeMissing(Refused, PermissionDenied):
    """A token without the scope that a request needs."""

    def __init__(self, *scopes):
        detail = _("This token lacks the scope %(scopes)s.") % {"scopes": " / ".join(scopes)}
        super().__init__(403, "insufficient_scope", detail)


def allows(request, scope):
    """Whether a request may use a scope: a session is not narrowed."""
    return request.auth is None or request.auth.covers(scope)


def require(request, *scopes):
    """Raise unless somebody asks who may use one of the scopes."""
    if not request.user.is_authenticated:
        raise NotAuthenticated
    if not any(allows(request, scope) for scope in scopes):
        raise ScopeMissing(*scopes)


def reader(request, collection):
    """As whom a request reads: None is the public, without a scope that opens drafts."""
    if not request.user.is_authenticated:
        return None
    how = writing.get(collection.name)
    opening = (writing.READ_UNAPPROVED.name, *(how.scopes if how else ()))
    if any(allows(request, scope) for scope in opening):
        return request.user
    return None


class Inside:
    """How far a reader's role and areas reach into what is not public; asks once."""

    def __init__(self, user):
        self.allowed = user is not None and user.has_perm(writing.READ_UNAPPROVED.permission)
        self.areas = limited_areas(user) if self.allowed else set()

    def covers(self, record):
        """Whether what is internal of a record may be read: all areas, or the record's own."""
        return self.allowed and (self.areas is None or record.area_id in self.areas)


class MayWrite(BasePermission):
    """Reading is open; writing asks for a scope of the collection."""

    def has_permission(self, request, view):
        """Raise unless it may; each step asks for its own scope once it is known."""
        if request.method not in SAFE_METHODS:
            require(request, *view.how.scopes)
        return True
